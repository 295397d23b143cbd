import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

describe('AUTH-6 Machines do not authenticate with passwords', () => {
  it('AUTH-6-1 each machine login is declared with a per-unit key or token', () => {
    const machines = evidence('declaration').ixit.credentials.filter(({ holder }) => holder === 'toy');
    expect(machines, 'the declaration names no credential with which the toy proves itself').not.to.be.empty;
    eachRow(machines, ({ id, kind, perUnit, generation }) => {
      expect(kind, `the toy proves itself with ${id}, which is a ${kind}`).to.be.oneOf(['key', 'token', 'certificate']);
      expect(perUnit, `the declaration does not say that ${id} is made for each unit`).to.be.true;
      expect(generation?.mechanism, `${id} is declared as the same on every unit`).not.to.equal('fixed');
    });
  });
});
