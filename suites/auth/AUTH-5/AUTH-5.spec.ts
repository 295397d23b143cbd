import { describe, it } from 'mocha';
import { evidence, expect, inconclusive, limit } from '../../vocabulary.ts';
import { eachAccount } from '../logins.ts';

describe('AUTH-5 Weak passwords are refused', () => {
  it('AUTH-5-1 short and common passwords are refused at sign-up and at change', () => {
    const { ixit } = evidence('declaration');
    const chosen = ixit.credentials.filter(({ kind }) => kind === 'user-password');
    eachAccount(chosen, 'passwords', ({ id }, { passwords }, { signUp, change }) => {
      const places = [...(signUp === undefined ? [] : ['sign-up']), ...(change === undefined ? [] : ['change'])];
      if (places.length === 0) inconclusive(`the declaration does not say where the password of ${id} is chosen`);
      const own = passwords.filter(({ login }) => login === id);
      for (const { where, sort, length, outcome } of own) {
        if (sort === 'strong' || (sort === 'short' && length >= limit('length'))) continue;
        expect(outcome, `${where} of ${id} took a ${sort} password of ${length} characters`).not.to.equal('accepted');
      }
      for (const place of places) {
        const answered = own.filter(({ where, outcome }) => where === place && outcome !== 'no-answer');
        const has = (sort: string, outcome: string, long: (length: number) => boolean) =>
          answered.some((row) => row.sort === sort && row.outcome === outcome && long(row.length));
        if (!has('strong', 'accepted', () => true)) inconclusive(`${place} of ${id} was not seen to take any password`);
        if (!has('short', 'refused', (length) => length >= limit('length') - 1))
          inconclusive(`${place} of ${id} was not asked for one of ${limit('length') - 1} characters or more`);
        if (!has('common', 'refused', (length) => length >= limit('length')))
          inconclusive(`${place} of ${id} was not asked for a common password that is long enough`);
      }
    });
  });
});
