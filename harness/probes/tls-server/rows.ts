import type { Observations } from '../../../schemas/types.ts';
import type { Endpoint } from '../shared/reach.ts';
import { printable } from '../shared/printable.ts';
import { describeCertificate, digestOf } from './certificates.ts';
import type { Chain } from './chains.ts';
import type { Scan } from './scan.ts';
import { longestChain } from './server-messages.ts';
import { suite } from './suites.ts';
import { versionId } from './versions.ts';

type Observation = Observations['tls-server'];

/** What it took to look at one server. */
export interface Looked {
  readonly endpoint: Endpoint;
  readonly scan: Scan;
  readonly anchors: readonly string[];
  /** Codes with which whole handshakes failed. */
  readonly failures: readonly string[];
  readonly connections: number;
  readonly milliseconds: number;
}

/** The rows of one server. */
export function rowsOf(looked: Looked): Observation {
  const { endpoint, scan } = looked;
  const server = endpoint.id;
  return {
    servers: [serverRow(looked)],
    versions: [...scan.versions].map(([version, { suites, answer, ending }]) => ({
      id: `${server}/${versionId(version)}`,
      server,
      version,
      negotiated: suites.length > 0,
      ...(suites.length > 0 ? {} : { answer: printable(answer) }),
      complete: ending === 'complete',
    })),
    suites: [...scan.versions].flatMap(([version, { suites }]) =>
      suites
        .map(suite)
        .map((facts) => ({ id: `${server}/${versionId(version)}/${facts.code}`, server, version, ...facts })),
    ),
    groups: [...scan.groups].flatMap(([version, groups]) =>
      groups.map(({ name, bits }) => ({
        id: `${server}/${versionId(version)}/${name}`,
        server,
        version,
        name,
        ...(bits === undefined ? {} : { bits }),
      })),
    ),
    certificates: scan.chains.flatMap((chain, at) => certificateRows(server, chain, at)),
    chains: chainRows(looked),
  };
}

function serverRow({ endpoint, scan, failures, connections, milliseconds }: Looked): Observation['servers'][number] {
  const { id, service, unit, family, address, port, name } = endpoint;
  const { reached, speaksTls, alpn, validations } = scan;
  // Where one came to its end, the others only asked for another kind of key.
  const unfinished = speaksTls && validations.length === 0 ? { handshakeErrors: [...failures] } : {};
  const where = { id, service: service.id, unit, family, address, port, name: name ?? null };
  return { ...where, reached, speaksTls, alpn: [...alpn], ...unfinished, connections, milliseconds };
}

function certificateRows(server: string, chain: Chain, at: number): Observation['certificates'] {
  const rows = chain.slice(0, longestChain).flatMap((der, position) => {
    const facts = describeCertificate(der);
    return facts === undefined ? [] : [{ id: `${server}/chain-${at + 1}/${position}`, server, position, ...facts }];
  });
  const last = rows.at(-1);
  return chain.length > longestChain && last !== undefined
    ? [...rows.slice(0, -1), { ...last, truncated: true }]
    : rows;
}

function chainRows({ endpoint, scan, anchors }: Looked): Observation['chains'] {
  const server = endpoint.id;
  const leaves = scan.chains.map(([leaf]) => leaf?.toString('base64'));
  return scan.validations.map(({ leaf, ...facts }, at) => {
    const known = leaves.indexOf(leaf.toString('base64'));
    const number = known < 0 ? scan.chains.length + at : known;
    return { id: `${server}/chain-${number + 1}`, server, leaf: digestOf(leaf), anchors: [...anchors], ...facts };
  });
}
