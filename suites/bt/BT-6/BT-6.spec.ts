import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, inTime, limit } from '../../vocabulary.ts';

describe("BT-6 A child cannot be followed by the toy's address", () => {
  it('BT-6-1 the advertised address is private and rotates within the limit', () => {
    const { addresses, windows } = evidence('ble-advertising');
    const most = limit('rotationMinutes') * 60 + 10;
    eachRow(addresses, ({ unit, address, kind, first, last }) => {
      expect(kind, `${unit} advertises as ${address}, which is no private address`).to.match(/^private-/);
      const heardBy = windows.find((window) => window.unit === unit);
      if (Math.round(last - first) > most)
        inTime('ble-advertising', heardBy?.lateness, `${unit} to change its address`);
      expect(Math.round(last - first), `${unit} advertised as ${address} for too many seconds`).to.be.at.most(most);
    });
    for (const { id } of evidence('declaration').product.units) {
      const own = addresses.filter(({ unit }) => unit === id);
      const window = windows.find(({ unit }) => unit === id);
      if (window === undefined || own.length === 0) inconclusive(`${id} was not heard`);
      if (window.more) inconclusive(`${id} advertised under more addresses than are kept`);
      const heard = Math.max(...own.map(({ last }) => last)) - Math.min(...own.map(({ first }) => first));
      if (heard < 2 * limit('rotationMinutes') * 60)
        inconclusive(`${id} advertised for ${Math.round(heard / 60)} minutes, less than twice the limit`);
    }
  });
});
