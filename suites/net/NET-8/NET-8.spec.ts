import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';
import { listenedToAll, silence } from '../announced.ts';

describe('NET-8 Announcements hold only what is declared', () => {
  it('NET-8-1 every announced field is declared', () => {
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
