import type { Observations } from '../schemas/types.ts';
import { evidence, inconclusive } from './vocabulary.ts';

type Web = Observations['web-session'];
export type Journey = Web['journeys'][number];
type Kind = Journey['kind'];
type Mark = Journey['marks'][number];

/** Journeys as they are declared, without what the instrument varied of them. */
export function journeysOf(...kinds: readonly Kind[]): readonly Journey[] {
  return evidence('web-session').journeys.filter(
    ({ kind, variation }) => variation === undefined && kinds.includes(kind),
  );
}

/** What an instrument varied of declared journeys, by the name of the variation. */
export const varied = (name: string): readonly Journey[] =>
  evidence('web-session').journeys.filter(({ variation }) => variation === name);

/** Journeys of a kind that got as far as a mark; ends the test case as inconclusive where none did, and says why. */
export function reaching(mark: Mark, ...kinds: readonly Kind[]): readonly Journey[] {
  const declared = journeysOf(...kinds);
  const reached = declared.filter(({ marks }) => marks.includes(mark));
  if (reached.length > 0) return reached;
  if (declared.length === 0) inconclusive(`no journey of kind ${kinds.join(' or ')} is declared`);
  return inconclusive(`no journey got as far as ${mark}: ${declared.map(whereItStopped).join('; ')}`);
}

/** Where a journey ended, for people. */
export const whereItStopped = ({ id, stoppedAt, detail, completed }: Journey): string =>
  completed ? `${id} has no step that marks it` : `${id} stopped at step ${stoppedAt ?? '?'}: ${detail ?? 'unknown'}`;

/**
 * Ends the test case as inconclusive where a value of the family was entered and then seen nowhere, not even on its way to
 * the service: an instrument that does not see what is surely there does not see what should not be there.
 */
export function seesWhatIsEntered(): void {
  const { entered, sightings } = evidence('web-session');
  const seen = new Set(sightings.map(({ canary }) => canary));
  const typed = new Set(entered.map(({ canary }) => canary));
  if (typed.size === 0) inconclusive('no value of the family was entered on any journey');
  const unseen = [...typed].filter((canary) => !seen.has(canary));
  if (unseen.length > 0) inconclusive(`${unseen.join(', ')} was entered and seen nowhere, so that nothing is shown`);
}

/** Sightings in what left the browser for somebody other than the bench. */
export const sent = (): Web['sightings'] =>
  evidence('web-session').sightings.filter(({ bench, where }) => !bench && where !== 'storage' && where !== 'cookie');

/** Hosts of the pages themselves. */
export function ownHosts(): ReadonlySet<string> {
  const { parts } = evidence('declaration').product;
  return new Set(
    parts.filter(({ kind }) => kind === 'web-app').flatMap(({ url }) => (url === undefined ? [] : [hostIn(url)])),
  );
}

/** Every host that the declaration names as a recipient, a service or a part. */
export function declaredHosts(): ReadonlySet<string> {
  const { ixit, product } = evidence('declaration');
  const urls = product.parts.flatMap(({ url }) => (url === undefined ? [] : [hostIn(url)]));
  const services = ixit.services.flatMap(({ host }) => (host === undefined ? [] : [host]));
  return new Set([...ixit.recipients.map(({ host }) => host), ...services, ...urls]);
}

/** The host that an address names; empty where it names none. */
export const hostIn = (url: string): string => /^[a-z]+:\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';

/** The declared recipient that a host belongs to; a star stands for any name before it. */
export const recipientOf = (host: string) =>
  evidence('declaration').ixit.recipients.find((one) => matches(one.host, host));

/** Whether a declared host is this one. */
export const matches = (declared: string, host: string): boolean =>
  declared.startsWith('*.') ? host.endsWith(declared.slice(1)) : declared === host;

/** One row for each host that was contacted and does not belong to the bench, with the first request that did. */
export function contacted(
  requests = evidence('web-session').requests,
): readonly { readonly id: string; readonly first: Web['requests'][number] }[] {
  const hosts = new Map<string, Web['requests'][number]>();
  for (const request of requests)
    if (!request.bench && request.host !== '' && !hosts.has(request.host)) hosts.set(request.host, request);
  return [...hosts].map(([id, first]) => ({ id, first }));
}

/** Of rows the first with each key, keyed by it. */
export function byKey<R extends { readonly id: string }>(rows: readonly R[], keyOf: (row: R) => string): readonly R[] {
  const found = new Map<string, R>();
  for (const row of rows) {
    const id = keyOf(row);
    if (!found.has(id)) found.set(id, { ...row, id });
  }
  return [...found.values()];
}
