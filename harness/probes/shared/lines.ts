import type { Conversation } from './conversation.ts';

/** An answer of a protocol of numbered lines: FTP (RFC 959, clause 4.2). */
export interface NumberedReply {
  readonly code: number;
  readonly text: string;
}

/** Says a line, if there is one to say, and hears the numbered answer; undefined where none came. */
export async function reply(
  conversation: Conversation,
  line: string | undefined,
  milliseconds = 6000,
): Promise<NumberedReply | undefined> {
  if (line !== undefined) conversation.say(`${line}\r\n`);
  const heard = await conversation.hear((bytes) => lastLine.test(bytes.toString('latin1')), milliseconds);
  const text = heard.toString('utf8');
  const code = Number(lastLine.exec(text)?.[1]);
  return Number.isInteger(code) ? { code, text } : undefined;
}

// `230-` announces more lines, `230 ` is the last one.
const lastLine = /^(\d{3}) .*\r?\n$/m;
