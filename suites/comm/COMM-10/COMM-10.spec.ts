import { describe, it } from 'mocha';
import { offersNewest } from '../newest-version.ts';

describe('COMM-10 Servers offer TLS 1.3', () => {
  it('COMM-10-1 TLS 1.3 is offered', offersNewest);
});
