import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { readStandard, type Standard } from '../../schemas/read-standard.ts';
import { cannot, needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { mergeEvidence } from '../evidence/merge-evidence.ts';
import { readEvidence, type Evidence } from '../evidence/read-evidence.ts';
import type { Observed } from '../evidence/store.ts';
import { judge } from '../judge/judge.ts';
import { loadSuites, type Suites } from '../judge/load-suites.ts';
import { plan as planFor } from '../plan/plan.ts';
import { loadSwitches } from '../reference-toy/defect.ts';
import { readDeclaration, readPlan, runDirectory, type RunDirectory } from './run-directory.ts';
import { runInNamespace } from '../reference-toy/namespace.ts';

const gatherer = join(import.meta.dirname, 'gather-defects.js');
const defects = await loadSwitches();

/** So many networks at once, beside that of the decent toy. */
const lanes = 2;
const batch = 4;

// What takes longest comes first, so that nothing is waited for at the end.
const order = ['web-session', 'login-attempts', 'open-ports', 'malformed-input', 'http-surface', 'tls-server'];

function batches(): readonly (readonly string[])[] {
  const place = (kind = '') => (order.indexOf(kind) + 1 || order.length + 1) - 1;
  const sorted = defects.toSorted((one, other) => place(kindOf(one.seenBy)) - place(kindOf(other.seenBy)));
  const names = sorted.map(({ name }) => name);
  return Array.from({ length: Math.ceil(names.length / batch) }, (_, at) => names.slice(at * batch, (at + 1) * batch));
}

const web: ReadonlySet<string> = new Set(['web-session', 'api-access', 'account-lifecycle']);

const kindOf = ([first]: readonly string[]) => first?.split('/', 1)[0];

/** Gathers from the decent toy and from a toy of each defect; false where the system gives no networks. */
async function gatherAll(folder: string): Promise<boolean> {
  const waiting = [['decent'], ...batches()];
  const lane = async (): Promise<boolean> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const ran = await runInNamespace(gatherer, [folder, ...next]);
      if (ran === undefined) return false;
      if (ran.code !== 0) throw new Error(`${next.join(', ')}: ${ran.errors}`);
    }
    return true;
  };
  const ended = await Promise.all(Array.from({ length: lanes + 1 }, lane));
  return ended.every((ran) => ran);
}

/** Requirements with a test case that failed, and the test cases that could not be decided, each in order. */
interface JudgedDefect {
  readonly failing: readonly string[];
  readonly undecided: readonly string[];
}

/** The same, with every test case that was judged and each that failed. */
interface Judged extends JudgedDefect {
  readonly judged: readonly string[];
  readonly failed: readonly string[];
}

/** Over what is judged, and under which edition. */
interface Judging {
  readonly suites: Suites;
  readonly decent: Evidence;
  readonly standard: Standard;
}

/**
 * Judges a whole edition over what was gathered from a toy with a defect, and from the decent toy where the defect
 * changes nothing. A task that neither toy was observed in stays missing.
 */
async function judgeDefect({ suites, decent, standard }: Judging, folder: string): Promise<Judged> {
  const run = runDirectory(folder);
  const { value: planned, digest: planDigest } = readPlan(run);
  const declaration = readDeclaration(run);
  const { plan } = planFor({ standard, declaration, suites });
  const evidence = mergeEvidence(planned.tasks, over(decent, evidenceOf(run)));
  const { judgements } = await judge({ suites, plan, planDigest, declaration: declaration.declared, evidence });
  const having = (verdict: string) => {
    const found = new Set(judgements.filter((each) => each.verdict === verdict).map(({ testCase }) => testCase));
    return plan.testCases.filter(({ id }) => found.has(id));
  };
  return {
    judged: judgements.map(({ testCase }) => testCase),
    failed: having('fail').map(({ id }) => id),
    failing: [...new Set(having('fail').map(({ requirement }) => requirement))].sort(),
    undecided: having('inconclusive')
      .map(({ id }) => id)
      .sort(),
  };
}

const evidenceOf = ({ evidence }: RunDirectory) => (existsSync(evidence) ? readEvidence(evidence) : undefined);

// What one journal tells of a task takes the place of what the other tells of it.
function over(decent: Evidence, own: Evidence | undefined): Evidence {
  if (own === undefined) return decent;
  const attempted = new Set(own.entries.flatMap((entry) => ('task' in entry ? [entry.task] : [])));
  const kept = decent.entries.filter((entry) => !('task' in entry && attempted.has(entry.task)));
  const mine = new Set<unknown>(own.entries);
  const first = decent.entries.find(
    (entry): entry is Observed => entry.type === 'observed' && entry.kind === 'web-session',
  );
  const observation = (entry: Observed) => {
    if (!mine.has(entry)) return decent.observation(entry);
    const seen = own.observation(entry);
    return entry.kind === 'web-session' && first !== undefined ? overlaid(decent.observation(first), seen) : seen;
  };
  return { ...own, entries: [...kept, ...own.entries], observation };
}

