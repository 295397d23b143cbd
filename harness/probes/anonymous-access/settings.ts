import type { AnonymousAccessObservation, Ixit } from '../../../schemas/types.ts';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import type { Place } from '../shared/conversation.ts';
import { logIn, type Session } from '../shared/http-session.ts';
import { secretFor } from '../shared/secret-for.ts';
import { printable } from '../shared/printable.ts';
import { endpointsOf, type Service } from '../shared/reach.ts';
import { spokenBy } from '../shared/spoken.ts';
import { toClearUp } from './finding.ts';
import { httpSetting } from './settings-http.ts';
import { mqttSetting } from './settings-mqtt.ts';

export type Setting = NonNullable<Ixit['settings']>[number];

/** How a setting is read and written over its service. A session is what a login gave; absent without credentials. */
export interface SettingAccess {
  /** Null where the service does not tell. */
  readonly read: (place: Place, session?: Session) => Promise<string | null>;
  /** What is sent, in words. */
  readonly sent: string;
  /** The value that is sent, where the declaration tells which field holds it. */
  readonly value: string | undefined;
  /** Sends the declared write, or another value in its place; says what was answered. */
  readonly write: (place: Place, options?: { readonly value: string; readonly session?: Session }) => Promise<string>;
}

interface Subject {
  readonly setting: Setting;
  readonly service: Service;
  readonly unit: string;
}

/** Tries to change one declared setting without credentials, and puts it back where it changed. */
export async function observeSettings(observing: Observing, subject: Subject): Promise<AnonymousAccessObservation> {
  const { setting, service, unit } = subject;
  const access = accessTo(setting);
  if (access === undefined) throw new NotObserved('input-missing', `no way to write ${setting.id} is declared`);
  const endpoint = endpointsOf(service, observing).find((candidate) => candidate.unit === unit);
  if (endpoint === undefined) throw new NotObserved('input-missing', `the bench names no address of ${unit}`);
  const { address, port, name } = endpoint;
  const place = { address, port, name, secure: spokenBy(service).secure, signal: observing.signal };
  const { before, session } = await readFirst(access, place, () => ownerSession(observing, subject, place));
  const answered = await access.write(place);
  const later = toClearUp(place);
  const after = await access.read(later, session);
  // A value that was already the one sent cannot show whether the write took effect.
  const known = before !== null && after !== null && (before !== after || before !== access.value);
  const changed = known ? before !== after : null;
  if (changed === true && before !== null)
    await access.write(later, { value: before, ...(session === undefined ? {} : { session }) });
  const texts = { before: textOf(before), sent: printable(access.sent, 500), answered, after: textOf(after) };
  const row = { id: `${setting.id}/${unit}`, setting: setting.id, unit, ...texts, changed };
  return { services: [], operations: [], settings: [row] };
}

const textOf = (value: string | null): string | null => (value === null ? null : printable(value, 500));

function accessTo({ http, mqtt }: Setting): SettingAccess | undefined {
  if (http !== undefined) return httpSetting(http);
  return mqtt === undefined ? undefined : mqttSetting(mqtt);
}

async function readFirst(
  access: SettingAccess,
  place: Place,
  enter: () => Promise<Session | undefined>,
): Promise<{ before: string | null; session: Session | undefined }> {
  const before = await access.read(place);
  if (before !== null) return { before, session: undefined };
  const session = await enter();
  return { before: session === undefined ? null : await access.read(place, session), session };
}

// The guardian's own session, for reading only what a stranger may not read, and for putting back.
async function ownerSession(
  { declaration, secret }: Observing,
  subject: Subject,
  place: Place,
): Promise<Session | undefined> {
  const { service, unit } = subject;
  const credential = declaration.ixit.credentials.find(
    ({ id, services }) => id === service.authentication || services?.includes(service.id) === true,
  );
  const pair = credential && secretFor(credential, { unit, declaration, secret });
  if (pair === undefined || credential?.login === undefined) return undefined;
  if (!credential.login.kind.startsWith('http')) return { username: pair.username, password: pair.value };
  const login = await logIn(place, credential.login, pair);
  return login.accepted ? login.session : undefined;
}
