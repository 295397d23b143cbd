import type { Anchors } from './anchors.ts';
import {
  clearChains,
  curvesOf,
  distinct,
  modernChains,
  validateChains,
  type Chain,
  type ChainFacts,
} from './chains.ts';
import { ask, type Client } from './client.ts';
import { enumerate, offerOf, words, type VersionFound } from './enumerate.ts';
import { enumerateGroups, type GroupFound } from './enumerate-groups.ts';
import { secure } from './secure-connection.ts';
import { askSslv2, type OldAnswer } from './sslv2.ts';
import { recordVersions, versions, type RecordVersion, type Version } from './versions.ts';

/** All that one server showed. */
export interface Scan {
  /** Whether a connection was ever accepted. */
  readonly reached: boolean;
  readonly speaksTls: boolean;
  readonly versions: ReadonlyMap<Version, Omit<VersionFound, 'manner'>>;
  readonly groups: ReadonlyMap<RecordVersion, readonly GroupFound[]>;
  readonly chains: readonly Chain[];
  readonly validations: readonly ChainFacts[];
  readonly alpn: readonly string[];
}

/** Enumerates versions, suites and groups, collects and validates chains, and asks for application protocols. */
export async function scan(client: Client, anchors: Anchors): Promise<Scan> {
  const [old, ...found] = await Promise.all([
    askSslv2(client),
    ...recordVersions.map((version) => enumerate(client, version)),
  ]);
  const entries = recordVersions.map((version, at): [RecordVersion, VersionFound] => [version, found[at] ?? nothing]);
  const confirmed = await confirm(client, new Map(entries));
  const spoken = new Map([...confirmed].filter(([, { suites }]) => suites.length > 0));
  const oldFound = oldVersion(old, spoken.size > 0);
  return {
    reached: client.count.answered + client.count.silent > 0,
    speaksTls: spoken.size > 0 || oldFound.suites.length > 0 || [...confirmed.values()].some(isAlert),
    versions: new Map<Version, Omit<VersionFound, 'manner'>>([['SSLv2', oldFound], ...confirmed]),
    ...(await details(client, spoken, anchors)),
  };
}

const nothing: VersionFound = { suites: [], answer: 'not asked', ending: 'incomplete', manner: {} };
const isAlert = ({ answer }: VersionFound): boolean => answer.startsWith('alert ');

async function details(client: Client, spoken: ReadonlyMap<RecordVersion, VersionFound>, anchors: Anchors) {
  if (spoken.size === 0) return { groups: new Map<RecordVersion, readonly GroupFound[]>(), ...noChains, alpn: [] };
  const clear = await clearChains(client, spoken);
  const modern = spoken.has('TLS 1.3') ? await modernChains(client) : [];
  const chains = distinct([...clear, ...modern]);
  const certificateCurves = curvesOf(chains);
  const groups = await Promise.all(
    [...spoken].map(async ([version, found]): Promise<[RecordVersion, readonly GroupFound[]]> => {
      return [version, await enumerateGroups({ client, version, found, certificateCurves })];
    }),
  );
  const validations = await validateChains(client, anchors);
  return { groups: new Map(groups), chains, validations, alpn: await protocols(client) };
}

const noChains = { chains: [], validations: [] };

/**
 * A closed connection is a refusal only where the same server still answers: a suite it accepted before is offered once
 * more at the end.
 */
async function confirm(client: Client, found: ReadonlyMap<RecordVersion, VersionFound>) {
  const unconfirmed = [...found.values()].some(({ ending }) => ending === 'unconfirmed');
  if (!unconfirmed) return found;
  const alive = await stillAnswers(client, found);
  const settle = (one: VersionFound): VersionFound =>
    one.ending === 'unconfirmed' ? { ...one, ending: alive ? 'complete' : 'incomplete' } : one;
  return new Map([...found].map(([version, one]) => [version, settle(one)]));
}

async function stillAnswers(client: Client, found: ReadonlyMap<RecordVersion, VersionFound>): Promise<boolean> {
  const known = [...found].find(([, { suites }]) => suites.length > 0);
  if (known === undefined) return false;
  const [version, { suites, manner }] = known;
  const answer = await ask(client, offerOf(client, version, manner)(suites));
  return answer.kind === 'hello' && answer.hello.version === versions[version];
}

function oldVersion(answer: OldAnswer, speaksOther: boolean): Omit<VersionFound, 'manner'> {
  if (answer.kind === 'hello') return { suites: answer.suites, answer: 'SSLv2', ending: 'complete' };
  if (answer.kind === 'tls') return { suites: [], answer: 'a TLS record', ending: 'complete' };
  // Servers that never knew SSLv2 close at its first byte, wait for a record that never comes, or say something else.
  return {
    suites: [],
    answer: words(answer),
    ending: speaksOther && answer.kind !== 'unreachable' ? 'complete' : 'incomplete',
  };
}

const applicationProtocols = ['h2', 'http/1.1', 'mqtt', 'x-amzn-mqtt-ca', 'coap', 'amqp'];

// The server chooses, its choice is taken off the list (RFC 7301, 3.2).
async function protocols(client: Client): Promise<readonly string[]> {
  const found: string[] = [];
  for (let left = applicationProtocols; left.length > 0;) {
    const chosen = (await secure(client, { anchors: [], protocols: left }))?.protocol;
    if (chosen === undefined || !left.includes(chosen)) break;
    found.push(chosen);
    left = left.filter((protocol) => protocol !== chosen);
  }
  return found;
}
