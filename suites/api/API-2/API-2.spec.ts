import { describe, it } from 'mocha';
import { eachRefused, type Attempt } from '../../strangers.ts';

const foreign = ({ credentials, administrative }: Attempt): boolean =>
  credentials === 'other-family' && !administrative;
const reads: readonly Attempt['does'][] = ['read', 'search', 'export'];
const grants: readonly Attempt['does'][] = ['invite', 'accept', 'remove'];

describe('API-2 One family cannot reach another', () => {
  it('API-2-1 family B is refused every object of family A', () => {
    eachRefused((attempt) => foreign(attempt) && reads.includes(attempt.does));
  });

  it("API-2-2 after the attempts family A's objects are unchanged", () => {
    const others = [...reads, ...grants, 'list'];
    eachRefused((attempt) => foreign(attempt) && !others.includes(attempt.does));
  });

  it("API-2-3 listings hold only the family's own objects", () => {
    eachRefused((attempt) => foreign(attempt) && attempt.does === 'list');
  });
});
