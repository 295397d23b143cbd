import { describe, it } from 'mocha';
import { eachRow, evidence, inconclusive } from '../../vocabulary.ts';
import { changedNothing } from '../foreign-requests.ts';

const foreign = { 'foreign-origin': 'another site', 'foreign-host': 'a foreign host name' } as const;

describe('NET-6 A web interface obeys no foreign page', () => {
  it('NET-6-1 a request with a foreign Host or Origin header changes nothing', () => {
    const { ixit } = evidence('declaration');
    const { foreignRequests } = evidence('http-surface');
    const changing = ixit.webPaths.filter(({ changes }) => changes !== undefined);
    const judge = ({ id }: { readonly id: string }) => {
      const of = (variation: string) =>
        foreignRequests.filter((request) => request.webPath === id && request.variation === variation);
      for (const [variation, words] of Object.entries(foreign)) changedNothing(of(variation), words);
      const untried = Object.keys(foreign).filter((variation) => of(variation).length === 0);
      if (untried.length > 0) inconclusive(`${id} was not asked with ${untried.join(' and ')}`);
      const control = new Set(of('own-origin').flatMap((request) => (request.changed ? [request.interface] : [])));
      if (foreignRequests.some((request) => request.webPath === id && !control.has(request.interface)))
        inconclusive(`${id} did not change when its own page asked for it, so nothing was shown`);
    };
    const fixed = ixit.settings.every(({ http }) => http === undefined);
    eachRow(
      changing,
      judge,
      fixed ? { empty: 'no path or setting is declared that a web request changes' } : undefined,
    );
  });
});
