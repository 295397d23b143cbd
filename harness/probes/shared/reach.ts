import { isIPv6 } from 'node:net';
import type { Ixit } from '../../../schemas/types.ts';
import type { Observing } from '../../gather/probe.ts';

export type Family = 'IPv4' | 'IPv6';
export type Service = NonNullable<Ixit['services']>[number];

/** One address of one unit at which a declared service is to be found. */
export interface Endpoint {
  /** `service/unit-1/ipv4`: a row id that is stable between runs. */
  readonly id: string;
  readonly service: Service;
  readonly unit: string;
  readonly family: Family;
  readonly address: string;
  readonly port: number;
  /** The name that clients use, if the declaration gives one. */
  readonly name: string | undefined;
}

export const familyOf = (address: string): Family => (isIPv6(address.split('%', 1)[0] ?? '') ? 'IPv6' : 'IPv4');

/** The addresses at which this bench reaches a unit; empty where the bench names none. */
export function addressesOf(
  unit: string,
  { bench }: Pick<Observing, 'bench'>,
): readonly { family: Family; address: string }[] {
  return (bench.reach[unit] ?? []).map((address) => ({ family: familyOf(address), address }));
}

/** Units on which a service is declared: those it names, or all. */
export function unitsOf(service: Service, { declaration }: Pick<Observing, 'declaration'>): readonly string[] {
  return service.units ?? declaration.product.units.map(({ id }) => id);
}

/** Every address of every unit of a service; a cloud service has the address that the bench or the declaration gives. */
export function endpointsOf(
  service: Service,
  observing: Pick<Observing, 'bench' | 'declaration'>,
): readonly Endpoint[] {
  const { port, host: name } = service;
  const at = (unit: string, address: string): Endpoint => {
    const family = familyOf(address);
    return { id: `${service.id}/${unit}/${family.toLowerCase()}`, service, unit, family, address, port, name };
  };
  if (service.location === 'cloud') {
    const address = observing.bench.names?.[name ?? ''] ?? service.address ?? name;
    return address === undefined ? [] : [at('cloud', address)];
  }
  const families = service.families ?? ['IPv4', 'IPv6'];
  const units = unitsOf(service, observing);
  return units.flatMap((unit) =>
    numbered(
      addressesOf(unit, observing)
        .filter(({ family }) => families.includes(family))
        .map(({ address }) => at(unit, address)),
    ),
  );
}

/** A second address of the same family has another row id. */
const numbered = (endpoints: readonly Endpoint[]): readonly Endpoint[] =>
  endpoints.map((endpoint, at) => {
    const earlier = endpoints.slice(0, at).filter(({ id }) => id === endpoint.id).length;
    return earlier === 0 ? endpoint : { ...endpoint, id: `${endpoint.id}-${earlier + 1}` };
  });

/** Host and port as they stand in a URL. */
export const authority = (address: string, port: number): string =>
  `${isIPv6(address) ? `[${address}]` : address}:${port}`;
