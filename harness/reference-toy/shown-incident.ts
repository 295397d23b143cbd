import { join } from 'node:path';
import { load } from '../../schemas/load.ts';
import { UserError } from '../../schemas/problem.ts';
import { ownStandard } from '../../schemas/read-standard.ts';
import { loadRadioIncidents, type NamedIncident as RadioIncident } from './incidents/incident.ts';
import { loadServiceIncidents, type NamedIncident as ServiceIncident } from './service-incident.ts';

/** An incident of `standard/incidents.yaml` that can be shown again: over the air, by what a service does, or both. */
export interface ShownIncident {
  readonly id: string;
  readonly product: string;
  readonly year: number;
  /** Ids of the requirements that would have caught it. */
  readonly caughtBy: readonly string[];
  /** What is shown of it, and what was filled in. */
  readonly known: string;
  /** Where it was published, by name. */
  readonly sources: readonly string[];
  readonly radio?: RadioIncident;
  readonly service?: ServiceIncident;
}

/**
 * The incidents of these ids, or all, in the order of their ids.
 * @throws UserError UNKNOWN_NAME
 */
export async function loadShownIncidents(ids: readonly string[] = []): Promise<readonly ShownIncident[]> {
  const radios = new Map((await loadRadioIncidents()).map((radio) => [radio.id, radio]));
  const services = new Map((await loadServiceIncidents()).map((service) => [service.name, service]));
  const known = [...new Set([...radios.keys(), ...services.keys()])].sort();
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UserError(
      { code: 'UNKNOWN_NAME', where: unknown, problem: 'no such incident', hint: `Known: ${known.join(', ')}` },
      64,
    );
  const wanted = known.filter((id) => ids.length === 0 || ids.includes(id));
  return wanted.map((id) => shown(id, radios.get(id), services.get(id)));
}

function shown(id: string, radio: RadioIncident | undefined, service: ServiceIncident | undefined): ShownIncident {
  const { product, year, caughtBy, sources } = entryOf(id);
  return {
    ...{ id, product, year, caughtBy },
    known: [radio?.known, service?.sentence].flatMap((text) => text?.replaceAll(/\s+/g, ' ') ?? []).join(' '),
    sources: [...new Set([...sources.map(({ name }) => name), ...(radio?.sources ?? [])])],
    ...(radio === undefined ? {} : { radio }),
    ...(service === undefined ? {} : { service }),
  };
}

function entryOf(id: string) {
  const { incidents } = load('incidents', join(ownStandard, 'incidents.yaml')).value;
  const entry = incidents.find((each) => each.id === id);
  if (entry === undefined) throw new Error(`standard/incidents.yaml has no incident ${id}`);
  return entry;
}
