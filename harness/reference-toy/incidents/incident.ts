import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Answers, Ixit } from '../../../schemas/types.ts';
import type { ClassicManners } from '../bluetooth/classic-manners.ts';
import type { LeManners } from '../bluetooth/manners.ts';

/** The part of an edition that is judged over the air, of toys that are a radio alone. */
export const radioGroup = 'BT';

/** A toy that is a radio and its papers: enough to be judged over the air. */
export interface RadioToy {
  readonly id: string;
  readonly model: string;
  readonly features: readonly string[];
  readonly ixit: Ixit;
  readonly answers: Answers['answers'];
  /** What it does over Bluetooth Classic, where it does. */
  readonly classic?: ClassicManners;
  /** What it does over Bluetooth Low Energy, where it does; two units then stand beside each other. */
  readonly le?: LeManners;
}

/**
 * A toy that went wrong, as far as its radio is known from published findings: one module of this folder, named as the
 * incident is in `standard/incidents.yaml`. It is a simulation of what was published, not of a product's software.
 */
export interface Incident extends Omit<RadioToy, 'id'> {
  /** What was published of its services, its pairing and its reach, by name. */
  readonly sources: readonly string[];
  /** What of it is known, and what was filled in. */
  readonly known: string;
}

export interface NamedIncident extends Incident {
  readonly id: string;
}

const own = /^(incident|stage-incident|stage-le|open-radio|papers)\.js$|\.test\.js$/;

/** Every incident that can be shown over the air, in the order of the names. @throws Error where a file exports none */
export async function loadRadioIncidents(): Promise<readonly NamedIncident[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.js') && !own.test(file));
  const ids = files.map((file) => file.replace('.js', '')).sort();
  return Promise.all(
    ids.map(async (id) => {
      const path = pathToFileURL(join(import.meta.dirname, `${id}.js`)).href;
      const { incident } = (await import(path)) as { readonly incident?: Incident };
      if (incident === undefined) throw new Error(`${id} exports no incident`);
      return { ...incident, id };
    }),
  );
}
