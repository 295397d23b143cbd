import { randomInt } from 'node:crypto';
import type { Observing } from '../../../gather/probe.ts';
import { after, marksIn, pick } from './content.ts';
import { credentialIn, type Answered, type Client } from './client.ts';
import { fill, type Api, type Call, type DeclaredRequest, type Filled } from './fill.ts';
import { readMails } from './mailbox.ts';
import { pictureOf } from './picture.ts';

/** A synthetic family with an account of its own, made by the bench for one observation. */
export interface Family {
  readonly way: string;
  readonly values: Map<string, string>;
  /** Values that only this family has: what an answer must not tell another. */
  readonly marks: string[];
  readonly picture: Buffer;
  /** What proves the session; undefined where none could be opened. */
  credential: string | undefined;
  /** The account was deleted, as the service said. */
  erased: boolean;
}

/** What a topic works with. */
export interface Desk {
  readonly api: Api;
  readonly calls: readonly Call[];
  readonly client: Client;
  readonly observing: Observing;
  /** The families whose accounts were made. */
  readonly made: Family[];
  /** What anybody is told of an address that does not exist; undefined until it was asked. */
  strange: string | undefined;
}

const letters = 'abcdefghijkmnpqrstuvwxyz';
const word = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** The bench's synthetic child again, with an ending that makes each value this family's own. */
export function imagine(bench: Observing['bench'], way: string): Family {
  const own = word(7);
  const child = bench.child ?? {};
  const values = new Map(Object.entries(child).map(([name, value]) => [name, `${value} ${own}`]));
  values.set('firstName', `${(child['firstName'] ?? 'Quill').slice(0, 20)} ${own}`);
  values.set('phrase', `the owl of ${own} sat on my sock`);
  const marks = [...values.values(), own];
  values.set('birthday', child['birthday'] ?? '2019-05-17');
  values.set('email', `bench.${own}@${(child['guardianEmail'] ?? 'x@mail.example').split('@')[1] ?? 'mail.example'}`);
  values.set('username', `bench-${own}`);
  values.set('password', `${word(6)} ${word(7)} ${randomInt(1000, 9999)}`);
  values.set('newPassword', `${word(6)} ${word(7)} ${randomInt(1000, 9999)}`);
  return {
    way,
    values,
    marks: [...marks, values.get('email') ?? own],
    picture: pictureOf(own),
    credential: undefined,
    erased: false,
  };
}

/** An address that cannot exist. */
export const nowhere = '/toymark-bench/this-is-not-there';

/** A request that only reads an address. */
export const plainly = (path: string): Filled => ({
  ...{ method: 'GET', path, body: undefined, type: undefined, service: undefined },
});

/** Makes an account by one of the declared ways; undefined where a step was refused. */
export async function join(desk: Desk, way = desk.api.join[0]?.id ?? ''): Promise<Family | undefined> {
  const family = imagine(desk.observing.bench, way);
  desk.strange ??= (await desk.client.send(plainly(nowhere)))?.text ?? '';
  const steps = desk.api.join.find(({ id }) => id === way)?.steps ?? [];
  for (const { request, keeps, keepsAfter, opens = false, mail = {} } of steps) {
    if (request !== undefined) {
      const answer = await ask(desk, family, request);
      if (answer === undefined || answer.status >= 400) return undefined;
      keep(desk, family, { answer, keeps, keepsAfter });
      if (opens) family.credential = credentialIn(desk.api, answer, pick);
    }
    await keepFromMail(desk, family, mail);
  }
  desk.made.push(family);
  return family.credential === undefined ? undefined : family;
}

/** A call as this family makes it; undefined where a value of it is not known or no answer came. */
export async function ask(desk: Desk, family: Family, request: DeclaredRequest): Promise<Answered | undefined> {
  const filled = fill(request, family.values, family.picture);
  return filled === undefined ? undefined : desk.client.send(filled, family.credential);
}

/** Makes a call and keeps what it gives for later calls. */
export async function play(desk: Desk, family: Family, call: Call): Promise<Answered | undefined> {
  const answer = await ask(desk, family, call.request);
  if (answer === undefined || answer.status >= 400) return answer;
  keep(desk, family, { ...call, answer });
  await keepFromMail(desk, family, call.mail ?? {});
  return answer;
}

type Keeping = { readonly answer: Answered } & {
  readonly [part in 'keeps' | 'keepsAfter']?: Call['keeps'] | undefined;
};

function keep({ strange = '' }: Desk, family: Family, { answer, keeps = {}, keepsAfter = {} }: Keeping): void {
  const { text, location = '' } = answer;
  const paths = Object.entries(keeps).map(([name, path]) => [name, pick(text, path)] as const);
  const words = Object.entries(keepsAfter).map(
    ([name, before]) => [name, after(`${location}\n${text}`, before)] as const,
  );
  for (const [name, value] of [...paths, ...words]) {
    if (value === undefined) continue;
    family.values.set(name, value);
    // An identifier that nobody can guess is seen only where the object is, unless anybody is told it of anything.
    if (value.length >= 12 && !family.marks.includes(value) && !strange.includes(value)) family.marks.push(value);
  }
}

async function keepFromMail(desk: Desk, family: Family, words: Readonly<Record<string, string>>): Promise<void> {
  if (Object.keys(words).length === 0) return;
  const mails = await readMails(desk.observing, family.values.get('invited') ?? family.values.get('email') ?? '');
  for (const [name, before] of Object.entries(words)) {
    const value = after(mails, before);
    if (value !== undefined) family.values.set(name, value);
  }
}

/** Signs in again; undefined where the interface declares no sign-in or refused it. */
export async function signInAgain(desk: Desk, family: Family, more: object = {}): Promise<string | undefined> {
  const call = callThat(desk, 'sign-in');
  if (call === undefined) return undefined;
  const { json, ...rest } = call.request;
  const answer = await ask(desk, family, { ...rest, ...(json === undefined ? {} : { json: { ...json, ...more } }) });
  return answer === undefined || answer.status >= 400 ? undefined : credentialIn(desk.api, answer, pick);
}

export const callThat = ({ calls }: Pick<Desk, 'calls'>, does: Call['does']): Call | undefined =>
  calls.find((call) => call.does === does);

/** How many values of its own an answer gives a family. */
export const ownMarks = ({ marks }: Family, { text, sent }: Answered): number => marksIn(text, marks, sent);

/** The same request with nothing of it kept back. */
export const filledFor = (family: Family, request: DeclaredRequest): Filled | undefined =>
  fill(request, family.values, family.picture);
