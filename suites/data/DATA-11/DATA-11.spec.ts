import { describe, it } from 'mocha';
import { eachRefused, type Attempt } from '../../strangers.ts';

const grants: readonly Attempt['does'][] = ['invite', 'accept', 'remove'];
const strangers: readonly Attempt['credentials'][] = ['child', 'relative', 'other-family'];

describe('DATA-11 Only a guardian decides who reaches the child', () => {
  it('DATA-11-1 the session of a child or an invited person cannot grant access', () => {
    eachRefused(({ does, credentials }) => grants.includes(does) && strangers.includes(credentials));
  });
});
