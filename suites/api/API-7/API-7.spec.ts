import { describe, it } from 'mocha';
import { eachRefused } from '../../strangers.ts';

describe('API-7 A fresh account sees nothing', () => {
  it('API-7-1 every listing is empty for a fresh account on every portal', () => {
    eachRefused(({ credentials, does }) => credentials === 'fresh-account' && (does === 'list' || does === 'search'));
  });
});
