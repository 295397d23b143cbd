import { setTimeout as sleep } from 'node:timers/promises';
import { fill, type Call } from '../shared/service/fill.ts';
import { ask, callThat, signInAgain, type Desk, type Family } from '../shared/service/family.ts';
import { passTime } from '../shared/service/clock.ts';
import { handUnit } from '../shared/service/unit.ts';
import { tryChanging, tryReading, type Attempt, type Stranger, type Trying } from './attempt.ts';
import type { Part } from './probe.ts';
import { controlRow } from './controls.ts';
import { rehearse, settle } from '../shared/service/rehearsal.ts';
import { alteredTokens } from './tokens.ts';

const prefix = 'sessions';
const writes: ReadonlySet<Call['does']> = new Set(['create', 'link', 'let-play']);

/** Calls without a token, with altered and expired ones, and with sessions that ended. */
export async function observeSessions(desk: Desk): Promise<Part> {
  const family = await settle(desk);
  handUnit(desk, family, 0);
  const rehearsed = await rehearse(desk, family, true);
  const own = rehearsed.filter(({ call }) => call.public === undefined);
  const altered: readonly Stranger[] = family.credential === undefined ? [] : alteredTokens(family.credential);
  const attempts: Attempt[] = [];
  for (const control of own)
    for (const stranger of [{ credentials: 'none', credential: undefined } as const, ...altered])
      attempts.push(await tryCall({ desk, owner: family, control, prefix: `${desk.api.id}/${prefix}` }, stranger));
  const open = new Set(
    attempts.filter(({ credentials, marks }) => credentials === 'none' && (marks ?? 0) > 0).map(({ call }) => call),
  );
  // What is open to everybody tells nothing of a session that ended.
  const shut = own.filter(({ call }) => !writes.has(call.does) && !open.has(call.id));
  for await (const stranger of endedSessions(desk, family))
    for (const control of shut)
      attempts.push(await tryReading({ desk, owner: family, control, prefix: `${desk.api.id}/${prefix}` }, stranger));
  await giveBack(desk, family);
  return { controls: rehearsed.map((one) => controlRow(one, `${desk.api.id}/${prefix}`)), attempts };
}

const tryCall = (trying: Trying, stranger: Stranger): Promise<Attempt> =>
  writes.has(trying.control.call.does)
    ? tryChanging(trying, stranger, stateOf(trying.desk, trying.control.call))
    : tryReading(trying, stranger);

const stateOf = ({ calls }: Desk, { state }: Call): Call | undefined => calls.find(({ id }) => id === state);

// A unit belongs to one family at a time.
async function giveBack(desk: Desk, family: Family): Promise<void> {
  const release = callThat(desk, 'release');
  const credential = await signInAgain(desk, family);
  if (release !== undefined) await ask(desk, { ...family, credential }, release.request);
}

/** Sessions that just ended, each by itself: it is tried before the next one ends, which might end it too. */
async function* endedSessions(desk: Desk, family: Family): AsyncGenerator<Stranger> {
  const out = await signedOut(desk, family);
  if (out !== undefined) yield { credentials: 'signed-out', credential: out };
  const late = await expired(desk, family);
  if (late !== undefined) yield { credentials: 'expired', credential: late };
  const former = await passwordChanged(desk, family);
  if (former !== undefined) yield { credentials: 'password-changed', credential: former };
  const idle = await signInAgain(desk, family);
  const idleHours = Number(desk.observing.parameters['idleHours'] ?? 24);
  if (idle !== undefined && (await passTime(desk, family, idleHours + 1)))
    yield { credentials: 'idle', credential: idle };
}

async function signedOut(desk: Desk, family: Family): Promise<string | undefined> {
  const [credential, call] = [await signInAgain(desk, family), callThat(desk, 'sign-out')];
  if (credential === undefined || call === undefined) return undefined;
  const [proof = ''] = credential.split('; ');
  const filled = fill(call.request, new Map([...family.values, ['credential', proof]]));
  const answer = filled && (await desk.client.send(filled, credential));
  return answer !== undefined && answer.status < 400 ? credential : undefined;
}

async function expired(desk: Desk, family: Family): Promise<string | undefined> {
  const { brief } = desk.api.token;
  if (brief === undefined) return undefined;
  const credential = await signInAgain(desk, family, brief.json);
  await sleep(brief.seconds * 1000 + 200, undefined, { signal: desk.observing.signal });
  return credential;
}

async function passwordChanged(desk: Desk, family: Family): Promise<string | undefined> {
  const call = callThat(desk, 'change-password');
  const [other, own] = [await signInAgain(desk, family), await signInAgain(desk, family)];
  if (call === undefined || other === undefined || own === undefined) return undefined;
  const answer = await ask(desk, { ...family, credential: own }, call.request);
  if (answer === undefined || answer.status >= 400) return undefined;
  const [before = '', after = ''] = [family.values.get('password'), family.values.get('newPassword')];
  family.values.set('password', after);
  family.values.set('newPassword', before);
  return other;
}
