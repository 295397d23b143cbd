import { canonicalJson, canonicalLine } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import { readStandard, type Standard } from '../../schemas/read-standard.ts';
import type { Judgements } from '../../schemas/types.ts';
import { replaceFile } from '../evidence/files.ts';
import { printable } from '../probes/shared/printable.ts';
import { exit } from './command.ts';
import { changeInWords, compareWithStored, type Compared } from './judge-changes.ts';
import { exitCodeOf, judgeRun, type JudgeOptions, type JudgedRun } from './judge-run.ts';
import { runDirectory } from './run-directory.ts';

interface Options extends JudgeOptions {
  readonly json?: true;
  readonly dry?: true;
}

/** Judges one run again, prints every judgement, and gives the exit code. */
export async function judgeAlone(folder: string, options: Options): Promise<number> {
  const judged = await judgeRun(folder, options);
  const { judgements } = judged;
  const compared = keep(folder, judged, options);
  if (options.json) process.stdout.write(canonicalJson(judgements));
  else if (options.reporter === undefined)
    process.stdout.write(`${table(judgements)}${countsOf(judgements)}${inWords(compared)}\n`);
  return exitCodeOf(judged);
}

/**
 * Judges runs one after the other, prints a line for each, and gives the worst exit code. Suites and edition are loaded
 * once. A run that cannot be judged is named, and the others are judged all the same.
 */
export async function judgeMany(folders: readonly string[], options: Options): Promise<number> {
  const standardOf = once(readStandard);
  const codes = new Set<number>();
  for (const folder of folders)
    try {
      const judged = await judgeRun(folder, { ...options, standardOf });
      const compared = keep(folder, judged, options);
      codes.add(exitCodeOf(judged));
      const said = `${folder}  ${countsOf(judged.judgements)}${inWords(compared)}`;
      process.stdout.write(`${options.json ? canonicalLine({ run: folder, ...judged.judgements }) : said}\n`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      codes.add(error.exitCode);
      process.stderr.write(`${folder}  not judged\n${error.message}\n`);
    }
  return [exit.badDocument, exit.usage, exit.fails, exit.inconclusive].find((code) => codes.has(code)) ?? exit.conforms;
}

function keep(folder: string, { judgements }: JudgedRun, { dry }: Options): Compared {
  const compared = compareWithStored(folder, judgements);
  const file = runDirectory(folder).judgements;
  if (!dry && compared !== 'the same bytes') replaceFile(file, canonicalJson(judgements), `${file}.part`);
  return compared;
}

function once(read: (name: string) => Standard): (name: string) => Standard {
  const known = new Map<string, Standard>();
  return (name) => {
    const standard = known.get(name) ?? read(name);
    known.set(name, standard);
    return standard;
  };
}

function table({ judgements }: Judgements): string {
  return judgements
    .map(({ testCase, verdict, finding, detail }) => {
      const said = finding ?? (verdict === 'inconclusive' ? detail : undefined) ?? '';
      return `${`${testCase.padEnd(10)} ${verdict.padEnd(13)}${printable(said.split('\n', 1)[0] ?? '', 1000)}`.trimEnd()}\n`;
    })
    .join('');
}

function countsOf({ judgements }: Judgements): string {
  const count = (verdict: string) => judgements.filter((judgement) => judgement.verdict === verdict).length;
  return `${count('pass')} pass, ${count('fail')} fail, ${count('inconclusive')} inconclusive`;
}

const most = 20;

function inWords(compared: Compared): string {
  if (compared === 'none stored') return '';
  if (compared === 'the same bytes') return '; the same bytes as stored';
  if (compared.length === 0) return '; the judgements that were stored, by other suites or another edition';
  const more = compared.length > most ? ` and ${compared.length - most} more` : '';
  return `; differs from what was stored: ${compared.slice(0, most).map(changeInWords).join(', ')}${more}`;
}
