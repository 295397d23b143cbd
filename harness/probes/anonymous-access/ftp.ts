import { converse, type Conversation, type Place } from '../shared/conversation.ts';
import { reply, type NumberedReply } from '../shared/lines.ts';
import { toClearUp, type Asking, type Finding } from './finding.ts';

/** Folders of the listing in which a file of its own is tried where the folder of the login takes none. */
const mostFolders = 8;

/**
 * Logs in as anonymous, lists, and stores and deletes a file of its own, in the folder of the login or in the first of those
 * listed that takes it (RFC 959, RFC 2428).
 */
export async function askFtp(asking: Asking): Promise<readonly Finding[]> {
  const { place } = asking;
  const control = await converse(place);
  if (control === undefined) return [];
  try {
    await reply(control, undefined);
    const user = await reply(control, 'USER anonymous');
    const entered = user?.code === 331 ? await reply(control, 'PASS guest@toymark.example') : user;
    const connect = { operation: 'connect', target: 'USER anonymous', ...told(entered) } as const;
    if (entered?.code !== 230) return [connect];
    await reply(control, 'TYPE I');
    const list: Finding = { operation: 'list', target: '/', ...(await transfer(place, control, { line: 'LIST' })) };
    return [
      connect,
      list,
      ...(await storeSomewhere(asking, control, foldersOf(Buffer.from(list.content ?? '').toString('latin1')))),
    ];
  } finally {
    control.close();
  }
}

// Every refusal stays; what was stored ends it and is deleted again.
async function storeSomewhere(
  { place, unique }: Asking,
  control: Conversation,
  folders: readonly string[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const folder of ['', ...folders]) {
    const name = `${folder}${unique}.txt`;
    const stored = await transfer(place, control, { line: `STOR ${name}`, content: unique });
    findings.push({ operation: 'write', target: `STOR ${name}`, ...stored });
    if (stored.outcome === 'granted') return [...findings, await remove(control, name)];
  }
  return findings;
}

/** The folders of a listing as Unix servers write it, each with a slash behind it; other listings name none. */
const foldersOf = (listing: string): readonly string[] =>
  [
    ...listing.matchAll(
      /^d[rwxsStT-]{9}[+.@]? +\d+ +\S+ +\S+ +\d+ +\w{3} +\d{1,2} +[\d:]{4,5} ([\x20-\x7e]{1,255}?)\r?$/gm,
    ),
  ]
    .map(([, name = '']) => `${name}/`)
    .filter((name) => !/^\.{1,2}\/$|.\/./.test(name))
    .slice(0, mostFolders);

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
