import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { readBounded } from '../../schemas/read-bounded.ts';
import { UserError } from '../../schemas/problem.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import type { Declared, JournalEntry, Task } from '../../schemas/types.ts';
import { checkObservation } from '../evidence/observation.ts';
import { readEvidence, verifyBlobs, type Evidence } from '../evidence/read-evidence.ts';
import { NotObserved } from '../gather/probe.ts';
import { printable } from '../probes/shared/printable.ts';
import { openStore, operatorOf, tasksNamed } from './gather-run.ts';
import { readBench, readDeclaration, readPlan, runDirectory } from './run-directory.ts';

interface Json {
  readonly json?: boolean;
}

/** Every entry of the journal, one a line, and the planned tasks without an observation. */
export function listEvidence(folder: string, { json }: Json): string {
  const run = runDirectory(folder);
  const { entries, head, finished } = readEvidence(run.evidence);
  if (json) return canonicalJson({ entries, head });
  const observed = new Set(entries.flatMap((entry) => (entry.type === 'observed' ? [entry.task] : [])));
  const open = readPlan(run).value.tasks.filter(({ id }) => !observed.has(id));
  return [
    ...entries.map(lineOf),
    '',
    `${observed.size} tasks observed, ${open.length} not; gathering ${finished ? 'came to its end' : 'is unfinished'}.`,
    ...open.slice(0, 20).map(({ id }) => `  not observed  ${id}`),
    ...(open.length > 20 ? [`  and ${open.length - 20} more`] : []),
    `Head ${head.hash}`,
    '',
  ].join('\n');
}

function lineOf(entry: JournalEntry): string {
  const at = entry.at.replace('T', ' ');
  if (entry.type === 'opened') return `${at}  opened by toymark ${printable(entry.toymark)}`;
  if (entry.type === 'closed') return `${at}  closed after ${entry.entries} entries`;
  const { task, attempt, operator, probe } = entry;
  const by = `by ${operator} with ${printable(probe.name)} ${printable(probe.version)}`;
  const what =
    entry.type === 'observed'
      ? `observed  ${entry.observation.slice(0, 19)}…`
      : `not observed: ${entry.reason}: ${printable(entry.detail, 120)}`;
  return `${at}  ${task}  ${attempt === 1 ? '' : `attempt ${attempt}  `}${what}  ${by}`;
}

/** The latest observation of a task; control characters and the like are escaped, so that a terminal cannot be misled. */
export function showObservation(folder: string, task: string, { json }: Json): string {
  const evidence = readEvidence(runDirectory(folder).evidence);
  const entry = evidence.entries.findLast((each) => each.type === 'observed' && each.task === task);
  if (entry?.type !== 'observed') throw neverObserved(evidence, task);
  const text = canonicalJson(evidence.observation(entry));
  if (json) return text.replace(/[\u007f-\uffff]/g, escaped);
  const lines = text.split('\n').map((line) => printable(line, line.length));
  return [`# ${lineOf(entry)}`, `# ${entry.observation}`, ...lines].join('\n');
}

// JSON may spell any character by its number; a terminal then shows the number.
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function neverObserved({ entries }: Evidence, task: string): UserError {
  const known = [...new Set(entries.flatMap((entry) => (entry.type === 'observed' ? [entry.task] : [])))];
  const hint = `Observed: ${known.slice(0, 20).join(', ') || 'nothing'}${known.length > 20 ? ' …' : ''}`;
  return new UserError({ code: 'UNKNOWN_NAME', where: task, problem: 'this task was not observed', hint }, 64);
}

/** Proves journal and blobs, and says what was proved. */
export function proveEvidence(folder: string, { head: expected, json }: Json & { readonly head?: string }): string {
  const evidence = readEvidence(runDirectory(folder).evidence, { head: expected });
  const { entries, head, finished } = evidence;
  const files = verifyBlobs(evidence);
  if (json) return canonicalJson({ entries: entries.length, files, finished, head: head.hash });
  const end = finished ? '' : '; gathering is unfinished';
  return `${entries.length} entries in one chain, ${files} files with the digests they are named by${end}.\nHead ${head.hash}\n`;
}

interface Importing {
  readonly task: string;
  readonly file: string;
  readonly instrument: string;
  readonly operator?: string;
}

