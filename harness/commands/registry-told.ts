import { fsck } from '../../reports/registry/fsck/fsck.ts';
import { openCheckpoint } from '../../reports/registry/checkpoint.ts';
import { checkpointBytes } from '../../reports/registry/log.ts';
import { proverOf, unknown } from '../../reports/registry/prove.ts';
import { inSeconds, naming, openRegistry } from '../../reports/registry/registry.ts';
import { visible } from '../../reports/render/text.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { StatusList } from '../../schemas/types.ts';
import { now, type Entered, type ProvedFile } from './registry-actions.ts';

interface Json {
  readonly json?: true;
}

/** What was entered, for a person or a program. */
export function enteredTold(folder: string, entered: readonly Entered[], { json }: Json): string {
  if (json) return canonicalJson(entered);
  const next = 'Next  let the witnesses look, then sign the status and prove: toymark registry --help';
  return lines([
    ...entered.map(({ index, event }) => `Entry ${index}: ${event.certificate} ${event.event}`),
    next,
    folder,
  ]);
}

export function statusTold(lists: readonly StatusList[], { json }: Json): string {
  if (json) return canonicalJson(lists);
  const [first] = lists;
  const against = lists.reduce((sum, { statuses }) => sum + statuses.length, 0);
  return lines([
    `Status ${first?.version} of ${first?.logSize} entries in ${lists.length} lists: ${against} certificates not in force`,
    `Counts until ${first?.nextUpdate}`,
  ]);
}

export function provedTold(folder: string, proved: readonly ProvedFile[], { json }: Json): string {
  if (json) return canonicalJson(proved);
  return lines(
    proved.flatMap(({ certificate, index, size, files }) => [
      `${certificate}: entry ${index} of ${size}`,
      ...files.map((file) => `  ${folder}/${file}`),
    ]),
  );
}

/** The state of a register as its own files say it, or the history of a certificate. */
export function showRegistry(folder: string, number: string | undefined, { json }: Json): string {
  const registry = openRegistry(folder);
  const at = now();
  if (number === undefined) {
    const head = naming(folder, () => openCheckpoint(checkpointBytes(folder), registry.trust, inSeconds(at)));
    const seen = head.witnessed.map(({ name, at: when }) => ({ name, at: new Date(when * 1000).toISOString() }));
    const said = { origin: head.origin, size: head.size, root: head.root.toString('base64'), witnesses: seen };
    if (json) return canonicalJson(said);
    const witnesses = seen.map(({ name, at: when }) => `  seen by ${name} at ${when}`);
    return lines([`${said.origin}: ${said.size} entries, root ${said.root}`, ...witnesses]);
  }
  const history = proverOf(registry, at).history(number);
  if (history === undefined) throw unknown(number, folder);
  if (json) return canonicalJson(history);
  const events = history.events.map(
    ({ index, event }) =>
      `  ${event.at} ${event.event}${event.reason === undefined ? '' : ` (${event.reason})`}, entry ${index}`,
  );
  return lines([`${number} is ${history.state}; ${history.digest}`, ...events]);
}

/** Everything that is wrong with a register, computed by other code than the one that wrote it. */
export function fsckTold(folder: string, { at = now(), json }: Json & { readonly at?: string }) {
  inSeconds(at);
  const checked = fsck(folder, { at });
  const { findings, entries, certificates, tiles, proofs, statusLists, documents, origin } = checked;
  const sound = findings.length === 0;
  const whole = `${entries} entries, ${certificates} certificates, ${tiles} tiles, ${proofs} proofs, ${statusLists} status lists, ${documents} public documents`;
  const text = lines([
    ...findings.map(({ code, where, message }) => `${where || folder} ${code} ${message}`),
    sound
      ? `${origin} is sound: ${whole}`
      : `${findings.length} things are wrong with ${origin || folder}; checked ${whole}`,
  ]);
  return { sound, text: json ? canonicalJson(checked) : text };
}

const lines = (all: readonly string[]) => `${all.map((line) => visible(line)).join('\n')}\n`;
