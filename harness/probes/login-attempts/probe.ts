import type { LoginAttemptsObservation } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import { accepts } from '../shared/accepts.ts';
import type { Place } from '../shared/conversation.ts';
import { type Endpoint, endpointsOf } from '../shared/reach.ts';
import { secretFor } from '../shared/secret-for.ts';
import { spokenBy } from '../shared/spoken.ts';
import { observeChange } from './change.ts';
import { dialogueFor } from './dialogue.ts';
import { guess, tryDefaults } from './guessing.ts';
import { type Job, jobsOf } from './jobs.ts';
import { offerPasswords } from './passwords.ts';
import { observeSecondFactor } from './second-factor.ts';
import type { Subject } from './subject.ts';
import { Transcript } from './transcript.ts';

type LoginRow = LoginAttemptsObservation['logins'][number];

/**
 * Tries each declared login: the owner's credential, passwords, a change, a second factor, known defaults, wrong guesses.
 * Defaults and guesses go to each address that is reached; what changes the account, only to the first of each service.
 */
export const probe: Probe<'login-attempts'> = { version: '1.1.3', targets, observe };

function targets(planning: Planning): readonly Target[] {
  return jobsOf(planning).map(({ target }) => target);
}

async function observe(target: Target, observing: Observing): Promise<LoginAttemptsObservation> {
  const job = jobsOf(observing).find((each) => each.target.id === target.id);
  if (job === undefined) throw new NotObserved('input-missing', `the declaration names no login ${target.id}`);
  const endpoints = endpointsFor(job, observing);
  if (endpoints.length === 0) throw new NotObserved('input-missing', `the bench names no address of ${job.unit}`);
  const logins: LoginRow[] = [];
  for (const endpoint of endpoints) logins.push(await reach(endpoint, job, observing));
  const { credential, unit } = job;
  const { declaration, secret } = observing;
  // One account, however it is reached: what could not be changed back at one address is so at the next.
  const before = secretFor(credential, { unit, declaration, secret });
  const owner = { pair: before };
  const seen: Pressed[] = [];
  try {
    for (const [index, endpoint] of endpoints.entries()) {
      observing.signal.throwIfAborted();
      const login = logins[index];
      if (login?.reached !== true) continue;
      const first = logins.findIndex(({ reached, service }) => reached && service === login.service) === index;
      const subject = await subjectOf({ id: login.id, endpoint, owner }, job, observing);
      seen.push(await (first ? press(subject) : pressAgain(subject)));
    }
  } finally {
    if (owner.pair?.value !== before?.value) observing.remark(isAnother(job, owner.pair?.value));
  }
  return { ...merged(seen), logins };
}

// What the instrument sets is no secret, and whoever does not know it is locked out of a product of their own.
const isAnother = ({ credential, unit }: Job, value = ''): string =>
  `${credential.id} of ${unit} is now "${value}", because the one before was not taken again. Write it into the bench, or reset ` +
  'the unit, before anything else logs in.';

type Pressed = Omit<LoginAttemptsObservation, 'logins'>;

const merged = (seen: readonly Pressed[]): Pressed => ({
  attempts: seen.flatMap(({ attempts }) => attempts),
  guessing: seen.flatMap(({ guessing }) => guessing),
  passwords: seen.flatMap(({ passwords }) => passwords),
  changes: seen.flatMap(({ changes }) => changes),
  secondFactors: seen.flatMap(({ secondFactors }) => secondFactors),
});

// Guessing comes last: what it leaves locked disturbs nothing else.
async function press(subject: Subject): Promise<Pressed> {
  const { owner, transcript, observing } = subject;
  if (owner.pair !== undefined) await transcript.attempt('owner', owner.pair);
  observing.progress(0.05, 'passwords');
  const passwords = await offerPasswords(subject);
  observing.progress(0.1, 'change of the credential');
  const changes = await observeChange(subject);
  const secondFactors = await observeSecondFactor(subject);
  await tryDefaults(subject);
  observing.progress(0.7, 'wrong guesses');
  const guessing = await guess(subject);
  return {
    ...{ attempts: [...transcript.attempts], guessing: [guessing] },
    ...{ passwords: [...passwords], changes: [...changes], secondFactors: [...secondFactors] },
  };
}

// Over another address family the account is the same, but not its guard: defaults and guesses are tried anew.
async function pressAgain(subject: Subject): Promise<Pressed> {
  const { owner, transcript } = subject;
  if (owner.pair !== undefined) await transcript.attempt('owner', owner.pair);
  await tryDefaults(subject);
  const guessing = await guess(subject);
  return { attempts: [...transcript.attempts], guessing: [guessing], passwords: [], changes: [], secondFactors: [] };
}

async function subjectOf(
  { id, endpoint, owner }: Pick<Subject, 'id' | 'owner'> & { readonly endpoint: Endpoint },
  { credential, login }: Job,
  observing: Observing,
): Promise<Subject> {
  const { bench, parameters, signal } = observing;
  const place = placeOf(endpoint, signal);
  const delaySeconds = Number(parameters['delaySeconds'] ?? 1);
  const perSecond = bench.pace?.loginsPerSecond ?? 5;
  const tryLogin = await dialogueFor(place, login);
  const transcript = new Transcript({ login: id, tryLogin, perSecond, delaySeconds, signal });
  return { id, place, credential, login, observing, transcript, owner };
}

const placeOf = (endpoint: Endpoint, signal: AbortSignal): Place => {
  const { address, port, name, service } = endpoint;
  return { address, port, name, secure: spokenBy(service).secure, signal };
};

// One address of each family tells as much as all.
const endpointsFor = ({ services, unit }: Job, observing: Observing): readonly Endpoint[] =>
  services
    .flatMap((service) => endpointsOf(service, observing))
    .filter((endpoint) => endpoint.unit === unit)
    .filter(({ id }, index, all) => all.findIndex((each) => each.id === id) === index);

async function reach(endpoint: Endpoint, { credential, unit }: Job, { signal }: Observing): Promise<LoginRow> {
  const { service, family } = endpoint;
  return {
    id: `${credential.id}/${unit}/${service.id}/${family.toLowerCase()}`,
    ...{ unit, credential: credential.id, service: service.id, protocol: service.protocol, family },
    reached: await accepts(placeOf(endpoint, signal)),
  };
}
