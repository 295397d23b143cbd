import { converse } from '../shared/conversation.ts';
import { askTwice } from '../shared/datagram.ts';
import type { Asking, Finding } from './finding.ts';

const requests = ['{"cmd":"status"}', '{"command":"status"}', '{"type":"status"}', 'status\n'];

/** Asks a toy's own text or JSON protocol over UDP for its status, in the ways that are common. */
export async function askPlainUdp({ place }: Asking): Promise<readonly Finding[]> {
  // Side by side, each from a port of its own, so that every answer belongs to its question.
  const ask = async (request: string) => told(request, await askTwice(place, Buffer.from(request), 800));
  return Promise.all(requests.map(ask));
}

/** The same over TCP, after hearing what the service says by itself. */
export async function askPlainTcp({ place }: Asking): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const request of ['', ...requests]) {
    const conversation = await converse(place);
    if (conversation === undefined) break;
    if (request !== '') conversation.say(request.endsWith('\n') ? request : `${request}\n`);
    const heard = await conversation.hear((bytes) => bytes.length > 0, 1500);
    conversation.close();
    findings.push(told(request, heard.length === 0 ? undefined : heard));
  }
  return findings;
}

// An answer that names an error or a missing login is a refusal; any other gives something.
function told(request: string, answer: Buffer | undefined): Finding {
  const seen = { operation: request === '' ? 'connect' : 'read', target: request.trim() } as const;
  if (answer === undefined) return { ...seen, outcome: 'unanswered' };
  const refused = /\b(?:error|unauthori[sz]ed|forbidden|denied|invalid|not allowed|auth\w* required)\b/i;
  return { ...seen, outcome: refused.test(answer.toString('latin1')) ? 'refused' : 'granted', content: answer };
}
