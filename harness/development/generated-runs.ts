import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson, canonicalLine, digestOf } from '../../schemas/canonical-json.ts';
import type { JournalEntry, Plan } from '../../schemas/types.ts';
import { runDirectory, type RunDirectory } from '../commands/run-directory.ts';
import { blobPath } from '../evidence/blobs.ts';
import { beginning, chained, headOf, type Unchained } from '../evidence/chain.ts';
import { readEvidence, type Evidence } from '../evidence/read-evidence.ts';

/** What is multiplied: a whole run of the decent toy, and of each defect a run that holds at least what it changes. */
export interface Gathered {
  readonly decent: string;
  readonly defects: readonly string[];
}

/**
 * Writes so many whole runs, each of a product of its own: the decent toy and its defects by turns, with another name,
 * other times in every observation and so other digests throughout, under a journal that is chained anew. Nothing is
 * flushed to the disk, as a store would, because nothing is lost with them.
 * @returns the run directories
 */
export function generateRuns({ decent, defects }: Gathered, out: string, count: number): readonly string[] {
  const whole = sourceOf(decent);
  const sources = [whole, ...defects.map((folder) => over(whole, sourceOf(folder)))];
  return Array.from({ length: count }, (_, index) => {
    const source = sources[index % sources.length] ?? whole;
    const folder = join(out, `run-${String(index).padStart(4, '0')}`);
    write(runDirectory(folder), source, index);
    return folder;
  });
}

/** A run as it was gathered: its declaration, and each observation with the entry that names it. */
interface Source {
  readonly run: RunDirectory;
  readonly plan: Plan;
  readonly observed: readonly { readonly entry: Observed; readonly text: string }[];
}
type Observed = Extract<JournalEntry, { type: 'observed' }>;

function sourceOf(folder: string): Source {
  const run = runDirectory(folder);
  const plan = JSON.parse(readFileSync(run.plan, 'utf8')) as Plan;
  if (!existsSync(run.evidence)) return { run, plan, observed: [] };
  const evidence = readEvidence(run.evidence);
  const entries = evidence.entries.filter((entry): entry is Observed => entry.type === 'observed');
  return { run, plan, observed: entries.map((entry) => ({ entry, text: textOf(evidence, entry) })) };
}

const textOf = (evidence: Evidence, entry: Observed) => canonicalLine(evidence.observation(entry));

function over(whole: Source, own: Source): Source {
  const changed = new Set(own.observed.map(({ entry }) => entry.task));
  const kept = whole.observed.filter(({ entry }) => !changed.has(entry.task));
  return { run: own.run, plan: whole.plan, observed: [...kept, ...own.observed] };
}

function write(run: RunDirectory, source: Source, index: number): void {
  mkdirSync(run.evidence, { recursive: true });
  cpSync(source.run.bench, run.bench);
  const declaration = readFileSync(source.run.declaration, 'utf8').replace(
    /^( *model: ).*$/m,
    (_, start: string) => `${start}Pip the Bear ${index}`,
  );
  writeFileSync(run.declaration, declaration);
  const plan = canonicalJson({ ...source.plan, declaration: { digest: digestOf(declaration) } });
  writeFileSync(run.plan, plan);
  const opening = {
    plan: digestOf(plan),
    declaration: digestOf(declaration),
    bench: digestOf(readFileSync(run.bench)),
  };
  writeEvidence(run.evidence, source, { index, opening });
}

interface Writing {
  readonly index: number;
  readonly opening: { readonly plan: string; readonly declaration: string; readonly bench: string };
}

function writeEvidence(folder: string, { observed }: Source, { index, opening }: Writing): void {
  const at = '2026-11-01T00:00:00Z';
  const later = observed.map(({ entry, text }): Unchained => {
    const moved = laterBy(text, index);
    const observation = digestOf(moved);
    const path = blobPath(folder, observation);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, moved);
    return { ...entry, observation, attachments: [] };
  });
  const lines: readonly Unchained[] = [
    { type: 'opened', at, toymark: '0.1.0', ...opening },
    ...later,
    { type: 'closed', at, entries: later.length + 1 },
  ];
  const entries: JournalEntry[] = [];
  for (const line of lines) entries.push(chained(line, entries.length === 0 ? beginning : headOf(entries)));
  writeFileSync(join(folder, 'head.json'), canonicalJson(headOf(entries)));
  writeFileSync(join(folder, 'journal.jsonl'), entries.map((entry) => `${canonicalLine(entry)}\n`).join(''));
}

const laterBy = (text: string, seconds: number): string =>
  text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (time) => {
    const moved = new Date(Date.parse(time) + seconds * 1000).toISOString();
    return time.includes('.') ? moved : moved.replace(/\.\d+Z$/, 'Z');
  });
