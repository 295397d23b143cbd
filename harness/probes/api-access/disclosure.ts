import { randomInt } from 'node:crypto';
import { imagine, type Desk, type Family } from '../shared/service/family.ts';
import { fill, type Call } from '../shared/service/fill.ts';
import type { Answered } from '../shared/service/client.ts';
import type { Observation, Part } from './probe.ts';
import { askNowhere, isDone, settle } from '../shared/service/rehearsal.ts';

type Row = Observation['disclosures'][number];
type Does = Row['does'];

const repetitions = 9;
const asked: ReadonlySet<Call['does']> = new Set<Does>(['sign-in', 'sign-up', 'forgotten']);

/** Sign-in with a wrong password, sign-up and reset, each for an account that exists and for ones that do not. */
export async function observeDisclosure(desk: Desk): Promise<Part> {
  const known = await settle(desk);
  const disclosures: Row[] = [];
  for (const call of desk.calls.filter(({ does }) => asked.has(does)))
    disclosures.push(await compare(desk, known, call));
  return { disclosures };
}

interface Heard {
  readonly known: Answered[];
  readonly unknown: Answered[];
}

async function compare(desk: Desk, known: Family, call: Call): Promise<Row> {
  const heard: Heard = { known: [], unknown: [] };
  const order = shuffled([
    ...Array<'known'>(repetitions).fill('known'),
    ...Array<'unknown'>(repetitions).fill('unknown'),
  ]);
  // Before the service slows whoever is wrong; and the first answer may wait for what is loaded only once.
  const control = await works(desk, known, call);
  for (const kind of order) {
    const stranger = imagine(desk.observing.bench, 'own').values;
    const values = kind === 'unknown' ? stranger : new Map([...stranger, ['email', known.values.get('email') ?? '']]);
    const answer = await say(desk, call, values);
    if (answer !== undefined)
      heard[kind].push({ ...answer, text: answer.text.replaceAll(values.get('email') ?? '?', '') });
  }
  const of = (answers: readonly Answered[], what: (answer: Answered) => string) => new Set(answers.map(what));
  const alike = (what: (answer: Answered) => string) =>
    [...of(heard.known, what)].sort().join('\n') === [...of(heard.unknown, what)].sort().join('\n');
  // Words that are never twice the same for one account say nothing of two.
  const steady = (answers: readonly Answered[]) => of(answers, wordsOf).size <= answers.length / 2;
  const times = (answers: readonly Answered[]) => answers.map(({ milliseconds }) => milliseconds);
  return {
    ...{
      id: `${desk.api.id}/disclosure/${call.id}`,
      api: call.api,
      call: call.id,
      does: call.does as Does,
      repetitions,
    },
    answered: heard.known.length + heard.unknown.length,
    sameStatus: alike(({ status }) => String(status)),
    control,
    sameWords: steady(heard.known) || steady(heard.unknown) ? alike(wordsOf) : null,
    existingMilliseconds: times(heard.known),
    unknownMilliseconds: times(heard.unknown),
  };
}

/** Whether the call does what it is for: signs the account in with its own password, makes one, or takes note of it. */
async function works(desk: Desk, known: Family, call: Call): Promise<boolean> {
  const nowhere = await askNowhere(desk, { credential: undefined });
  const values = call.does === 'sign-up' ? imagine(desk.observing.bench, 'own').values : known.values;
  const answer = await say(desk, call, values);
  return answer !== undefined && isDone(answer, nowhere);
}

// Without what is drawn anew for each answer, such as tokens and times.
const wordsOf = ({ text }: Answered): string => text.replace(/[A-Za-z0-9_-]{16,}|\d{9,}/g, '');

function say(desk: Desk, { request }: Call, values: ReadonlyMap<string, string>): Promise<Answered | undefined> {
  const filled = fill(request, values);
  return filled === undefined ? Promise.resolve(undefined) : desk.client.send(filled);
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}
