import { describe, it } from 'mocha';
import { grouped } from '../../grouped.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { eachLogin, networkLogins } from '../logins.ts';
import type { Login } from '../logins.ts';

describe('AUTH-1 Factory credentials are unique per unit', () => {
  it('AUTH-1-1 no two units share a factory credential', () => {
    const { ixit, product } = evidence('declaration');
    const { credentials, pairs } = evidence('factory-credentials');
    eachRow(
      ixit.credentials.filter(({ factory }) => factory),
      ({ id }) => {
        const own = pairs.filter(({ credential }) => credential === id);
        const shared = own.filter(({ equal }) => equal).map(({ units }) => units.join(' and '));
        expect(shared, `${id} has the same value on ${shared.join(', ')}`).to.be.empty;
        if (own.length === 0) inconclusive(`${id} was not read from two units, so nothing can be compared`);
        const unread = product.units.filter(
          (unit) => !credentials.some((read) => read.credential === id && read.unit === unit.id),
        );
        if (unread.length > 0) inconclusive(`${id} was not read from ${unread.map((unit) => unit.id).join(', ')}`);
      },
    );
  });

  it('AUTH-1-3 no service accepts a credential from the list of known defaults', () => {
    const networks = networkLogins(evidence('declaration'));
    const attempts = networks.length === 0 ? [] : evidence('login-attempts').attempts;
    const defaults = grouped(
      attempts.filter(({ series }) => series === 'default'),
      ({ login }) => login,
    );
    const judge = ({ id }: Login) => {
      const tried = defaults(id);
      const accepted = tried.filter(({ outcome }) => outcome === 'accepted').map(({ candidate }) => String(candidate));
      expect(accepted, `${id} accepted the known default ${accepted.join(', ')}`).to.be.empty;
      const last = new Map(tried.map(({ candidate, number, outcome }) => [candidate ?? number, outcome]));
      if (last.size === 0) inconclusive(`no known default was tried on ${id}`);
      const open = [...last.values()].filter((outcome) => outcome !== 'refused' && outcome !== 'delayed').length;
      if (open > 0) inconclusive(`${id} weighed only ${last.size - open} of ${last.size} known defaults`);
    };
    const empty = 'no declared service of the network asks for a credential';
    eachLogin(networks, judge, { empty });
  });
});
