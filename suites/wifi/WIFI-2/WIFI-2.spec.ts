import { describe, it } from 'mocha';
import { eachAskedService } from '../../anonymous.ts';
import { expect, inconclusive } from '../../vocabulary.ts';

/** The name under which a bench lists the key of its own network among the values that are looked for. */
const key = 'networkKey';

describe('WIFI-2 The key of the home network is not given away', () => {
  it('WIFI-2-2 no interface returns the key of the home network', () => {
    eachAskedService(({ where, operations, lookedFor }) => {
      for (const { operation, target, canaries = [] } of operations)
        expect(canaries, `${where} gave the key of the home network (${operation} ${target})`).not.to.include(key);
      if (lookedFor?.includes(key) !== true)
        inconclusive(`the bench names no value ${key}, so that nobody looked for it in what ${where} gave`);
    });
  });
});
