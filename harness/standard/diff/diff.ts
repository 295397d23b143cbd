import type { Features } from '../../../schemas/types.ts';
import { reviewState, type ReviewState } from '../../../schemas/statement-digest.ts';
import { readStandard, type Standard } from '../../../schemas/read-standard.ts';
import { entriesOf, livingRequirements, type Entry } from '../book.ts';
import { changesOf } from './aspects.ts';
import type { Bearing, Change } from './change.ts';

/** What became of one requirement. */
export interface Difference {
  readonly id: string;
  readonly title: string;
  readonly changes: readonly Change[];
  /** What all its changes together mean for a product. */
  readonly bearing: Bearing;
  /** Whether its test cases were read beside the new statement. */
  readonly review: ReviewState;
}

/** Two editions compared. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly differences: readonly Difference[];
  /** Requirements that both hold alike. */
  readonly unchanged: number;
}

/** An edition by name or path, perhaps of another copy of the standard. */
export interface Side {
  readonly edition: string;
  readonly folder?: string | undefined;
}

/** Reads two editions and compares them, requirement by requirement. */
export function diff(before: Side, after: Side): Comparison {
  const sides = [before, after].map(({ edition, folder }) => readStandard(edition, folder)) as [Standard, Standard];
  return compare(sides[0], sides[1], livingRequirements(after.folder));
}

/** Compares two editions; `living` says why a requirement is not in the later one any more. */
export function compare(before: Standard, after: Standard, living: readonly Entry[] = []): Comparison {
  const was = new Map(entriesOf(before).map((entry) => [entry.requirement.id, entry]));
  const is = new Map(entriesOf(after).map((entry) => [entry.requirement.id, entry]));
  const features = [...after.features, ...before.features];
  const gone = [...was.values()].filter(({ requirement }) => !is.has(requirement.id));
  const found = [
    ...gone.map((entry) => left(entry, [...is.values()], living)),
    ...[...is.values()].map((entry) => stayed(was.get(entry.requirement.id), entry, features)),
  ];
  const differences = found.filter(({ changes }) => changes.length > 0).sort(byId);
  return {
    before: before.edition.edition,
    after: after.edition.edition,
    differences,
    unchanged: found.length - differences.length,
  };
}

function stayed(before: Entry | undefined, after: Entry, features: Features['features']): Difference {
  const changes = before === undefined ? [added(after)] : changesOf({ before, after }, features);
  return differenceOf(after, changes);
}

function added({ requirement, level }: Entry): Change {
  const { maturity, supersedes, strength } = requirement;
  const proposed = maturity === 'proposed' ? ', proposed: not tested yet' : '';
  const instead = supersedes === undefined ? '' : `, instead of ${supersedes}`;
  const bearing = maturity === 'proposed' ? 'other' : 'more';
  return { kind: 'added', bearing, said: `${level}, ${strength}${instead}${proposed}` };
}

function left(entry: Entry, after: readonly Entry[], living: readonly Entry[]): Difference {
  const { id } = entry.requirement;
  const successor = after.find(({ requirement }) => requirement.supersedes === id)?.requirement;
  if (successor !== undefined)
    return differenceOf(entry, [
      { kind: 'superseded', bearing: 'other', said: `${successor.id} takes its place: ${successor.title}` },
    ]);
  const because = living.find(({ requirement }) => requirement.id === id)?.requirement.withdrawn?.because;
  const said = because === undefined ? 'left out of the edition' : because.trim().replaceAll(/\s+/g, ' ');
  return differenceOf(entry, [{ kind: 'withdrawn', bearing: 'less', said }]);
}

function differenceOf({ requirement }: Entry, changes: readonly Change[]): Difference {
  const bearings = new Set(changes.map(({ bearing }) => bearing).filter((bearing) => bearing !== 'none'));
  const [first = 'none', ...more] = bearings;
  return {
    id: requirement.id,
    title: requirement.title,
    changes,
    bearing: more.length === 0 ? first : 'other',
    review: reviewState(requirement),
  };
}

const byId = (a: Difference, b: Difference) => a.id.localeCompare(b.id, 'en', { numeric: true });
