import { ask, type Answer, type Client } from './client.ts';
import type { Offer } from './client-hello.ts';
import { curveCodes, groupCodes } from './groups.ts';
import { classicSuites, modernSuites } from './suites.ts';
import { versionName, versions, type RecordVersion } from './versions.ts';

/** What was found of one version. */
export interface VersionFound {
  readonly suites: readonly number[];
  /** How the server refused what it does not speak, in words. */
  readonly answer: string;
  /** `unconfirmed`: it closed the connection or failed, which it might also do for another reason. */
  readonly ending: 'complete' | 'incomplete' | 'unconfirmed';
  /** How to offer so that this server understands. */
  readonly manner: Manner;
}

export type Manner = Pick<Offer, 'plain' | 'keyShare'>;

/** A ClientHello with this client's name and every group, in a certain manner. */
export function offerOf(client: Client, version: RecordVersion, manner: Manner = {}) {
  const groups = version === 'TLS 1.3' ? groupCodes : curveCodes;
  return (suites: readonly number[]): Offer => ({ version, suites, groups, name: client.name, ...manner });
}

/**
 * Finds every suite of a version: the server chooses, its choice is taken off the list, until it refuses. A server that
 * answers a lower version than offered does not support the offered one.
 */
export async function enumerate(client: Client, version: RecordVersion): Promise<VersionFound> {
  const all = version === 'TLS 1.3' ? modernSuites : classicSuites;
  const first = await ask(client, offerOf(client, version)(all));
  const chosen = choice(first, version, all);
  if (chosen !== undefined) return await eliminate({ client, version, manner: {} }, all, [chosen]);
  const ended: VersionFound = { suites: [], answer: words(first), ending: endingOf(first, version), manner: {} };
  if (first.kind === 'hello' || first.kind === 'silent' || first.kind === 'unreachable' || refusesVersion(first))
    return ended;
  // It may have stumbled over the length of the list or over an extension.
  for (const manner of [{}, version === 'TLS 1.3' ? { keyShare: true } : { plain: true }]) {
    const found = await eliminate({ client, version, manner }, all, []);
    if (found.suites.length > 0) return found;
  }
  return ended;
}

const slices = 4;

interface Course {
  readonly client: Client;
  readonly version: RecordVersion;
  readonly manner: Manner;
}

async function eliminate(course: Course, all: readonly number[], known: readonly number[]): Promise<VersionFound> {
  const left = all.filter((code) => !known.includes(code));
  const lists = Array.from({ length: slices }, (_, slice) => left.filter((_code, at) => at % slices === slice));
  const found = await Promise.all(lists.filter((list) => list.length > 0).map((list) => exhaust(course, list)));
  const suites = [...known, ...found.flatMap((slice) => slice.suites)].sort((a, b) => a - b);
  const ending = worst(found.map((slice) => slice.ending));
  const answer = found.find((slice) => slice.ending === ending)?.answer ?? 'every suite was chosen';
  return { suites, answer, ending, manner: course.manner };
}

async function exhaust({ client, version, manner }: Course, list: readonly number[]): Promise<VersionFound> {
  const offer = offerOf(client, version, manner);
  const suites: number[] = [];
  let left = list;
  while (left.length > 0) {
    const answer = await ask(client, offer(left));
    const chosen = choice(answer, version, left);
    if (chosen === undefined) return { suites, answer: words(answer), ending: endingOf(answer, version), manner };
    suites.push(chosen);
    left = left.filter((code) => code !== chosen);
  }
  return { suites, answer: 'every suite was chosen', ending: 'complete', manner };
}

const worst = (endings: readonly VersionFound['ending'][]): VersionFound['ending'] =>
  (['incomplete', 'unconfirmed'] as const).find((ending) => endings.includes(ending)) ?? 'complete';

function choice(answer: Answer, version: RecordVersion, offered: readonly number[]): number | undefined {
  if (answer.kind !== 'hello' || answer.hello.version !== versions[version]) return undefined;
  return offered.includes(answer.hello.suite) ? answer.hello.suite : undefined;
}

const internalError = 80;
const [closeNotify, handshakeFailure, illegalParameter, protocolVersion, insufficientSecurity] = [0, 40, 47, 70, 71];
const refusals: readonly number[] = [
  closeNotify,
  handshakeFailure,
  illegalParameter,
  protocolVersion,
  insufficientSecurity,
];

const refusesVersion = (answer: Answer): boolean => answer.kind === 'alert' && answer.code === protocolVersion;

function endingOf(answer: Answer, version: RecordVersion): VersionFound['ending'] {
  // OpenSSL 3 says internal error where its security level leaves it no suite or signature of a version.
  if (answer.kind === 'alert' && answer.code === internalError) return 'unconfirmed';
  if (answer.kind === 'alert') return refusals.includes(answer.code) ? 'complete' : 'incomplete';
  if (answer.kind === 'closed') return 'unconfirmed';
  // The offered version with a suite that was not offered says nothing about the others.
  return answer.kind === 'hello' && answer.hello.version !== versions[version] ? 'complete' : 'incomplete';
}

/** What a server answered, for people. */
export function words(answer: Answer): string {
  if (answer.kind === 'hello')
    return `${versionName(answer.hello.version)}, suite 0x${answer.hello.suite.toString(16)}`;
  if (answer.kind === 'alert') return `alert ${answer.code}`;
  if (answer.kind === 'malformed') return `not TLS: ${answer.what}`;
  return answer.kind === 'silent' ? 'no answer' : answer.code;
}
