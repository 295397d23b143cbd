import { converse, type Conversation, type Place } from '../shared/conversation.ts';
import { reply, type NumberedReply } from '../shared/lines.ts';
import { toClearUp, type Asking, type Finding } from './finding.ts';

/** Logs in as anonymous, lists, and stores and deletes a file of its own (RFC 959, RFC 2428). */
export async function askFtp(asking: Asking): Promise<readonly Finding[]> {
  const { place, unique } = asking;
  const control = await converse(place);
  if (control === undefined) return [];
  try {
    await reply(control, undefined);
    const user = await reply(control, 'USER anonymous');
    const entered = user?.code === 331 ? await reply(control, 'PASS guest@toymark.example') : user;
    const connect = { operation: 'connect', target: 'USER anonymous', ...told(entered) } as const;
    if (entered?.code !== 230) return [connect];
    await reply(control, 'TYPE I');
    const name = `${unique}.txt`;
    const list: Finding = { operation: 'list', target: '/', ...(await transfer(place, control, { line: 'LIST' })) };
    const stored = await transfer(place, control, { line: `STOR ${name}`, content: unique });
    const write: Finding = { operation: 'write', target: `STOR ${name}`, ...stored };
    return [connect, list, write, ...(stored.outcome === 'granted' ? [await remove(control, name)] : [])];
  } finally {
    control.close();
  }
}

type Told = Pick<Finding, 'outcome' | 'status' | 'content'>;

async function remove(control: Conversation, name: string): Promise<Finding> {
  return { operation: 'command', target: `DELE ${name}`, ...told(await reply(control, `DELE ${name}`)) };
}

async function transfer(
  place: Place,
  control: Conversation,
  { line, content }: { readonly line: string; readonly content?: string },
): Promise<Told> {
  const opened = await reply(control, 'EPSV');
  const port = Number(/\(\|\|\|(\d{1,5})\|\)/.exec(opened?.text ?? '')?.[1] ?? (await passivePort(control)));
  if (!(port > 0 && port < 65_536)) return told(opened);
  const data = await converse({ ...toClearUp(place), port, secure: false });
  if (data === undefined) return { outcome: 'unanswered' };
  const begun = await reply(control, line);
  if (begun === undefined || begun.code >= 400) {
    data.close();
    return told(begun);
  }
  if (content !== undefined) data.finish(content);
  const heard = await data.hear(() => false, content === undefined ? 3000 : 1000);
  data.close();
  const ended = /^226 /m.test(begun.text) ? begun : await reply(control, undefined);
  return { ...told(ended ?? begun), ...(content === undefined ? { content: heard } : {}) };
}

// The address in the answer is ignored: the data comes from the toy or not at all.
async function passivePort(control: Conversation): Promise<number> {
  const answer = await reply(control, 'PASV');
  const [, high, low] = /\d+,\d+,\d+,\d+,(\d+),(\d+)/.exec(answer?.text ?? '') ?? [];
  return Number(high) * 256 + Number(low);
}

function told(answer: NumberedReply | undefined): Told {
  if (answer === undefined) return { outcome: 'unanswered' };
  const { code, text } = answer;
  return { outcome: code >= 400 ? 'refused' : 'granted', status: String(code), content: text };
}
