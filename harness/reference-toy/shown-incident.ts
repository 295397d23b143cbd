import { UserError } from '../../schemas/problem.ts';
import { loadRadioIncidents, type NamedIncident as RadioIncident } from './incidents/incident.ts';
import {
  entryOf,
  loadProductIncidents,
  proposedAmong,
  type NamedIncident as ProductIncident,
} from './product-incident.ts';

/** An incident of `standard/incidents.yaml` that can be shown again: over the air, by the rest of the product, or both. */
export interface ShownIncident {
  readonly id: string;
  readonly product: string;
  readonly year: number;
  /** Ids of the requirements that would have caught it. */
  readonly caughtBy: readonly string[];
  /** Those of them that no instrument can judge yet. */
  readonly proposed: readonly string[];
  /** What is known of it, and what was filled in. */
  readonly known: string;
  /** Where it was published, by name. */
  readonly sources: readonly string[];
  readonly radio?: RadioIncident;
  readonly rest?: ProductIncident;
}

/** Parts of an incident: its radio, and its sensors, papers, pages and service. */
export type Part = 'radio' | 'rest';

/** What people call the parts. */
export const partNames = { radio: 'radio', rest: 'rest of the product' } as const;

/** The parts that are shown, in the order in which they are told. */
export const partsOf = (incident: Pick<ShownIncident, Part>): readonly Part[] =>
  (['radio', 'rest'] as const).filter((part) => incident[part] !== undefined);

/**
 * The incidents of these ids, or all, in the order of their ids.
 * @throws UserError UNKNOWN_NAME
 */
export async function loadShownIncidents(ids: readonly string[] = []): Promise<readonly ShownIncident[]> {
  const radios = new Map((await loadRadioIncidents()).map((radio) => [radio.id, radio]));
  const products = new Map((await loadProductIncidents()).map((product) => [product.name, product]));
  const known = [...new Set([...radios.keys(), ...products.keys()])].sort();
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UserError(
      { code: 'UNKNOWN_NAME', where: unknown, problem: 'no such incident', hint: `Known: ${known.join(', ')}` },
      64,
    );
  const wanted = known.filter((id) => ids.length === 0 || ids.includes(id));
  return wanted.map((id) => shown(id, radios.get(id), products.get(id)));
}

function shown(id: string, radio: RadioIncident | undefined, rest: ProductIncident | undefined): ShownIncident {
  const { product, year, caughtBy, sources } = entryOf(id);
  const parts = [radio, rest].flatMap((part) => part ?? []);
  return {
    ...{ id, product, year, caughtBy, proposed: proposedAmong(caughtBy) },
    known: parts.map(({ known }) => known.trim().replaceAll(/\s+/g, ' ')).join(' '),
    sources: [
      ...new Set([...sources.map(({ name }) => name), ...parts.flatMap(({ sources: published = [] }) => published)]),
    ],
    ...(radio === undefined ? {} : { radio }),
    ...(rest === undefined ? {} : { rest }),
  };
}
