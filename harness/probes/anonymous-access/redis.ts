import { converse, type Conversation, type Place } from '../shared/conversation.ts';
import { toClearUp, type Asking, type Finding } from './finding.ts';

/** Asks what it is and what it holds, and sets, gets and deletes a key of its own (RESP 2). */
export async function askRedis({ place, unique }: Asking): Promise<readonly Finding[]> {
  const conversation = await converse(place);
  if (conversation === undefined) return [];
  const run = runOn(conversation);
  try {
    const ping = await run('connect', 'PING');
    if (ping.outcome === 'unanswered') return [ping];
    const findings = [ping, await run('read', 'INFO'), await run('list', 'SCAN', '0', 'COUNT', '100')];
    const set = await run('write', 'SET', unique, unique);
    if (set.outcome === 'refused') return [...findings, set];
    const got = set.outcome === 'granted' ? [await run('read', 'GET', unique)] : [];
    return [...findings, set, ...got, ...(await clearUp(place, unique))];
  } finally {
    conversation.close();
  }
}

// What was sent may have been set even where no answer came in time.
async function clearUp(place: Place, unique: string): Promise<readonly Finding[]> {
  const conversation = await converse(toClearUp(place));
  if (conversation === undefined) return [];
  const deleted = await runOn(conversation)('command', 'DEL', unique);
  conversation.close();
  return [deleted];
}

const runOn =
  (conversation: Conversation) =>
  async (operation: Finding['operation'], ...words: readonly string[]): Promise<Finding> => ({
    operation,
    target: words.join(' '),
    ...told(await command(conversation, words)),
  });

async function command(conversation: Conversation, words: readonly string[]): Promise<Buffer> {
  const parts = words.map((word) => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`);
  conversation.say(`*${String(words.length)}\r\n${parts.join('')}`);
  return conversation.hear(isWhole, 2000);
}

const isWhole = (bytes: Buffer): boolean => endOf(bytes.toString('latin1'), 0, deepest) !== undefined;

/** Lists within lists that are read; an answer to what is asked here has two. */
const deepest = 8;

// Where a reply ends that begins here (RESP 2); undefined where more of it has to come.
function endOf(text: string, from: number, depth: number): number | undefined {
  const line = text.indexOf('\r\n', from);
  if (line < 0) return undefined;
  const [kind, count] = [text[from], Number(text.slice(from + 1, line))];
  const next = line + 2;
  if (kind === '$' && count >= 0) return text.length >= next + count + 2 ? next + count + 2 : undefined;
  if (kind !== '*' || !(count > 0) || depth === 0) return next;
  let at: number | undefined = next;
  for (let item = 0; item < count && at !== undefined; item++) at = endOf(text, at, depth - 1);
  return at;
}

function told(bytes: Buffer): Pick<Finding, 'outcome' | 'status' | 'content'> {
  if (bytes.length === 0) return { outcome: 'unanswered' };
  const [word = ''] = bytes.toString('latin1').slice(1, 60).split(/\s/, 1);
  if (bytes[0] === 0x2d) return { outcome: 'refused', status: word, content: bytes };
  return { outcome: /^[+:$*]/.test(bytes.toString('latin1', 0, 1)) ? 'granted' : 'refused', content: bytes };
}
