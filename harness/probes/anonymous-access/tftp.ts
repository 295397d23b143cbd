import { datagramDialogue, type Datagram, type DatagramDialogue } from '../shared/datagram.ts';
import { toClearUp, type Asking, type Finding } from './finding.ts';

const wellKnown = ['config', 'firmware.bin', 'boot.cfg', 'test.txt'];

/** Asks for a file that cannot be there, a few that often are, and writes one of its own (RFC 1350). It has no deletion. */
export async function askTftp(asking: Asking): Promise<readonly Finding[]> {
  const name = `${asking.unique}.txt`;
  const written = await write(asking, name);
  const names = [name, ...asking.paths.map((path) => path.slice(1)), ...wellKnown].filter((file) => file !== '');
  const findings: Finding[] = [];
  for (const file of names.slice(0, 20)) {
    findings.push(await read(asking, file));
    // Who answers neither a writer nor a reader has no words for the others either.
    if (written.outcome === 'unanswered' && findings.at(-1)?.outcome === 'unanswered') break;
  }
  return [...findings, written];
}

async function read({ place }: Asking, name: string): Promise<Finding> {
  const dialogue = datagramDialogue(place);
  try {
    const answer = await dialogue.ask(request(1, name), 1500);
    if (answer?.bytes.readUInt16BE(0) === 3) await refuseMore(dialogue, answer);
    return { operation: 'read', target: `RRQ ${name}`, ...told(answer, data) };
  } finally {
    dialogue.close();
  }
}

// Empty, so that what cannot be deleted again takes no space.
async function write({ place }: Asking, name: string): Promise<Finding> {
  const dialogue = datagramDialogue(toClearUp(place));
  try {
    const answer = await dialogue.ask(request(2, name), 1500);
    if (answer !== undefined && answer.bytes.length >= 4 && answer.bytes.readUInt16BE(0) === 4)
      await dialogue.ask(Buffer.from([0, 3, 0, 1]), 1000, answer.port);
    return { operation: 'write', target: `WRQ ${name}`, ...told(answer, acknowledgement) };
  } finally {
    dialogue.close();
  }
}

const request = (code: number, name: string): Buffer =>
  Buffer.concat([Buffer.from([0, code]), Buffer.from(`${name}\0octet\0`)]);

// One block is enough; an error tells the server so.
async function refuseMore(dialogue: DatagramDialogue, { port }: Datagram): Promise<void> {
  await dialogue.ask(Buffer.from([0, 5, 0, 0, 0]), 1, port);
}

// Opcodes (RFC 1350, section 5; RFC 2347): a reader is sent data, a writer is acknowledged, either with options first.
const data = 3;
const acknowledgement = 4;
const error = 5;
const options = 6;

// What is no answer of this protocol tells nothing about files: something else listens there.
function told(
  answer: Datagram | undefined,
  consent: typeof data | typeof acknowledgement,
): Pick<Finding, 'outcome' | 'status' | 'content'> {
  if (answer === undefined || answer.bytes.length < 4) return { outcome: 'unanswered' };
  const code = answer.bytes.readUInt16BE(0);
  const content = answer.bytes.subarray(4);
  if (code === error) return { outcome: 'refused', status: `error ${String(answer.bytes.readUInt16BE(2))}`, content };
  const status = `opcode ${String(code)}`;
  return { outcome: code === consent || code === options ? 'granted' : 'unanswered', status, content };
}
