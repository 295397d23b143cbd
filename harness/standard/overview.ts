import { UserError } from '../../schemas/problem.ts';
import { reviewState, type ReviewState } from '../../schemas/statement-digest.ts';
import type { Level, Limits, Requirement } from '../../schemas/types.ts';
import { groupOf, type Book, type Entry } from './book.ts';
import { counted } from './prose.ts';

/** One requirement in a list. */
export interface Row {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly level: Level;
  readonly strength: Requirement['strength'];
  readonly maturity: NonNullable<Requirement['maturity']>;
  readonly review: ReviewState;
  readonly limits: Limits;
  /** Test cases that can be run today. */
  readonly testCases: number;
  /** Test cases that wait for an instrument. */
  readonly pending: number;
  readonly supersedes?: string;
}

/** What a list is narrowed to. */
export interface Narrowing {
  readonly group?: string | undefined;
  readonly level?: string | undefined;
  readonly strength?: string | undefined;
  readonly maturity?: string | undefined;
  readonly review?: string | undefined;
}

/**
 * The requirements of a book, one row each, narrowed to those that were asked for.
 * @throws UserError UNKNOWN_NAME for a group that does not exist
 */
export function overview(book: Book, narrowing: Narrowing = {}): readonly Row[] {
  checkGroup(book, narrowing.group);
  const wanted = Object.entries(narrowing).filter(([, value]) => value !== undefined);
  return book.entries
    .map(rowOf)
    .filter((row) =>
      wanted.every(([name, value]) => row[name as keyof Narrowing].toLowerCase() === String(value).toLowerCase()),
    );
}

function checkGroup({ groups }: Book, name: string | undefined): void {
  const known = groups.map(({ id }) => id);
  if (name === undefined || known.includes(name.toUpperCase())) return;
  const hint = `Groups: ${known.join(', ')}.`;
  throw new UserError({ code: 'UNKNOWN_NAME', where: `--group ${name}`, problem: 'no such group', hint }, 64);
}

function rowOf({ requirement, level, limits }: Entry): Row {
  const { id, title, strength, maturity = 'active', testCases, pending = [], supersedes } = requirement;
  return {
    id,
    group: groupOf(id),
    title,
    level,
    strength,
    maturity,
    review: reviewState(requirement),
    limits,
    testCases: testCases.length,
    pending: pending.length,
    ...(supersedes === undefined ? {} : { supersedes }),
  };
}

/** The list for a terminal: by group, with the counts at the end. */
export function listed(rows: readonly Row[], book: Book): string {
  const groups = [...new Set(rows.map(({ group }) => group))].map((group) => {
    const title = book.groups.find(({ id }) => id === group)?.title ?? group;
    const lines = rows.filter((row) => row.group === group).map(lineOf);
    return `${title}\n${lines.join('\n')}\n`;
  });
  return [...groups, `${counts(rows)}\n`].join('\n');
}

function lineOf({ id, title, level, strength, testCases, pending, ...row }: Row): string {
  const cases = [testCases === 0 ? '' : `${testCases}`, pending === 0 ? '' : `${pending} pending`];
  const marks = [
    ...(row.maturity === 'active' ? [] : [row.maturity]),
    ...(row.review === 'suspect' ? ['suspect'] : []),
    ...(row.supersedes === undefined ? [] : [`instead of ${row.supersedes}`]),
  ];
  const cells = [id.padEnd(8), title.padEnd(64), level.padEnd(11), strength.padEnd(11)];
  return `  ${cells.join(' ')} ${cases.filter((each) => each !== '').join(' + ')}  ${marks.join(', ')}`.trimEnd();
}

function counts(rows: readonly Row[]): string {
  const sum = (field: 'testCases' | 'pending') => rows.reduce((total, row) => total + row[field], 0);
  const having = (test: (row: Row) => boolean) => rows.filter(test).length;
  const levels = (['basic', 'substantial', 'high'] as const).map(
    (level) => `${having((row) => row.level === level)} ${level}`,
  );
  return [
    `${counted(rows.length, 'requirement')}: ${levels.join(', ')}; ${having(({ strength }) => strength === 'mandatory')} mandatory`,
    `${counted(sum('testCases'), 'test case')} that can be run, ${sum('pending')} that wait for an instrument`,
    `${having(({ maturity }) => maturity === 'proposed')} proposed, ${having(({ maturity }) => maturity === 'withdrawn')} withdrawn; ` +
      `${having(({ review }) => review === 'suspect')} suspect, ${having(({ review }) => review === 'unreviewed')} never reviewed`,
  ].join('\n');
}
