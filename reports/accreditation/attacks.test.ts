import { expect } from 'chai';
import { describe, it } from 'mocha';
import { JsonError } from '../../schemas/strict-json.ts';
import { Refusal } from '../verify/refusal.ts';
import { attacks } from './attacks.fixture.ts';
import * as made from './scheme.fixture.ts';

describe('a client of the accreditation repository refuses', () => {
  for (const [name, code, attack, begin] of attacks)
    it(`${name}: ${code}`, async () => {
      const scheme = await made.makeScheme(begin);
      try {
        await attack(scheme);
        expect(await codeOf(scheme.fetch())).to.equal(code);
      } finally {
        scheme.remove();
      }
    });
});

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'ACCEPTED';
  } catch (error) {
    if (error instanceof Refusal || error instanceof JsonError) return error.code;
    throw error;
  }
}
