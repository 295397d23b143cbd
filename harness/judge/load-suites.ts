import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type Mocha from 'mocha';
import { packageRoot, rootAbove } from '../../schemas/package-root.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Judgement } from '../../schemas/types.ts';
import { visible } from '../../schemas/visible.ts';
import type { JudgingInput, Judging } from '../../suites/judging.ts';
import { runWanted, type Turning } from './run-wanted.ts';
import { Silent, reporterFailed, showBy } from './show-by.ts';

/** Suites that are loaded once and judge any number of times. */
export interface Suites {
  readonly version: string;
  /** Digest of every file that runs, by path. */
  readonly digest: string;
  /** Titles of the test cases by id, as `it` says them. */
  readonly testCases: ReadonlyMap<string, { readonly title: string; readonly group: string }>;
  /** Judges the named test cases over the evidence. Any mocha reporter shows the same judging. */
  readonly judge: (
    input: JudgingInput,
    testCases: readonly string[],
    reporter?: string,
  ) => Promise<readonly Judgement[]>;
}

/** The compiled suites of this package. */
export const ownSuites: string = join(packageRoot, 'dist', 'suites');

let loading: Promise<unknown> = Promise.resolve();

/**
 * Loads the compiled specs of a folder. Mocha loads a second time as nothing, so each folder is loaded once in a process.
 * @throws UserError FILE where the folder holds no compiled suites; Error where a spec has hooks
 */
export function loadSuites(folder: string = ownSuites): Promise<Suites> {
  const path = resolve(folder);
  const known = loaded.get(path);
  if (known !== undefined) return known;
  const suites = loading.then(() => loadOnce(path));
  loading = suites.catch(() => undefined);
  loaded.set(path, suites);
  return suites;
}

const loaded = new Map<string, Promise<Suites>>();

async function loadOnce(folder: string): Promise<Suites> {
  if (!existsSync(join(folder, 'judging.js')) || filesOf(folder, '.spec.js').length === 0)
    throw new UserError({
      code: 'FILE',
      where: folder,
      problem: 'holds no compiled suites',
      hint: 'They are in dist/suites of a version of toymark.',
    });
  const { judging } = (await import(pathToFileURL(join(folder, 'judging.js')).href)) as { judging: Judging };
  const Own = await ownMocha(folder);
  const mocha = new Own({ reporter: Silent, forbidOnly: true, forbidPending: true, timeout: 0 });
  mocha.cleanReferencesAfterRun(false);
  for (const spec of filesOf(folder, '.spec.js')) mocha.addFile(join(folder, spec));
  await mocha.loadFilesAsync();
  const sink: Judgement[] = [];
  const all = testsOf(mocha.suite);
  if (all.length === 0) throw new Error(`no spec was found in ${folder}`);
  for (const test of all) judgeThrough(test, judging, sink);
  const tests = new Map(all.map((test) => [idOf(test), test]));
  if (tests.size !== all.length) throw new Error('two specs hold the same test case id');
  const testCases = new Map(all.map((test) => [idOf(test), { title: test.title, group: test.parent?.title ?? '' }]));
  return {
    version: versionOf(folder),
    digest: digestOfFolder(folder),
    testCases,
    judge: judgeWith({ mocha, runner: Own.Runner as unknown as Turning, tests, judging, sink }),
  };
}

// Suites of another installation bring a mocha of their own, and their specs register with that one alone.
async function ownMocha(folder: string): Promise<typeof Mocha> {
  const path = createRequire(join(folder, 'judging.js')).resolve('mocha');
  const { default: own } = (await import(pathToFileURL(path).href)) as { default: typeof Mocha };
  return own;
}

// The body of each test runs inside the judging, which weighs what it read, asserted and found.
function judgeThrough(test: Mocha.Test, judging: Judging, sink: Judgement[]): void {
  const body = test.fn as (() => unknown) | undefined;
  if (body === undefined || body.length > 0) throw new Error(`${test.title}: a spec is a function without arguments`);
  const id = idOf(test);
  // Mocha puts the title of every test together again several times a run, to see whether it is wanted.
  const title = test.fullTitle();
  test.fullTitle = () => title;
  test.fn = () => {
    judging.begin(id);
    const judgement = judging.settle(body);
    sink.push(judgement);
    if (judgement.verdict !== 'pass') throw new NotPassed(judgement);
  };
}

