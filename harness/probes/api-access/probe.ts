import type { Observations } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import { apisOf, deskFor } from '../shared/service/desk.ts';
import { plainly, type Desk } from '../shared/service/family.ts';
import { observeDisclosure } from './disclosure.ts';
import { observeEnumeration } from './enumeration.ts';
import { observeErrors } from './errors.ts';
import { observeFamilies } from './families.ts';
import { observeInjection } from './injection.ts';
import { observeLinking } from './linking.ts';
import { observeMedia } from './media.ts';
import { removeAccounts } from '../shared/service/remove-accounts.ts';
import { observeSessions } from './sessions.ts';

/**
 * Repeats the declared calls of a service without, with altered and with other people's credentials. Only accounts that
 * the bench made itself are touched, only declared hosts are asked, and not faster than the bench says.
 */
export const probe: Probe<'api-access'> = { version: '1.2.0', targets, observe };

export type Observation = Observations['api-access'];

/** A part of an observation: the tables that one topic fills. */
export type Part = Partial<Omit<Observation, 'apis'>>;

type Topic = (desk: Desk) => Promise<Part>;

const topics: Readonly<Record<string, { readonly observe: Topic; readonly serves: readonly string[] }>> = {
  sessions: { observe: observeSessions, serves: ['API-1-1', 'API-1-2', 'API-1-3', 'WEB-8-1', 'WEB-8-2', 'WEB-8-3'] },
  families: {
    observe: observeFamilies,
    serves: ['API-2-1', 'API-2-2', 'API-2-3', 'API-3-1', 'API-3-2', 'API-7-1', 'DATA-11-1', 'DATA-15-1', 'AI-7-2'],
  },
  media: { observe: observeMedia, serves: ['API-4-1', 'API-4-2', 'API-4-3', 'AI-7-2'] },
  linking: { observe: observeLinking, serves: ['API-5-1', 'API-9-1', 'API-12-1'] },
  injection: { observe: observeInjection, serves: ['API-6-1'] },
  errors: { observe: observeErrors, serves: ['API-8-1'] },
  enumeration: { observe: observeEnumeration, serves: ['API-10-1'] },
  disclosure: { observe: observeDisclosure, serves: ['API-11-1'] },
};

function targets(planning: Planning): readonly Target[] {
  const asking = new Set(planning.testCases.map(({ id }) => id));
  return apisOf(planning).flatMap(({ id }) =>
    Object.entries(topics).flatMap(([topic, { serves }]) => {
      const testCases = serves.filter((testCase) => asking.has(testCase));
      const rest = { units: [], estimatedSeconds: 10, limitSeconds: 900 };
      // A unit is linked to one family at a time.
      const occupies = ['sessions', 'families', 'linking'].includes(topic) ? [`linking:${id}`] : [];
      return testCases.length === 0 ? [] : [{ id: `${id}/${topic}`, testCases, occupies, ...rest }];
    }),
  );
}

const nothing: Omit<Observation, 'apis'> = {
  controls: [],
  attempts: [],
  fields: [],
  media: [],
  folders: [],
  series: [],
  injections: [],
  errors: [],
  enumerations: [],
  disclosures: [],
  links: [],
  notices: [],
};

async function observe(target: Target, observing: Observing): Promise<Observation> {
  const [id = '', name = ''] = target.id.split('/');
  const desk = deskFor(id, observing);
  const topic = topics[name];
  if (topic === undefined) throw new Error(`no topic ${name}`);
  if ((await desk.client.send(plainly('/'))) === undefined)
    throw new NotObserved('unreachable', `${desk.api.service} did not answer`);
  const part = await topic.observe(desk);
  const accounts = await removeAccounts(desk);
  const row = { id: target.id, service: desk.api.service, reached: true, consent: desk.api.consent, topic: name };
  const counts = { ...accounts, calls: desk.calls.length, requests: desk.client.requests };
  return { ...nothing, ...part, apis: [{ ...row, ...counts }] };
}
