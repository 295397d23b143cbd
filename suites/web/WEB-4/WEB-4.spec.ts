import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { contacted, ownHosts, recipientOf, varied } from '../../web-session.ts';

describe('WEB-4 Nothing is kept before a choice', () => {
  it('WEB-4-1 the first page stores only declared items and contacts only the first party', () => {
    const { cookies, stored, requests } = evidence('web-session');
    const { storage } = evidence('declaration').ixit;
    const firsts = varied('first-page')
      .filter(({ completed }) => completed)
      .map(({ id }) => id);
    if (firsts.length === 0) inconclusive('the first page could not be opened');
    const kept = [...cookies.map((cookie) => ({ ...cookie, kind: 'cookie' as const })), ...stored];
    const items = kept.filter(({ journey }) => firsts.includes(journey));
    eachRow(
      items.map(({ kind, name }) => ({ id: `${kind} ${name}`, kind, name })),
      ({ id, kind, name }) => {
        const declared = storage.some(
          (item) =>
            item.kind === kind &&
            (item.name.endsWith('*') ? name.startsWith(item.name.slice(0, -1)) : item.name === name),
        );
        expect(declared, `the first page keeps ${id}, which is not declared as necessary`).to.equal(true);
      },
      { empty: 'the first page kept nothing' },
    );
    eachRow(contacted(requests.filter(({ journey }) => firsts.includes(journey))), ({ id }) => {
      const first = ownHosts().has(id) || recipientOf(id)?.role === 'first-party';
      expect(first, `the first page contacts ${id}, which is not the first party`).to.equal(true);
    });
  });
});
