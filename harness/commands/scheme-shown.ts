import { fetchTrust } from '../../reports/accreditation/client.ts';
import { kinds } from '../../reports/accreditation/form.ts';
import { readRepository, type Repository } from '../../reports/accreditation/repository.ts';
import { visible } from '../../reports/render/text.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { TrustedBody, TrustList } from '../../schemas/types.ts';
import { dueIn } from './scheme-due.ts';
import { timeFrom } from './scheme-keys.ts';
import { freshness, refusing, schemeSource, type TrustOptions } from './trust-from.ts';

export interface ShowOptions extends TrustOptions {
  readonly json?: boolean;
}

/** What a scheme says: as its files stand for its owner, or verified from a root for anybody else. */
export async function showScheme(from: string, options: ShowOptions): Promise<string> {
  if (options.root !== undefined) {
    const source = schemeSource(options, from, options.root);
    const accredited = await refusing(from, () => fetchTrust(source));
    if (options.json === true) return canonicalJson(accredited.list);
    return lines([
      ...listed(accredited.list),
      `Verified from root ${accredited.rootVersion}: ${freshness(accredited)}.`,
    ]);
  }
  const repository = readRepository(from);
  if (options.json === true) return canonicalJson(repository.list);
  return lines([
    ...listed(repository.list),
    ...roles(repository),
    ...dueIn(repository, timeFrom(undefined, '')),
    'Read as the files stand; --root FILE verifies them.',
  ]);
}

/** What a change came to, in a few lines. */
export function told(folder: string): string {
  const repository = readRepository(folder);
  const { list, root, timestamp } = repository;
  return lines([
    `Trust list ${list.version}: ${list.bodies.length} bodies, counts until ${list.expires}`,
    `Root ${root.version} until ${root.expires}; refresh before ${timestamp.expires}`,
    ...dueIn(repository, timeFrom(undefined, '')),
    `Next  toymark scheme show ${folder} --root ${folder}/root.json`,
  ]);
}

function listed(list: TrustList): readonly string[] {
  const { scheme, policy, version, issued, expires, editions, bodies, registries = [] } = list;
  return [
    `${scheme?.name ?? 'Trust list'}${scheme === undefined ? '' : `, by ${scheme.owner}`}`,
    `Version ${version}${issued === undefined ? '' : ` of ${issued}`}, until ${expires}; editions ${editions.join(', ')}`,
    ...(policy === undefined
      ? []
      : [
          `Certificates: at most ${policy.certificateDays} days, on reports of at most ${policy.reportDays} days, modules ${policy.modules.join(', ')}`,
        ]),
    ...(policy?.transitions ?? []).map(
      ({ edition, until }) => `Certificates of edition ${edition} count until ${until}`,
    ),
    ...registries.map(
      ({ policy: { origin }, address }) => `Register ${origin}${address === undefined ? '' : ` at ${address}`}`,
    ),
    ...bodies.flatMap(bodyLines),
  ];
}

function bodyLines({ id, name, role, levels, groups, keys, suspensions = [] }: TrustedBody): readonly string[] {
  return [
    `${id}  ${name}, ${role}, levels ${levels.join(', ')}, groups ${groups?.join(', ') ?? 'all'}`,
    ...keys.map((key) => `    key ${key.keyid.slice(0, 16)} (${key.algorithm}) ${key.notBefore} to ${key.notAfter}`),
    ...suspensions.map(
      ({ from, to, because }) => `    suspended from ${from} to ${to ?? 'further notice'}: ${because}`,
    ),
  ];
}

function roles(repository: Repository): readonly string[] {
  return kinds.map((kind) => {
    const { keyids, threshold } = repository.root.roles[kind];
    const { version, expires } = repository[kind];
    const keys = keyids.map((keyid) => keyid.slice(0, 16)).join(', ');
    return `${kind.padEnd(9)} ${version}, until ${expires}, ${threshold} of ${keyids.length}: ${keys}`;
  });
}

const lines = (all: readonly string[]) => `${all.map((line) => visible(line)).join('\n')}\n`;
