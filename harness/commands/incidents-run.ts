import { join } from 'node:path';
import { partNames, partsOf, type Part, type ShownIncident } from '../reference-toy/shown-incident.ts';
import { inOrder, judgeToys, type Judging, type JudgedToy } from './incidents-judge.ts';
import { gatherProducts } from './incidents-product.ts';
import { gatherRadios } from './incidents-radio.ts';

/** What the suites say of a product that went wrong, beside what `standard/incidents.yaml` says would have caught it. */
export interface JudgedIncident {
  readonly id: string;
  readonly product: string;
  readonly year: number;
  readonly parts: readonly Part[];
  /** Every requirement that is listed. */
  readonly listed: readonly string[];
  /** Requirements that failed, of all parts, in order. */
  readonly failing: readonly string[];
  /** Those listed that no instrument can judge yet. */
  readonly proposed: readonly string[];
  /** Whether exactly what is listed failed, without what no instrument can judge yet. */
  readonly agrees: boolean;
  /** Test cases that stayed open of what is listed and did not fail. */
  readonly undecided: readonly string[];
  readonly findings: JudgedToy['findings'];
}

/** Where the runs of the parts of an incident are. */
export const runsOf = (folder: string, id: string): readonly string[] =>
  (['radio', 'rest'] as const).map((part) => join(folder, part, id));

/** Takes every part of each incident through the suites, several at once; nothing where interrupted. */
export async function judgeIncidents(
  incidents: readonly ShownIncident[],
  judging: Judging,
): Promise<readonly JudgedIncident[]> {
  const of = (part: Part): Judging => ({
    ...judging,
    folder: join(judging.folder, part),
    done: (id) => judging.done(`${id} (${partNames[part]})`),
  });
  // A controller that is kept waiting by so much beside it counts as gone.
  await gatherRadios(
    incidents.flatMap(({ radio }) => radio ?? []),
    of('radio'),
  );
  await gatherProducts(
    incidents.flatMap(({ rest }) => rest ?? []),
    of('rest'),
  );
  if (judging.interrupt.aborted) return [];
  const judged: JudgedIncident[] = [];
  for (const incident of incidents) {
    const parts: JudgedToy[] = [];
    for (const part of partsOf(incident)) parts.push(...(await judgeToys([incident.id], of(part).folder)));
    judged.push(joined(incident, parts));
  }
  return judged;
}

function joined(incident: ShownIncident, parts: readonly JudgedToy[]): JudgedIncident {
  const { id, product, year, caughtBy, proposed } = incident;
  const failing = inOrder(parts.flatMap((part) => part.failing));
  const expected = inOrder(caughtBy.filter((requirement) => !proposed.includes(requirement)));
  const missing = expected.filter((requirement) => !failing.includes(requirement));
  const isOpen = (testCase: string) => missing.some((requirement) => testCase.startsWith(`${requirement}-`));
  return {
    ...{ id, product, year, listed: inOrder(caughtBy), failing, proposed: inOrder(proposed) },
    parts: partsOf(incident),
    agrees: failing.join() === expected.join(),
    undecided: inOrder(parts.flatMap(({ undecided }) => undecided.filter(isOpen))),
    findings: parts.flatMap(({ findings }) => findings),
  };
}
