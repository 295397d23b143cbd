import { describe, it } from 'mocha';
import { eachRefused } from '../../strangers.ts';

describe('WEB-8 Sessions end', () => {
  it('WEB-8-1 a session ended by sign-out is refused', () => {
    eachRefused(({ credentials }) => credentials === 'signed-out');
  });

  it('WEB-8-2 sessions from before a change of the password are refused', () => {
    eachRefused(({ credentials }) => credentials === 'password-changed');
  });

  it('WEB-8-3 a session is refused after the idle time', () => {
    eachRefused(({ credentials }) => credentials === 'idle');
  });
});
