import type { Observations } from '../../../schemas/types.ts';
import type { Observing, Planning, Probe, Target } from '../../gather/probe.ts';
import { apisOf, deskFor } from '../shared/service/desk.ts';
import type { Desk } from '../shared/service/family.ts';
import { removeAccounts } from '../shared/service/remove-accounts.ts';
import { observeDeletion } from './deletion.ts';
import { observeExport } from './export.ts';
import { observeRetention } from './retention.ts';
import { observeTransfer } from './transfer.ts';

/** Copies, deletes, passes on and waits with families of the bench, and asks afterwards for everything that was there. */
export const probe: Probe<'account-lifecycle'> = { version: '1.2.0', targets, observe };

export type Observation = Observations['account-lifecycle'];
/** What one occasion tells. */
export type Lived = Omit<Observation, 'apis'>;
export type Occasion = Observation['lives'][number]['occasion'];

const occasions: Readonly<
  Record<Occasion, { readonly observe: (desk: Desk) => Promise<Lived>; readonly serves: readonly string[] }>
> = {
  export: { observe: observeExport, serves: ['DATA-8-1'] },
  'delete-child': { observe: (desk) => observeDeletion(desk, 'delete-child'), serves: ['DATA-7-2', 'DATA-14-1'] },
  'delete-account': { observe: (desk) => observeDeletion(desk, 'delete-account'), serves: ['DATA-7-2', 'DATA-14-1'] },
  transfer: { observe: observeTransfer, serves: ['LIFE-2-1'] },
  retention: { observe: observeRetention, serves: ['DATA-6-2'] },
};

function targets(planning: Planning): readonly Target[] {
  const asking = new Set(planning.testCases.map(({ id }) => id));
  return apisOf(planning).flatMap(({ id }) =>
    Object.entries(occasions).flatMap(([occasion, { serves }]) => {
      const testCases = serves.filter((testCase) => asking.has(testCase));
      const occupies = occasion === 'transfer' ? [`linking:${id}`] : [];
      const rest = { units: [], occupies, estimatedSeconds: 5, limitSeconds: 600 };
      return testCases.length === 0 ? [] : [{ id: `${id}/${occasion}`, testCases, ...rest }];
    }),
  );
}

async function observe({ id }: Target, observing: Observing): Promise<Observation> {
  const [api = '', occasion = ''] = id.split('/');
  const desk = deskFor(api, observing);
  const { service, consent } = desk.api;
  const lived = await occasions[occasion as Occasion].observe(desk);
  return { apis: [{ id, service, consent, ...(await removeAccounts(desk)) }], ...lived };
}
