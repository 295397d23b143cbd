import { converse, type Conversation, type Place } from '../shared/conversation.ts';
import { reply } from '../shared/lines.ts';
import { withoutOptions } from '../shared/telnet.ts';
import type { Tried, TryLogin } from './dialogue.ts';

/** A login with USER and PASS (RFC 959). */
export const tryingFtp = (place: Place): TryLogin =>
  onConnection(place, async (conversation, { username, value }) => {
    const greeting = await reply(conversation, undefined);
    if (greeting?.code === 421) return { accepted: false, answered: true, status: '421', instead: 'locked' };
    const asked = greeting && (await reply(conversation, `USER ${oneLine(username)}`));
    const answer = asked?.code === 331 ? await reply(conversation, `PASS ${oneLine(value)}`, 15_000) : asked;
    if (answer === undefined) return { accepted: false, answered: false };
    const locked = answer.code === 421 ? { instead: 'locked' as const } : {};
    return { accepted: answer.code === 230, answered: true, status: String(answer.code), ...locked };
  });

/** A login at the prompts of a telnet service; a prompt that is not the login's again is a session. */
export const tryingTelnet = (place: Place): TryLogin =>
  onConnection(place, async (conversation, { username, value }) => {
    let said = await listen(conversation, /(?:login|user ?name|user|password):\s*$/i, 5000);
    if (/(?:login|user ?name|user):\s*$/i.test(said)) {
      conversation.say(`${oneLine(username)}\r\n`);
      said = await listen(conversation, /password:\s*$/i, 5000);
    }
    if (!/password:\s*$/i.test(said)) return { accepted: false, answered: false };
    conversation.say(`${oneLine(value)}\r\n`);
    const answer = await listen(
      conversation,
      /(?:[$#>%]|login:|user ?name:|password:)\s*$|incorrect|denied|fail/i,
      10_000,
    );
    const accepted = /[$#>%]\s*$/.test(answer);
    const answered = answer.trim() !== '' || conversation.ending === 'closed';
    return { accepted, answered, words: answer };
  });

type Outcome = Omit<Tried, 'milliseconds'>;

const onConnection =
  (place: Place, speak: (conversation: Conversation, pair: Parameters<TryLogin>[0]) => Promise<Outcome>): TryLogin =>
  async (pair) => {
    const conversation = await converse(place);
    const started = performance.now();
    const outcome = conversation && (await speak(conversation, pair));
    conversation?.close();
    const milliseconds = Math.round(performance.now() - started);
    return { ...(outcome ?? { accepted: false, answered: false }), milliseconds };
  };

const oneLine = (text: string): string => text.replace(/[\r\n\0]/g, '');

async function listen(conversation: Conversation, until: RegExp, milliseconds: number): Promise<string> {
  const end = performance.now() + milliseconds;
  let text = '';
  while (!until.test(text) && conversation.ending === 'open' && performance.now() < end) {
    const heard = await conversation.hear((bytes) => bytes.length > 0, Math.max(1, end - performance.now()));
    if (heard.length === 0) break;
    const { text: more, refusals } = withoutOptions(heard);
    if (refusals.length > 0) conversation.say(refusals);
    text = (text + more).slice(-4096);
  }
  return text;
}
