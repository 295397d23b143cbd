import type { Declared } from '../../../schemas/types.ts';
import type { Service } from './reach.ts';
import { unitsOf } from './reach.ts';

/** Where a service runs, as the rows of its observations name it: units, or `cloud`. */
export const unitsWith = (service: Service, declaration: Declared): readonly string[] =>
  service.location === 'cloud' ? ['cloud'] : unitsOf(service, { declaration });