type Tables = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, unknown>>;

// Rows of journeys that were taken anew stand in the place of those of the same journeys on the decent toy.
function overlaid(decent: Tables, own: Tables): Tables {
  const rowsOf = (tables: Tables, name: string) =>
    Array.isArray(tables[name]) ? (tables[name] as readonly Row[]) : [];
  const taken = new Set(rowsOf(own, 'journeys').map(({ id, of }) => String(of ?? id)));
  const isOf = (row: Row, name: string) =>
    taken.has(String(name === 'journeys' ? (row['of'] ?? row['id']) : row['journey']));
  const join = (name: string): unknown => {
    if (!Array.isArray(own[name])) return own[name];
    // What belongs to no journey, such as the scripts that were loaded, is seen anew.
    if (rowsOf(own, name).some((row) => row['journey'] === undefined && name !== 'journeys')) return own[name];
    return [...rowsOf(decent, name).filter((row) => !isOf(row, name)), ...rowsOf(own, name)];
  };
  return Object.fromEntries(Object.keys(own).map((name) => [name, join(name)]));
}

/** Where the journeys of a toy came to a stop, for whoever reads why a defect did not show. */
function stopsIn(folder: string): string {
  const own = evidenceOf(runDirectory(folder));
  const seen = (own?.entries ?? []).filter(
    (entry): entry is Observed => entry.type === 'observed' && entry.kind === 'web-session',
  );
  const journeys = seen.flatMap((entry) => (own?.observation(entry) as { readonly journeys: readonly Row[] }).journeys);
  return journeys
    .filter(({ completed }) => completed === false)
    .map(({ id, stoppedAt, detail }) => `${String(id)} stopped at step ${String(stoppedAt)}: ${String(detail)}`)
    .join('\n');
}

const requirementOf = (id: string) => id.split('-').slice(0, 2).join('-');

/** A requirement, or one of its test cases, by the id that stands for it in an edition: its own or its successor's. */
function namedIn({ requirements }: Standard, id: string): string {
  const requirement = requirementOf(id);
  const successor = [...requirements.values()].find(({ supersedes }) => supersedes === requirement);
  return successor === undefined ? id : id.replace(requirement, successor.id);
}

describe('defects of the reference toy', () => {
  const { folder, remove } = scratch();
  let suites: Suites;
  let decent: Evidence;

  before(async function () {
    this.timeout(1_500_000);
    needs(this, 'unshare', 'ip');
    if (!(await gatherAll(folder))) cannot(this, 'no network of its own is to be had');
    suites = await loadSuites();
    decent = readEvidence(join(folder, 'decent', 'evidence'));
  });
  after(remove);

  // Everything was gathered for the newest draft, which asks most; the edition before it is judged from the same evidence.
  for (const standard of ['1.0', 'next'].map((edition) => readStandard(edition))) {
    const { edition } = standard.edition;
    const found = { judged: new Set<string>(), failed: new Set<string>() };
    const judged = async (name: string): Promise<JudgedDefect> => {
      const own = await judgeDefect({ suites, decent, standard }, join(folder, name));
      for (const id of own.judged) found.judged.add(id);
      for (const id of own.failed) found.failed.add(id);
      return { failing: own.failing, undecided: own.undecided };
    };
    const holds = (id: string) => standard.requirements.has(requirementOf(id));
    const here = (ids: readonly string[]) =>
      ids
        .map((id) => namedIn(standard, id))
        .filter(holds)
        .sort();
    const named = (ids: readonly string[]) => here(ids).join(' and ') || 'nothing';

    it(`without a defect nothing fails under edition ${edition}, and nothing is left undecided`, async () => {
      expect(await judged('decent')).to.deep.equal({ failing: [], undecided: [] });
    });

    for (const { name, sentence, fails, leavesOpen = [] } of defects)
      it(`${name} makes exactly ${named(fails)} fail under edition ${edition}: ${sentence}`, async () => {
        const expected = { failing: here(fails), undecided: here(leavesOpen) };
        expect(await judged(name), stopsIn(join(folder, name))).to.deep.equal(expected);
      });

    it(`under edition ${edition} make each test case over the air fail`, () => {
      const overAir = [...found.judged].filter((id) => id.startsWith('BT-'));
      expect(overAir.length).to.be.above(25);
      expect(overAir.filter((id) => !found.failed.has(id))).to.deep.equal([]);
    });

    it(`under edition ${edition} make each test case of the web app and of its service fail`, () => {
      const told = [...standard.requirements.values()].flatMap(({ testCases }) =>
        testCases.filter(({ evidence }) => evidence.some((kind) => web.has(kind))).map(({ id }) => id),
      );
      expect(told.length).to.be.above(50);
      expect(told.filter((id) => !found.failed.has(id))).to.deep.equal([]);
    });
  }
});
