import { ask, type Client } from './client.ts';
import { offerOf, type VersionFound } from './enumerate.ts';
import { curveCodes, groupCodes, groupOf } from './groups.ts';
import { readKeyExchangeGroup } from './server-messages.ts';
import { suite } from './suites.ts';
import { Malformed } from './bytes.ts';
import type { RecordVersion } from './versions.ts';

/** A group that the server chose, or the finite field it insists on. */
export interface GroupFound {
  readonly name: string;
  readonly bits?: number;
  readonly code?: number;
}

interface Subject {
  readonly client: Client;
  readonly version: RecordVersion;
  readonly found: VersionFound;
  /** Curves of the server's certificates: without them on offer it cannot use those (RFC 8422, 5.1). */
  readonly certificateCurves: readonly number[];
}

/** Finds the groups of a version by elimination, and the field of its classical Diffie-Hellman suites. */
export async function enumerateGroups(subject: Subject): Promise<readonly GroupFound[]> {
  if (subject.found.suites.length === 0) return [];
  const named = await eliminateGroups(subject, modern(subject) ? subject.found.suites : suitesWith(subject, 'ECDHE'));
  const fields = modern(subject) ? [] : await finiteFields(subject);
  return [...named, ...fields].filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at);
}

const modern = ({ version }: Subject): boolean => version === 'TLS 1.3';

const suitesWith = ({ found }: Subject, keyExchange: string): readonly number[] =>
  found.suites.filter((code) => suite(code).keyExchange === keyExchange);

async function eliminateGroups(subject: Subject, suites: readonly number[]): Promise<readonly GroupFound[]> {
  if (suites.length === 0) return [];
  const codes = modern(subject) ? groupCodes : curveCodes;
  const found: GroupFound[] = [];
  for (;;) {
    const left = codes.filter((code) => !found.some((group) => group.code === code));
    const companions = modern(subject) ? [] : subject.certificateCurves.filter((code) => !left.includes(code));
    const group =
      (await groupChosen(subject, suites, left)) ??
      // At the end of the list, so that a server that follows it still takes another curve first.
      (companions.length > 0 ? await groupChosen(subject, suites, [...left, ...companions]) : undefined);
    if (group === undefined || found.some(({ name }) => name === group.name)) return found;
    found.push(group);
    if (group.code === undefined || !codes.includes(group.code)) return found;
  }
}

// Servers that know RFC 7919 may take a named field, others bring their own; asked without groups, they show that.
async function finiteFields(subject: Subject): Promise<readonly GroupFound[]> {
  const suites = suitesWith(subject, 'DHE');
  if (suites.length === 0) return [];
  const offers = [[256, 257, 258, 259, 260], []];
  const found = await Promise.all(offers.map((groups) => groupChosen(subject, suites, groups)));
  return found.filter((group) => group !== undefined);
}

async function groupChosen({ client, version, found }: Subject, suites: readonly number[], groups: readonly number[]) {
  const offer = { ...offerOf(client, version, found.manner)(suites), groups };
  const answer = await ask(client, offer, version === 'TLS 1.3' ? 'hello' : 'done');
  if (answer.kind !== 'hello') return undefined;
  const { hello, keyExchange } = answer;
  if (version === 'TLS 1.3')
    return hello.group === undefined ? undefined : { ...groupOf(hello.group), code: hello.group };
  return keyExchange === undefined ? undefined : readSafely(keyExchange, hello.suite);
}

function readSafely(body: Uint8Array, code: number): GroupFound | undefined {
  try {
    return readKeyExchangeGroup(body, suite(code));
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
