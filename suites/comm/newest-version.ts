import { expect, inconclusive } from '../vocabulary.ts';
import { eachServer, placeOf, versionsOf } from './tls-servers.ts';

/** Judges of each declared TLS server whether it takes TLS 1.3, first as advice (COMM-10) and later as a duty (COMM-15). */
export function offersNewest(): void {
  eachServer((server) => {
    const newest = versionsOf(server).find(({ version }) => version === 'TLS 1.3');
    if (newest === undefined || (!newest.negotiated && !newest.complete))
      inconclusive(`${placeOf(server)} was not fully asked for TLS 1.3`);
    expect(newest.negotiated, `${placeOf(server)} does not offer TLS 1.3`).to.equal(true);
  });
}