class NotPassed extends Error {
  constructor({ verdict, finding, reason, detail, rows }: Judgement) {
    const bad = rows
      .filter((row) => row.verdict !== 'pass')
      .map((row) => `  ${row.id}: ${row.finding ?? row.detail ?? row.verdict}`);
    const said = verdict === 'fail' ? (finding ?? '') : `inconclusive (${reason}): ${detail}`;
    // A finding quotes the product, and a reporter writes to a terminal.
    super([said, ...bad].map(visible).join('\n'));
    this.name = verdict === 'fail' ? 'AssertionError' : 'Inconclusive';
    this.stack = this.message;
  }
}

// Judging is done one after the other, also by suites of different folders.
let queue: Promise<unknown> = Promise.resolve();

function judgeWith(loaded: Loaded): Suites['judge'] {
  return (input, testCases, reporter) => {
    const run = queue.then(() => judgeOnce({ ...loaded, input, testCases, reporter }));
    queue = run.catch(() => undefined);
    return run;
  };
}

interface Loaded {
  readonly mocha: Mocha;
  readonly runner: Turning;
  /** By id of the test case. */
  readonly tests: ReadonlyMap<string, Mocha.Test>;
  readonly judging: Judging;
  readonly sink: Judgement[];
}

interface JudgeOnce extends Loaded {
  readonly input: JudgingInput;
  readonly testCases: readonly string[];
  readonly reporter: string | undefined;
}

async function judgeOnce({ input, testCases, reporter, ...loaded }: JudgeOnce): Promise<readonly Judgement[]> {
  const { mocha, runner, tests, judging, sink } = loaded;
  sink.length = 0;
  if (testCases.length === 0) return [];
  judging.lay(input);
  const failures: unknown[] = [];
  showBy(mocha, reporter, (error) => void failures.push(error));
  await runWanted(mocha, runner, new Set(testCases.flatMap((id) => tests.get(id) ?? []))).catch((error: unknown) => {
    failures.push(error);
  });
  if (failures.length > 0) throw reporter === undefined ? failures[0] : reporterFailed(reporter, failures[0]);
  const byId = new Map(sink.map((judgement) => [judgement.testCase, judgement]));
  // A planned test case that no spec judged is visible, never silently absent.
  return testCases.map((id) => byId.get(id) ?? notJudged(id));
}

function notJudged(testCase: string): Judgement {
  const detail = 'these suites hold no spec for the test case';
  return {
    testCase,
    requirement: testCase.replace(/-\d+$/, ''),
    verdict: 'inconclusive',
    reason: 'not-judged',
    detail,
    rows: [],
    evidence: [],
  };
}

function testsOf(suite: Mocha.Suite): readonly Mocha.Test[] {
  const hooks = suite as unknown as Record<'_beforeAll' | '_beforeEach' | '_afterAll' | '_afterEach', unknown[]>;
  if ([hooks._beforeAll, hooks._beforeEach, hooks._afterAll, hooks._afterEach].some((list) => list.length > 0))
    throw new Error(`${suite.title}: a spec holds no state; hooks hide it`);
  return [...suite.tests, ...suite.suites.flatMap(testsOf)];
}

const idOf = (test: Mocha.Test) => test.title.split(' ', 1)[0] ?? '';

function filesOf(folder: string, ending: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith(ending) && !file.endsWith('.test.js')).sort();
}

function digestOfFolder(folder: string): string {
  const hash = createHash('sha256');
  for (const file of filesOf(folder, '.js')) {
    const content = createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
    hash.update(`${content}  ${file.replaceAll('\\', '/')}\n`);
  }
  return `sha256:${hash.digest('hex')}`;
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(rootAbove(folder), 'package.json'), 'utf8')) as { version: string }).version;
}
