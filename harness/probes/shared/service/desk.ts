import { NotObserved, type Observing, type Planning } from '../../../gather/probe.ts';
import { Client } from './client.ts';
import type { Api, Call } from './fill.ts';
import type { Desk } from './family.ts';

/** The interfaces that the manufacturer declares and whose operator agreed to be tested. */
export const apisOf = ({ declaration }: Pick<Planning, 'declaration'>): readonly Api[] => declaration.ixit.apis;

/**
 * Everything with which one interface is observed.
 * @throws NotObserved where the operator's consent has ended or has not begun; Error where the declaration has no such interface
 */
export function deskFor(id: string, observing: Observing): Desk {
  const api = apisOf(observing).find((one) => one.id === id);
  if (api === undefined) throw new Error(`the declaration has no interface ${id}`);
  refuseWithoutConsent(api);
  const calls: readonly Call[] = observing.declaration.ixit.apiCalls.filter((call) => call.api === id);
  return { api, calls, client: new Client(api, observing), observing, made: [], strange: undefined };
}

/** The day so many hours from now, in UTC. */
const dayIn = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10);

// Nobody's service is attacked without a consent that holds today.
function refuseWithoutConsent({ id, consent: { by, on, until } }: Api): void {
  const today = dayIn(0);
  // Where it is tomorrow already, somebody may have consented.
  if (on > dayIn(14)) {
    const said = `the consent of ${by} to tests of ${id} bears the day ${on}, and today is ${today}`;
    const hint =
      'nothing is tested before it was given: correct "on" of the consent in the declaration, or come back then';
    throw new NotObserved('input-missing', `${said}; ${hint}`);
  }
  if (until === undefined || today <= until) return;
  const said = `the consent of ${by} of ${on} to tests of ${id} ended on ${until}, and today is ${today}`;
  throw new NotObserved('input-missing', `${said}; ask the operator again and declare the new consent`);
}
