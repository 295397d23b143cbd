import { describe, it } from 'mocha';
import { eachRefused, type Attempt } from '../../strangers.ts';

describe('API-7 A fresh account sees nothing', () => {
  it('API-7-1 every listing is empty for a fresh account on every portal', () => {
    const lists = (does: Attempt['does']) => does === 'list' || does === 'search';
    eachRefused(({ credentials, does, named }) => credentials === 'fresh-account' && lists(does) && !named);
  });
});
