import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

const protocols = ['mdns', 'ssdp', 'ws-discovery'] as const;
const silence = { empty: 'the units announced nothing while the bench listened' };

/** Ends the test case where the bench did not hear a unit in each protocol: silence is an answer only to a listener. */
function listenedToAll(): void {
  const { units } = evidence('declaration').product;
  const { windows } = evidence('announcements');
  const heard = (unit: string, protocol: string) =>
    windows.some((window) => window.unit === unit && window.protocol === protocol && window.listened);
  for (const { id } of units) {
    const deaf = protocols.filter((protocol) => !heard(id, protocol));
    if (deaf.length > 0) inconclusive(`the bench did not listen to ${deaf.join(', ')} of ${id}`);
  }
}

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

  it('NET-4-2 every announced field is declared', () => {
    const { ixit } = evidence('declaration');
    const { announcements } = evidence('announcements');
    eachRow(
      announcements,
      ({ unit, protocol, field }) => {
        const declared = ixit.announcements
          .filter((row) => row.protocol === protocol)
          .flatMap(({ fields }) => fields.map((name) => name.toLowerCase()));
        expect(declared, `${unit} announces ${field} over ${protocol}, which is not declared`).to.include(
          field.toLowerCase(),
        );
      },
      silence,
    );
    listenedToAll();
  });
});
