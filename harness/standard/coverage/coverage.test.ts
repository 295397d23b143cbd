import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readBook } from '../book.ts';
import { coverageOf } from './coverage.ts';
import { inMarkdown, told } from './tell.ts';

const etsi = 'etsi-en-303-645';

describe('coverage of other standards', () => {
  const book = readBook();
  const [found] = coverageOf(book, [etsi]);

  it('answers every provision of EN 303 645, or says why not', () => {
    expect(found?.complete).to.equal(true);
    expect(found?.clauses).to.have.lengthOf(73);
    expect(found?.clauses.filter(({ state }) => state === 'open')).to.deep.equal([]);
    const uncovered = found?.clauses.filter(({ state }) => state === 'not-covered') ?? [];
    expect(uncovered.map(({ because }) => because?.length ?? 0).every((length) => length > 20)).to.equal(true);
    expect(uncovered.length).to.be.above(0);
  });

  it('says the same both ways', () => {
    for (const { clauses, requirements } of coverageOf(book)) {
      const there = clauses.flatMap(({ clause, requirements: answers }) =>
        answers.map(({ requirement }) => `${requirement} ${clause}`),
      );
      const back = requirements.flatMap(({ requirement, clauses: named }) =>
        named.map((one) => `${requirement} ${one}`),
      );
      expect(there.sort()).to.deep.equal(back.sort());
    }
  });

  it('names a clause that only a proposed requirement answers as such', () => {
    const clause = {
      clause: '5.1-1',
      state: 'answered' as const,
      requirements: [{ requirement: 'FW-2', relation: 'related' as const, read: false, maturity: 'proposed' as const }],
      tests: [],
    };
    const one = { crosswalk: etsi, title: 'ETSI', edition: 'V3', complete: true, clauses: [clause], requirements: [] };
    expect(told([one], true)).to.include('FW-2 (proposed)');
    expect(inMarkdown([one])).to.include('| 5.1-1 |  | answered | FW-2 (proposed): related, clause not read |');
  });

  it('leaves a clause open under an edition that holds no answer to it', () => {
    const silent = { ...book, entries: book.entries.filter(({ requirement }) => requirement.id !== 'AUTH-6') };
    const clause = coverageOf(silent, [etsi])[0]?.clauses.find((one) => one.clause === '5.1-2A');
    expect(clause).to.include({ state: 'open' });
    expect(told(coverageOf(silent, [etsi]), true)).to.include('1 open');
  });

  it('keeps texts of other bodies in their cells', () => {
    const cells = inMarkdown(coverageOf(book, [etsi]))
      .split('\n')
      .filter((line) => line.startsWith('| 5.'));
    expect(new Set(cells.map((line) => line.split(/(?<!\\)\|/).length))).to.deep.equal(new Set([6]));
  });

  it('refuses a standard without a crosswalk, and names the nearest', () => {
    expect(() => coverageOf(book, ['etsi-en-303-654'])).to.throw(/UNKNOWN_NAME.*\n.*etsi-en-303-645/);
  });
});
