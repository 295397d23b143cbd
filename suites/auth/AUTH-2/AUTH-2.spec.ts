import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, limit } from '../../vocabulary.ts';

const sizes = { digits: 10, lower: 26, upper: 26, other: 33 } as const;

/** The most that characters of these classes can hold, in bits. */
const bitsIn = (length: number, classes: readonly (keyof typeof sizes)[]) =>
  Math.floor(Math.max(0, length) * Math.log2(classes.reduce((sum, name) => sum + sizes[name], 0) || 1));

describe('AUTH-2 Generated credentials resist guessing', () => {
  it("AUTH-2-1 every credential's generation mechanism and size are declared and large enough", () => {
    const { ixit } = evidence('declaration');
    eachRow(
      ixit.credentials.filter(({ factory }) => factory),
      ({ id, generation }) => {
        expect(generation, `the declaration does not say how ${id} is generated`).to.exist;
        const { mechanism, bits, guessing } = generation!;
        expect(mechanism, `${id} is declared as ${mechanism} and not as random`).to.equal('random');
        expect(bits, `the declaration does not say how many values ${id} can take`).to.exist;
        const needed = limit(guessing === 'online' ? 'onlineBits' : 'offlineBits');
        expect(bits, `${id} has ${bits} bits where it can be guessed ${guessing}`).to.be.at.least(needed);
      },
    );
  });

  it('AUTH-2-2 the credentials of the units show no common pattern or counter', () => {
    const { ixit } = evidence('declaration');
    const { credentials, pairs } = evidence('factory-credentials');
    eachRow(
      ixit.credentials.filter(({ factory }) => factory),
      ({ id, generation }) => {
        const needed = limit(generation?.guessing === 'offline' ? 'offlineBits' : 'onlineBits');
        const different = pairs.filter(({ credential, equal }) => credential === id && !equal);
        if (different.length === 0) inconclusive(`no two different values of ${id} were read; see AUTH-1`);
        for (const { units, commonPrefix, commonSuffix, difference = Infinity } of different) {
          const who = `${id} of ${units.join(' and ')}`;
          expect(difference, `${who} are only ${difference} apart, as a counter makes them`).to.be.above(
            limit('counterStep'),
          );
          const shared = commonPrefix + commonSuffix;
          if (shared <= limit('sharedCharacters')) continue;
          const read = credentials.filter(({ credential, unit }) => credential === id && units.includes(unit));
          if (read.length < 2) inconclusive(`${who} share ${shared} characters; their length was not recorded`);
          const length = Math.min(...read.map((row) => row.length));
          const left = bitsIn(length - shared, [...new Set(read.flatMap(({ characters }) => characters))]);
          const said = `${who} share ${shared} of ${length} characters, and the others hold at most ${left} bits`;
          expect(left, said).to.be.at.least(needed);
        }
      },
    );
  });
});
