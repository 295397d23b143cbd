import type { TestCase } from '../../../schemas/types.ts';
import type { Planning, Target } from '../../gather/probe.ts';
import type { Service } from '../shared/reach.ts';
import { unitsWith } from '../shared/units-with.ts';
import type { Setting } from './settings.ts';

/** What one target is about. */
export type Subject =
  | { readonly what: 'service'; readonly service: Service; readonly unit: string }
  | { readonly what: 'undeclared'; readonly unit: string }
  | { readonly what: 'setting'; readonly setting: Setting; readonly service: Service; readonly unit: string };

export interface Job {
  readonly target: Target;
  readonly subject: Subject;
}

/** Each declared service and setting on each unit, and each unit for what nobody declared. */
export function jobsOf({ declaration, testCases }: Pick<Planning, 'declaration' | 'testCases'>): readonly Job[] {
  const { services, settings } = declaration.ixit;
  const onEach = (service: Service) => unitsWith(service, declaration).map((unit) => ({ service, unit }));
  const subjects: readonly Subject[] = [
    ...services.flatMap(onEach).map((on) => ({ what: 'service' as const, ...on })),
    ...declaration.product.units.map(({ id: unit }) => ({ what: 'undeclared' as const, unit })),
    ...settings.flatMap((setting) =>
      services
        .filter(({ id }) => id === setting.service)
        .flatMap(onEach)
        .map((on) => ({ what: 'setting' as const, setting, ...on })),
    ),
  ];
  return subjects
    .map((subject) => ({ subject, target: targetOf(subject, testCases) }))
    .filter(({ target }) => target.testCases?.length !== 0);
}

function targetOf(subject: Subject, testCases: readonly TestCase[]): Target {
  const { unit } = subject;
  return {
    id: idOf(subject),
    units: [unit],
    testCases: testCases.filter(serves(subject)).map((testCase) => testCase.id),
    // A login that is being locked, or a service under load, would tell nothing true about strangers.
    occupies: [...(asksBehindLogin(subject) ? [`login:${unit}`] : []), `strangers:${unit}`],
    estimatedSeconds: 20,
    limitSeconds: 600,
  };
}

const asksBehindLogin = (subject: Subject): boolean =>
  subject.what === 'setting' || (subject.what === 'service' && subject.service.authentication !== 'none');

// Test cases over the settings rest on these alone, the others on everything that listens.
const serves =
  ({ what }: Subject) =>
  ({ rows }: TestCase): boolean =>
    rows === undefined || (what === 'setting') === (rows === 'ixit.settings');

function idOf(subject: Subject): string {
  const { what, unit } = subject;
  if (what === 'service') return `${subject.service.id}/${unit}`;
  return what === 'setting' ? `${unit}/setting/${subject.setting.id}` : `${unit}/undeclared`;
}
