import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { listenedToAll, silence } from '../announced.ts';

describe('NET-4 Announcements carry no personal data', () => {
  it('NET-4-1 no announcement contains a canary value', () => {
    const { announcements } = evidence('announcements');
    eachRow(
      announcements,
      ({ unit, protocol, field, canaries }) => {
        if (canaries === undefined) inconclusive('the bench named no values of a child to look for');
        const said = canaries.map(({ name, encoding }) => `${name} (${encoding})`).join(', ');
        expect(canaries, `${unit} announces ${said} in ${field} over ${protocol}`).to.be.empty;
      },
      silence,
    );
    listenedToAll();
  });
});
