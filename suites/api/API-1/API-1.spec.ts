import { describe, it } from 'mocha';
import { eachRefused } from '../../strangers.ts';

describe('API-1 Every call needs a valid token', () => {
  it('API-1-1 every recorded call without token is refused', () => {
    eachRefused(({ credentials }) => credentials === 'none');
  });

  it('API-1-2 every recorded call with an altered token is refused', () => {
    eachRefused(({ credentials }) => credentials.startsWith('altered') || credentials === 'other-issuer');
  });

  it('API-1-3 an expired token is refused', () => {
    eachRefused(({ credentials }) => credentials === 'expired');
  });
});
