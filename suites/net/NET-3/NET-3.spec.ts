import { describe, it } from 'mocha';
import { eachAskedService } from '../../anonymous.ts';
import { expect, inconclusive } from '../../vocabulary.ts';

const isWeb = (protocol: string) => /^(?:https?|web|wss?)\b/i.test(protocol);

describe('NET-3 No service gives data anonymously', () => {
  it('NET-3-1 no service yields personal data or file listings without credentials', () => {
    eachAskedService(({ where, declared, protocol, operations }) => {
      const given = operations.filter(({ outcome, operation }) => outcome === 'granted' && operation !== 'write');
      for (const { operation, target, bytes, canaries = [] } of given) {
        const names = canaries.join(', ');
        expect(canaries, `${where} gave ${names} without credentials (${operation} ${target})`).to.be.empty;
        const telling = operation === 'list' || (operation === 'read' && bytes > 0 && !isWeb(protocol));
        if (!telling) continue;
        const said = `${where} answered ${operation} ${target} without credentials, which the declaration does not justify`;
        expect(declared?.public, said).to.exist;
      }
      // That nothing at all was given is an answer, too.
      expect(given.filter(({ canaries = [] }) => canaries.length > 0)).to.be.empty;
      if (given.some(({ bytes, canaries }) => bytes > 0 && canaries === undefined))
        inconclusive(`nobody looked for the data of the bench's child in what ${where} gave`);
    });
  });
});
