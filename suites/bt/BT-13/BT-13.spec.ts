import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

/** What factories and people choose, besides one figure repeated and figures in a row. */
const defaults = new Set(['001234', '112233', '121212', '123123', '131313', '159753', '696969', '010203']);

const isDefault = (passkey: string): boolean =>
  /^(\d)\1{5}$/.test(passkey) ||
  '0123456789012'.includes(passkey) ||
  '9876543210987'.includes(passkey) ||
  defaults.has(passkey);

describe('BT-13 A passkey is never the same twice', () => {
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
