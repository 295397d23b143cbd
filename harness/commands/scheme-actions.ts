import { addBody, addKey, endKey, reinstate, suspend } from '../../reports/accreditation/bodies.ts';
import { init, publishList, refresh, rotate, type Draft, type Holders } from '../../reports/accreditation/publish.ts';
import { readRepository, type Repository } from '../../reports/accreditation/repository.ts';
import { load } from '../../schemas/load.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Level, SchemePolicy, TrustedBody } from '../../schemas/types.ts';
import { isUtcTime } from '../../schemas/validate.ts';
import type { PassphraseOptions } from './passphrase.ts';
import {
  holdersIn,
  holdingOf,
  listedKey,
  opened,
  signingBy,
  timeFrom,
  wholeNumber,
  type HoldingOptions,
  type KeyOptions,
} from './scheme-keys.ts';

/** Keys that sign a change: each role takes those that are its own. */
export interface SigningOptions extends PassphraseOptions {
  readonly key: readonly string[];
  readonly timestampDays?: string | undefined;
}

/** A change at a time. */
export interface AtOptions extends SigningOptions {
  readonly at?: string;
}

/** A change that lists a key. */
export interface KeyedOptions extends SigningOptions, KeyOptions {}

export interface InitOptions extends HoldingOptions {
  readonly name: string;
  readonly owner: string;
  readonly address?: string;
  readonly edition: readonly string[];
  readonly certificateDays: string;
  readonly reportDays: string;
  readonly module: readonly string[];
  readonly surveillance?: readonly string[];
  readonly timestampDays?: string | undefined;
}

export async function initScheme(folder: string, options: InitOptions): Promise<void> {
  const { holding, signers } = await holdingOf(options);
  const { name, owner, address, surveillance } = options;
  const policy: SchemePolicy = {
    certificateDays: wholeNumber(options.certificateDays, '--certificate-days'),
    reportDays: wholeNumber(options.reportDays, '--report-days'),
    modules: [...options.module] as SchemePolicy['modules'],
    ...(surveillance === undefined ? {} : { surveillance: [...surveillance] }),
  };
  const scheme = { name, owner, ...(address === undefined ? {} : { address }) };
  const list: Draft = { trust: 1, scheme, policy, editions: [...options.edition], bodies: [] };
  await init(folder, { holding, list }, signingBy(signers, options));
}

export interface BodyOptions extends KeyedOptions {
  readonly id: string;
  readonly name: string;
  readonly address?: string;
  readonly levels: string;
  readonly groups?: string;
}

export async function addTo(folder: string, role: TrustedBody['role'], options: BodyOptions): Promise<void> {
  const { id, name, address, groups } = options;
  const body: TrustedBody = {
    id,
    name,
    ...(address === undefined ? {} : { address }),
    role,
    levels: options.levels.split(',') as Level[],
    ...(groups === undefined ? {} : { groups: groups.split(',') }),
    keys: [listedKey(options)],
  };
  await change(folder, options, (list) => addBody(list, body));
}

export async function addKeyTo(folder: string, id: string, options: KeyedOptions): Promise<void> {
  await change(folder, options, (list) => addKey(list, id, listedKey(options)));
}

export async function endKeyOf(folder: string, keyid: string, options: AtOptions): Promise<void> {
  await change(folder, options, (list) => endKey(list, keyid, timeFrom(options.at, '--at')));
}

export interface SuspendOptions extends SigningOptions {
  readonly from?: string;
  readonly to?: string;
  readonly because: string;
}

export async function suspendIn(folder: string, id: string, options: SuspendOptions): Promise<void> {
  const { because, to } = options;
  const until = to === undefined ? {} : { to: timeFrom(to, '--to') };
  const suspension = { from: timeFrom(options.from, '--from'), ...until, because };
  await change(folder, options, (list) => suspend(list, id, suspension));
}

export async function reinstateIn(folder: string, id: string, options: AtOptions): Promise<void> {
  await change(folder, options, (list) => reinstate(list, id, timeFrom(options.at, '--at')));
}

export interface RegistryOptions extends SigningOptions {
  readonly address?: string;
}

/** Lists a register of certificates, or a newer policy of one that is listed. */
export async function listRegistry(folder: string, file: string, options: RegistryOptions): Promise<void> {
  const { value } = load('registry', file);
  const listed = { policy: value, ...(options.address === undefined ? {} : { address: options.address }) };
  await change(folder, options, (list) => {
    const others = (list.registries ?? []).filter(({ policy }) => policy.origin !== value.origin);
    return { ...list, registries: [...others, listed] };
  });
}

export interface EditionOptions extends SigningOptions {
  /** `1.0=2028-06-30`: until when certificates of an older edition count. */
  readonly transition?: readonly string[];
}

/** Lets an edition count, and says until when certificates of the ones before it do. */
export async function addEdition(folder: string, edition: string, options: EditionOptions): Promise<void> {
  const transitions = (options.transition ?? []).map((text) => {
    const [, of, until] = /^([^=]{1,20})=(\d{4}-\d\d-\d\d)$/.exec(text) ?? [];
    if (of === undefined || until === undefined || !isUtcTime(`${until}T00:00:00Z`))
      throw new UserError(
        {
          code: 'USAGE',
          where: '--transition',
          problem: `expected an edition and a day, as 1.0=2028-06-30, got "${text.slice(0, 60)}"`,
        },
        64,
      );
    return { edition: of, until };
  });
  await change(folder, options, (list) => {
    const { policy } = list;
    const kept = (policy?.transitions ?? []).filter((one) =>
      transitions.every((added) => added.edition !== one.edition),
    );
    return {
      ...list,
      editions: [...new Set([...list.editions, edition])],
      ...(policy === undefined ? {} : { policy: { ...policy, transitions: [...kept, ...transitions] } }),
    };
  });
}

export async function refreshScheme(folder: string, options: SigningOptions & { list?: boolean }): Promise<void> {
  const repository = readRepository(folder);
  const signing = signingBy(await opened(options.key, options), options);
  if (options.list === true) await publishList(repository, draftOf(repository), signing);
  else await refresh(repository, signing);
}

export interface RotateOptions extends HoldingOptions, SigningOptions {}

/** Roles for which no new keys are named keep theirs. */
export async function rotateScheme(folder: string, options: RotateOptions): Promise<void> {
  const repository = readRepository(folder);
  const { holding, signers } = await holdingOf(options);
  const old = await opened(options.key, options);
  const kept = (role: 'targets' | 'snapshot', holders: Holders) =>
    holders.keys.length > 0 ? holders : holdersIn(repository, role);
  const { root } = holding;
  const next = { root, targets: kept('targets', holding.targets), online: kept('snapshot', holding.online) };
  await rotate(repository, next, signingBy([...old, ...signers], options));
}

async function change(folder: string, options: SigningOptions, edit: (list: Draft) => Draft): Promise<void> {
  const repository = readRepository(folder);
  const list = edit(draftOf(repository));
  await publishList(repository, list, signingBy(await opened(options.key, options), options));
}

// What publishing adds is left out.
function draftOf({ list }: Repository): Draft {
  const { trust, scheme, policy, editions, bodies, registries } = list;
  return {
    trust,
    ...(scheme && { scheme }),
    ...(policy && { policy }),
    editions,
    bodies,
    ...(registries && { registries }),
  };
}
