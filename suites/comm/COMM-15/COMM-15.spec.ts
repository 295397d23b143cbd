import { describe, it } from 'mocha';
import { offersNewest } from '../newest-version.ts';

describe('COMM-15 Every server speaks TLS 1.3', () => {
  it('COMM-15-1 every server takes TLS 1.3', offersNewest);
});