/** Records an observation made elsewhere as an attempt of a planned task; its provenance names instrument and person. */
export async function importObservation(
  folder: string,
  { task: name, file, instrument, operator }: Importing,
): Promise<string> {
  const [startedAt, began] = [new Date(), performance.now()];
  const run = runDirectory(folder);
  const [plan, declaration, bench] = [readPlan(run), readDeclaration(run), readBench(run)];
  const by = operatorOf(bench.value, operator);
  const task = onlyTask(plan.value.tasks, name);
  const checked = checkObservation(task.kind, await observationIn(file, task, declaration.declared));
  if ('misfit' in checked)
    throw new UserError({ code: 'SCHEMA', where: file, problem: checked.misfit, hint: schemaHint(task.kind) });
  const { instrumentName, version } = splitInstrument(instrument);
  const digests = { plan: plan.digest, declaration: declaration.digest, bench: bench.digest };
  const store = openStore(run, digests);
  try {
    const seconds = (performance.now() - began) / 1000;
    const made = { task, probe: { name: instrumentName, version }, operator: by, startedAt, seconds };
    const { attempt, observation } = store.observed(made, checked.text, []);
    store.close();
    return `${task.id} recorded as attempt ${attempt}: ${observation}\n`;
  } finally {
    store.release();
  }
}

function onlyTask(tasks: readonly Task[], name: string): Task {
  const [task, another] = tasksNamed(tasks, name);
  if (task !== undefined && another === undefined) return task;
  const problem = 'several tasks bear this name';
  const hint = `For example ${task?.id} and ${another?.id}.`;
  throw new UserError({ code: 'USAGE', where: name, problem, hint }, 64);
}

/**
 * Reads the file of another instrument; a module `import-<form>.js` in the folder of the probe exports it.
 * @throws NotObserved where the file is no such observation
 */
interface FileReader {
  readonly importXml?: (text: string, unit: string) => unknown;
  readonly importCapture?: (path: string, of: { readonly unit: string; readonly declaration: Declared }) => unknown;
}

// JSON of our own schema, or the form of another instrument that the folder of the probe can read.
async function observationIn(file: string, { kind, units }: Task, declaration: Declared): Promise<unknown> {
  const [unit = ''] = units;
  try {
    if (file.endsWith('.json')) return parsed(file, readBounded(file, mostOctets));
    const { importCapture, importXml } = await readerOf(kind, file);
    if (importCapture !== undefined) return await importCapture(file, { unit, declaration });
    if (importXml !== undefined) return importXml(readBounded(file, mostOctets), unit);
    return parsed(file, readBounded(file, mostOctets));
  } catch (error) {
    if (!(error instanceof NotObserved)) throw error;
    throw new UserError({ code: 'FORMAT', where: file, problem: error.message });
  }
}

const mostOctets = 32 * 1024 * 1024;

async function readerOf(kind: Task['kind'], file: string): Promise<FileReader> {
  const isXml = file.endsWith('.xml');
  const path = join(import.meta.dirname, '..', 'probes', kind, `import-${isXml ? 'xml' : 'capture'}.js`);
  if (existsSync(path)) return (await import(pathToFileURL(path).href)) as FileReader;
  if (!isXml) return {};
  throw new UserError({ code: 'FORMAT', where: file, problem: `XML is not read for ${kind}`, hint: schemaHint(kind) });
}

function parsed(file: string, text: string): unknown {
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const line = text.slice(0, error.offset).split('\n').length;
    throw new UserError({ code: 'SYNTAX', where: `${file}:${line}:1`, problem: error.message });
  }
}

const schemaHint = (kind: string) => `It must fit schemas/observations/${kind}.schema.json.`;

/** `nmap 7.95` is the instrument nmap in version 7.95. */
function splitInstrument(text: string): { readonly instrumentName: string; readonly version: string } {
  const [, instrumentName, version] = /^(\S.{0,199}?)\s+(\S{1,100})$/.exec(text.trim()) ?? [];
  if (instrumentName !== undefined && version !== undefined) return { instrumentName, version };
  const problem = 'expected a name and a version, as "nmap 7.95"';
  throw new UserError({ code: 'USAGE', where: '--instrument', problem }, 64);
}
