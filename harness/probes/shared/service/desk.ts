import type { Observing, Planning } from '../../../gather/probe.ts';
import { Client } from './client.ts';
import type { Api, Call } from './fill.ts';
import type { Desk } from './family.ts';

/** The interfaces that the manufacturer declares and whose operator agreed to be tested. */
export const apisOf = ({ declaration }: Pick<Planning, 'declaration'>): readonly Api[] => declaration.ixit.apis;

/** Everything with which one interface is observed. @throws Error where the declaration has no such interface */
export function deskFor(id: string, observing: Observing): Desk {
  const api = apisOf(observing).find((one) => one.id === id);
  if (api === undefined) throw new Error(`the declaration has no interface ${id}`);
  const calls: readonly Call[] = observing.declaration.ixit.apiCalls.filter((call) => call.api === id);
  return { api, calls, client: new Client(api, observing), observing, accounts: 0 };
}
