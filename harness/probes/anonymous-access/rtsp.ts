import { converse } from '../shared/conversation.ts';
import type { Asking, Finding } from './finding.ts';
import { authority } from '../shared/reach.ts';

const wellKnown = ['/', '/live', '/stream1', '/h264', '/live/ch0', '/cam/realmonitor'];

/** Asks for the description of declared and well-known streams (RFC 2326, clause 10.2); nothing is played. */
export async function askRtsp(asking: Asking): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const path of [...new Set([...asking.paths, ...wellKnown])].slice(0, 20)) {
    const finding = await describe(asking, path);
    findings.push(finding);
    if (finding.outcome === 'unanswered') break;
  }
  return findings;
}

async function describe({ place }: Asking, path: string): Promise<Finding> {
  const seen = { operation: 'read', target: `DESCRIBE ${path}` } as const;
  const conversation = await converse(place);
  if (conversation === undefined) return { ...seen, outcome: 'unanswered' };
  const url = `rtsp://${authority(place.address, place.port)}${path}`;
  conversation.say(`DESCRIBE ${url} RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n`);
  const heard = await conversation.hear((bytes) => /\r?\n\r?\n[^]*(?:m=|$)/.test(bytes.toString('latin1')), 3000);
  conversation.close();
  const status = /^RTSP\/1\.\d (\d{3})/.exec(heard.toString('latin1'))?.[1];
  if (status === undefined) return { ...seen, outcome: 'unanswered', content: heard };
  return { ...seen, outcome: status.startsWith('2') ? 'granted' : 'refused', status, content: heard };
}
