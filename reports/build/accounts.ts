import type { Observations, Report } from '../../schemas/types.ts';

/** Evidence for which accounts are made at the product. */
export interface Visited {
  readonly web?: Observations['web-session'] | undefined;
  readonly access?: Observations['api-access'] | undefined;
  readonly lives?: Observations['account-lifecycle'] | undefined;
}

type Accounts = NonNullable<Report['accounts']>;

/** What the bench made at the product and left there: one row for each place. Undefined where no account was made. */
export function accountsOf({ web, access, lives }: Visited): Accounts | undefined {
  const places = new Map<string, Accounts[number]>();
  const count = (at: string, made: number, removed: number) => {
    const before = places.get(at) ?? { at, made: 0, removed: 0 };
    places.set(at, { ...before, made: before.made + made, removed: before.removed + removed });
  };
  for (const { part, removed } of web?.accounts ?? []) count(`${part} (pages)`, 1, removed ? 1 : 0);
  for (const { service, accounts = 0, removed = 0 } of [...(access?.apis ?? []), ...(lives?.apis ?? [])])
    count(`${service} (calls)`, accounts, removed);
  const rows = [...places.values()].filter(({ made }) => made > 0);
  return rows.length === 0 ? undefined : rows.slice(0, 40);
}
