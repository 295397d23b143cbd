import type { Incident } from '../service-incident.ts';

export const incident: Incident = { defects: ['anybody-signs-tokens', 'removed-and-still-in'] };
