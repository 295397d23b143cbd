import type { Exchange } from './exchange.ts';
import { familyValueFor } from './naming.ts';
import type { Session } from './session.ts';

/** Whose journey made a call: accounts are told apart by what they sign in with. */
export interface Identities {
  readonly count: number;
  /** The account that makes this call; undefined for a visitor. */
  readonly of: (exchange: Exchange) => string | undefined;
}

/** Follows who signs up and in; a session belongs to the account whose sign-in opened it. */
export function identitiesIn(exchanges: readonly Exchange[], session: Session): Identities {
  const byCredential = new Map<string, string>();
  const owners = new Map<Exchange, string>();
  let latest: string | undefined;
  for (const exchange of exchanges) {
    const named = entersAs(exchange);
    if (named !== undefined) latest = named;
    const credential = session.credentialOf(exchange);
    const owner = named ?? (credential === undefined ? undefined : (byCredential.get(credential) ?? latest));
    if (owner !== undefined) owners.set(exchange, owner);
    const opened = session.openedBy(exchange);
    const opener = owner ?? latest;
    if (opened !== undefined && opener !== undefined && !byCredential.has(opened)) byCredential.set(opened, opener);
  }
  return { count: new Set(owners.values()).size, of: (exchange) => owners.get(exchange) };
}

// Whoever sends a password says with what they sign in, unless they only confirm who they are.
function entersAs({ json = {}, form = {} }: Exchange): string | undefined {
  const fields = Object.entries({ ...json, ...form });
  if (!fields.some(([field]) => familyValueFor(field) === 'password')) return undefined;
  const names = fields.filter(([field, value]) => typeof value === 'string' && value.length >= 3 && isName(field));
  return names.length === 0 ? undefined : String(names[0]?.[1]);
}

const isName = (field: string) => ['email', 'username'].includes(familyValueFor(field) ?? '');
