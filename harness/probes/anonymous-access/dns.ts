import { decode, encode, type Answer, type Packet } from 'dns-packet';
import { datagramDialogue, type DatagramDialogue } from '../shared/datagram.ts';
import type { Asking, Finding } from './finding.ts';

const catalogue = '_services._dns-sd._udp.local';
const mostNames = 20;

/**
 * Asks for the list of services and for what stands behind each (RFC 6763, clause 9), from a port of its own, so that
 * a responder of multicast DNS answers this bench alone (RFC 6762, clause 6.7).
 */
export async function askDns({ place }: Asking): Promise<readonly Finding[]> {
  const dialogue = datagramDialogue(place);
  try {
    const list = await question(dialogue, { operation: 'list', name: catalogue, type: 'PTR' });
    const findings = [list.finding];
    const waiting = namesIn(list.records);
    const asked = new Set([catalogue]);
    for (let name = waiting.shift(); name !== undefined && asked.size <= mostNames; name = waiting.shift()) {
      if (asked.has(name) || place.signal.aborted) continue;
      asked.add(name);
      const { finding, records } = await question(dialogue, { operation: 'read', name, type: 'ANY' });
      findings.push(finding);
      waiting.push(...namesIn(records));
    }
    return findings;
  } finally {
    dialogue.close();
  }
}

interface Question {
  readonly operation: 'list' | 'read';
  readonly name: string;
  readonly type: 'PTR' | 'ANY';
}

interface Answered {
  readonly finding: Finding;
  readonly records: readonly Answer[];
}

async function question(dialogue: DatagramDialogue, { operation, name, type }: Question): Promise<Answered> {
  const target = `${type} ${name}`;
  const bytes = encode({ type: 'query', id: 0x544d, flags: 0, questions: [{ name, type, class: 'IN' }] });
  const answer = (await dialogue.ask(bytes, 1000)) ?? (await dialogue.ask(bytes, 1000));
  const packet = answer === undefined ? undefined : packetOf(answer.bytes);
  if (answer === undefined || packet === undefined)
    return { finding: { operation, target, outcome: 'unanswered' }, records: [] };
  const records = [...(packet.answers ?? []), ...(packet.additionals ?? [])].slice(0, 100);
  const status = (packet as { readonly rcode?: string }).rcode ?? 'NOERROR';
  if (records.length === 0) return { finding: { operation, target, outcome: 'refused', status }, records };
  return { finding: { operation, target, outcome: 'granted', status, content: answer.bytes }, records };
}

function packetOf(bytes: Buffer): Packet | undefined {
  try {
    const packet = decode(bytes);
    return packet.type === 'response' ? packet : undefined;
  } catch {
    // Bytes that are no DNS message answer no question.
    return undefined;
  }
}

/** The names that the records point to, as far as they can be asked for. */
const namesIn = (records: readonly Answer[]): string[] =>
  records.flatMap((record): readonly string[] => {
    const data: unknown = 'data' in record ? record.data : undefined;
    if (record.type === 'PTR' && typeof data === 'string') return isName(data) ? [data] : [];
    if (record.type !== 'SRV' || typeof data !== 'object' || data === null) return [];
    const { target } = data as { readonly target?: unknown };
    return typeof target === 'string' && isName(target) ? [target] : [];
  });

// Labels of 63 octets and names of 255 (RFC 1035, clause 2.3.4).
const isName = (name: string): boolean =>
  name.length <= 250 && name.split('.').every((label) => label !== '' && Buffer.byteLength(label) <= 63);
