import type { Incident } from '../service-incident.ts';

export const incident: Incident = { defects: ['open-media', 'listed-media'] };
