import type { Declared, OpenPortsObservation } from '../../schemas/types.ts';

/** A row of the IXIT table of services. */
export type Service = Declared['ixit']['services'][number];
/** How a unit was scanned over one family and transport. */
export type Scan = OpenPortsObservation['scans'][number];

interface Place {
  readonly unit: string;
  readonly family: 'IPv4' | 'IPv6';
}

/** The declared services that run on the toy itself. */
export const onToy = ({ ixit }: Declared): readonly Service[] =>
  ixit.services.filter(({ location }) => location !== 'cloud');

/** The units on which a service is declared: those it names, or all. */
export const unitsOf = ({ units }: Service, { product }: Declared): readonly string[] =>
  units ?? product.units.map(({ id }) => id);

/** Whether a service is declared for this unit and family. */
export const declaredAt = (service: Service, { unit, family }: Place): boolean =>
  (service.units?.includes(unit) ?? true) && (service.families?.includes(family) ?? true);

/** The ports declared for a transport, at a unit and family. */
export const declaredPorts = (declaration: Declared, transport: Service['transport'], place: Place) =>
  onToy(declaration)
    .filter((service) => service.transport === transport && declaredAt(service, place))
    .map(({ port }) => port);

/** The units that no scan of this transport heard: silent and wrongly addressed units look alike. */
export function unheard({ product }: Declared, scans: readonly Scan[], transport: Scan['transport']): string {
  const heard = scans.filter((scan) => scan.transport === transport && scan.hostAnswered !== false);
  return product.units
    .map(({ id }) => id)
    .filter((unit) => !heard.some((scan) => scan.unit === unit))
    .join(', ');
}
