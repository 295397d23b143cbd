import type { AnonymousAccessObservation, Declared } from '../schemas/types.ts';
import { grouped } from './grouped.ts';
import { eachRow, evidence, inconclusive } from './vocabulary.ts';

type Service = Declared['ixit']['services'][number];
type Operation = AnonymousAccessObservation['operations'][number];

/** A service of the toy as it answered strangers. */
export interface Asked {
  /** Where, in words. */
  readonly where: string;
  readonly declared: Service | undefined;
  readonly protocol: string;
  readonly operations: readonly Operation[];
  /** Names of the bench values that its answers were searched for; absent where nobody looked. */
  readonly lookedFor?: readonly string[];
}

/** Judges each service that answered strangers; a declared one that was not asked is a row of its own. */
export function eachAskedService(judge: (asked: Asked) => void): void {
  const declared = evidence('declaration').ixit.services.filter(({ location }) => location !== 'cloud');
  const { services, operations } = evidence('anonymous-access');
  const forgotten = declared.filter(({ id }) => !services.some(({ service }) => service === id));
  const asked = grouped(operations, ({ service }) => service);
  eachRow<{ readonly id: string }>(
    [...services, ...forgotten],
    ({ id }) => {
      const row = services.find((service) => service.id === id);
      if (row === undefined) inconclusive(`the declared service ${id} was not asked for anything`);
      const { transport, port, protocol, unit, reached, service, lookedFor } = row;
      const where = `${protocol} on ${transport} port ${port} of ${unit}`;
      const own = asked(id);
      if (!reached || own.length === 0) inconclusive(`${where} was not reached, or not asked for anything`);
      if (own.every(({ outcome }) => outcome === 'unanswered')) inconclusive(`${where} answered nothing it was asked`);
      const of = { where, protocol, operations: own, ...(lookedFor === undefined ? {} : { lookedFor }) };
      judge({ ...of, declared: declared.find((candidate) => candidate.id === service) });
    },
    { empty: 'no service is declared, and no port of a well-known service answered' },
  );
}
