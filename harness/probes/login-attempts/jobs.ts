import type { Planning, Target } from '../../gather/probe.ts';
import type { Credential, Login } from '../shared/http-session.ts';
import type { Service } from '../shared/reach.ts';
import { spokenBy } from '../shared/spoken.ts';
import { unitsWith } from '../shared/units-with.ts';

/** A credential on a unit, and the services at which it opens something. */
export interface Job {
  readonly target: Target;
  readonly credential: Credential;
  readonly login: Login;
  readonly services: readonly Service[];
  readonly unit: string;
}

/** Every credential whose login is declared, on every unit with a service that takes it. */
export function jobsOf({ declaration, parameters }: Pick<Planning, 'declaration' | 'parameters'>): readonly Job[] {
  return declaration.ixit.credentials.flatMap((credential) => {
    const { login } = credential;
    if (login === undefined) return [];
    const taking = declaration.ixit.services.filter((service) => takes(service, credential, login));
    const units = new Set(taking.flatMap((service) => unitsWith(service, declaration)));
    return [...units].map((unit) => {
      const services = taking.filter((service) => unitsWith(service, declaration).includes(unit));
      return { credential, login, services, unit, target: targetOf(credential, unit, waitOf(parameters)) };
    });
  });
}

function takes(service: Service, { id, services }: Credential, { kind }: Login): boolean {
  const protocol = kind.startsWith('http') ? 'http' : kind;
  const named = services?.includes(service.id) === true || service.authentication === id;
  return named && service.transport === 'tcp' && spokenBy(service).protocol === protocol;
}

const waitOf = (parameters: Planning['parameters']): number =>
  Math.max(...['waitSeconds', 'lockSeconds'].map((name) => Number(parameters[name] ?? 90)));

// The known defaults may meet a lock again and again, each of which is waited for.
const targetOf = (credential: Credential, unit: string, wait: number): Target => ({
  id: `${credential.id}/${unit}`,
  units: [unit],
  occupies: [`login:${unit}`, `load:${unit}`],
  // A product that keeps what it declares ends each lock in the declared time; the limit allows for one that does not.
  estimatedSeconds: 30 + 3 * (credential.bruteForce?.seconds ?? 10),
  limitSeconds: 600 + 12 * wait,
});
