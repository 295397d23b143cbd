import { converse, type Conversation } from '../shared/conversation.ts';
import { toClearUp, type Asking, type Finding } from './finding.ts';

/** Asks what it is and what it holds, and sets, gets and deletes a key of its own (RESP 2). */
export async function askRedis({ place, unique }: Asking): Promise<readonly Finding[]> {
  const conversation = await converse(toClearUp(place));
  if (conversation === undefined) return [];
  const run = async (operation: Finding['operation'], ...words: readonly string[]): Promise<Finding> => ({
    operation,
    target: words.join(' '),
    ...told(await command(conversation, words)),
  });
  try {
    const ping = await run('connect', 'PING');
    if (ping.outcome === 'unanswered') return [ping];
    const findings = [ping, await run('read', 'INFO'), await run('list', 'SCAN', '0', 'COUNT', '100')];
    const set = await run('write', 'SET', unique, unique);
    const undo =
      set.outcome === 'granted' ? [await run('read', 'GET', unique), await run('command', 'DEL', unique)] : [];
    return [...findings, set, ...undo];
  } finally {
    conversation.close();
  }
}

async function command(conversation: Conversation, words: readonly string[]): Promise<Buffer> {
  const parts = words.map((word) => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`);
  conversation.say(`*${String(words.length)}\r\n${parts.join('')}`);
  return conversation.hear(isWhole, 2000);
}

function isWhole(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  const length = /^\$(\d{1,7})\r\n/.exec(text);
  if (length !== null) return text.length >= length[0].length + Number(length[1]) + 2;
  // An array has no length in bytes: its end is the end of what comes.
  return text.endsWith('\r\n') && !text.startsWith('*');
}

function told(bytes: Buffer): Pick<Finding, 'outcome' | 'status' | 'content'> {
  if (bytes.length === 0) return { outcome: 'unanswered' };
  const [word = ''] = bytes.toString('latin1').slice(1, 60).split(/\s/, 1);
  if (bytes[0] === 0x2d) return { outcome: 'refused', status: word, content: bytes };
  return { outcome: /^[+:$*]/.test(bytes.toString('latin1', 0, 1)) ? 'granted' : 'refused', content: bytes };
}
