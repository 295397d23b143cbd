import type { Observing } from '../../gather/probe.ts';
import type { Credential, Pair } from './http-session.ts';

/** The owner's credential as it is typed in; one for a service in the cloud may be kept under any unit. */
export function secretFor(
  { id, username = '' }: Credential,
  { unit, declaration, secret }: Pick<Observing, 'declaration' | 'secret'> & { readonly unit: string },
): Pair | undefined {
  const units = unit === 'cloud' ? ['cloud', ...declaration.product.units.map((each) => each.id)] : [unit];
  const found = units.map((each) => secret(each, id)).find((each) => each !== undefined);
  return found && { username: found.username ?? username, value: found.value };
}
