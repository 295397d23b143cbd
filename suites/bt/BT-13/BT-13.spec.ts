import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { attemptsWith, gotKeys } from '../le.ts';

/** What factories and people choose, besides one figure repeated and figures in a row. */
const defaults = new Set(['001234', '112233', '121212', '123123', '131313', '159753', '696969', '010203']);

const isDefault = (passkey: string): boolean =>
  /^(\d)\1{5}$/.test(passkey) ||
  '0123456789012'.includes(passkey) ||
  '9876543210987'.includes(passkey) ||
  defaults.has(passkey);

describe('BT-13 A passkey is never the same twice', () => {
  it('BT-13-1 the passkey is not a fixed or default value', () => {
    const { units } = evidence('declaration').product;
    const { passkeys } = evidence('ble-pairing');
    eachRow(units, ({ id }) => {
      const tries = attemptsWith(id).filter(({ tried, method }) => tried !== undefined && method === 'passkey');
      for (const attempt of tries)
        expect(gotKeys(attempt), `${id} paired with the passkey ${attempt.tried}, which anybody would try`).to.be.false;
      const own = passkeys.filter(({ unit }) => unit === id);
      for (const { servesUnits } of own)
        expect(servesUnits, `one passkey serves ${servesUnits.join(' and ')}`).to.have.lengthOf(1);
      if (tries.length === 0) inconclusive(`no pairing with ${id} asked for a passkey`);
      if (own.length < 2) inconclusive(`fewer than two genuine pairings with ${id} succeeded`);
    });
    if (units.length < 2) inconclusive('one unit alone does not show whether another has the same passkey');
  });

  it('BT-13-2 the recorded passkey is no default and not that of another unit', () => {
    const passkeys = evidence('bluetooth-capture').pairings.flatMap(({ id, unit, method, secret }) =>
      method === 'passkey' && secret !== undefined ? [{ id, unit, value: secret.value }] : [],
    );
    if (passkeys.length === 0) inconclusive('no recording holds a pairing with a passkey that it gives away');
    eachRow(passkeys, ({ unit, value }) => {
      expect(isDefault(value), `${unit} paired with the default passkey ${value}`).to.equal(false);
      const other = passkeys.find((each) => each.unit !== unit && each.value === value);
      expect(other?.unit, `${unit} and ${other?.unit} paired with the same passkey ${value}`).to.equal(undefined);
    });
  });
});
