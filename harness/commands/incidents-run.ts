import { join } from 'node:path';
import { loadDefects } from '../reference-toy/defect.ts';
import type { ShownIncident } from '../reference-toy/shown-incident.ts';
import { inOrder, judgeToys, type Judging, type JudgedToy } from './incidents-judge.ts';
import { gatherRadios, radioGroup } from './incidents-radio.ts';
import { gatherServices } from './incidents-service.ts';

/** What the suites say of a product that went wrong, beside what `standard/incidents.yaml` says would have caught it. */
export interface JudgedIncident {
  readonly id: string;
  readonly product: string;
  readonly year: number;
  readonly parts: readonly ('radio' | 'service')[];
  /** Every requirement that is listed. */
  readonly listed: readonly string[];
  /** Requirements that failed, of the radio and of the service, in order. */
  readonly failing: readonly string[];
  /** Those listed that the simulation cannot show, each with the reason. */
  readonly unshown: readonly { readonly requirement: string; readonly because: string }[];
  /** Whether exactly what is listed and can be shown failed. */
  readonly agrees: boolean;
  /** Test cases that stayed open of what is listed, can be shown and did not fail. */
  readonly undecided: readonly string[];
  readonly findings: JudgedToy['findings'];
}

/** Where the runs of the parts of an incident are. */
export const runsOf = (folder: string, id: string): readonly string[] =>
  ['radio', 'service'].map((part) => join(folder, part, id));

/** Takes the radio and the service of each incident through the suites, several at once; nothing where interrupted. */
export async function judgeIncidents(
  incidents: readonly ShownIncident[],
  judging: Judging,
): Promise<readonly JudgedIncident[]> {
  const radios = incidents.flatMap(({ radio }) => radio ?? []);
  const services = incidents.flatMap(({ service }) => service ?? []);
  const ids = (having: 'radio' | 'service') => incidents.filter((each) => each[having]).map(({ id }) => id);
  const part = (name: string): Judging => ({
    ...judging,
    folder: join(judging.folder, name),
    done: (id) => judging.done(`${id} (${name})`),
  });
  // A controller that is kept waiting by so much beside it counts as gone.
  await gatherRadios(radios, part('radio'));
  await gatherServices(services, part('service'));
  if (judging.interrupt.aborted) return [];
  const ofRadio = await judgeToys(ids('radio'), part('radio').folder);
  const ofService = await judgeToys(ids('service'), part('service').folder);
  const broken = new Set((await loadDefects()).flatMap(({ fails }) => fails));
  return incidents.map((incident) => {
    const radio = ofRadio.find(({ id }) => id === incident.id);
    const service = ofService.find(({ id }) => id === incident.id);
    return joined(incident, { radio, service, broken });
  });
}

interface Parts {
  readonly radio: JudgedToy | undefined;
  readonly service: JudgedToy | undefined;
  /** Requirements that some defect of the reference toy makes fail. */
  readonly broken: ReadonlySet<string>;
}

function joined(incident: ShownIncident, parts: Parts): JudgedIncident {
  const { id, product, year, caughtBy } = incident;
  const toys = [parts.radio, parts.service].flatMap((toy) => toy ?? []);
  const failing = inOrder(toys.flatMap((toy) => toy.failing));
  const unshown = inOrder(caughtBy).flatMap((requirement) => {
    const because = failing.includes(requirement) ? undefined : whyUnshown(requirement, incident, parts);
    return because === undefined ? [] : [{ requirement, because }];
  });
  const without = new Set(unshown.map(({ requirement }) => requirement));
  const expected = inOrder(caughtBy.filter((requirement) => !without.has(requirement)));
  const isOpen = (testCase: string) =>
    expected.some((requirement) => !failing.includes(requirement) && testCase.startsWith(`${requirement}-`));
  return {
    ...{ id, product, year, listed: inOrder(caughtBy), failing, unshown },
    parts: [...(parts.radio ? (['radio'] as const) : []), ...(parts.service ? (['service'] as const) : [])],
    agrees: failing.length > 0 && failing.join() === expected.join(),
    undecided: inOrder(toys.flatMap(({ undecided }) => undecided.filter(isOpen))),
    findings: toys.flatMap(({ findings }) => findings),
  };
}

// A requirement is shown where one part can show it; where none can, the service's reason says more.
function whyUnshown(requirement: string, incident: ShownIncident, parts: Parts): string | undefined {
  const reasons = [
    ...(parts.service === undefined ? [] : [ofService(requirement, incident, { ...parts, service: parts.service })]),
    ...(parts.radio === undefined ? [] : [ofRadio(requirement, parts.radio)]),
  ];
  return reasons.includes(undefined) ? undefined : reasons[0];
}

const absent = 'not in the newest edition';

function ofRadio(requirement: string, { judged, unselected }: JudgedToy): string | undefined {
  if (!requirement.startsWith(`${radioGroup}-`)) return 'only its radio is simulated';
  if (judged.includes(requirement)) return undefined;
  return unselected[requirement] ?? absent;
}

function ofService(
  requirement: string,
  { service }: ShownIncident,
  parts: Parts & { readonly service: JudgedToy },
): string | undefined {
  const { judged, unselected } = parts.service;
  const told = service?.elsewhere?.[requirement];
  if (told !== undefined) return told;
  if (!judged.includes(requirement)) return unselected[requirement] ?? absent;
  return parts.broken.has(requirement) ? undefined : 'the service that is simulated has no such defect';
}
