import { describe, it } from 'mocha';
import { eachAskedService } from '../../anonymous.ts';
import { expect, inconclusive } from '../../vocabulary.ts';

/** Protocols by which things find each other, and which know no way to write. */
const onlyTells = (protocol: string) => /^(?:mdns|dns|ssdp|upnp|ws-discovery)\b/i.test(protocol);

describe('NET-7 No service obeys strangers', () => {
  it('NET-7-1 no service accepts a write or a command without credentials', () => {
    eachAskedService(({ where, protocol, operations }) => {
      const tried = operations.filter(({ operation }) => operation === 'write' || operation === 'command');
      const taken = tried.filter(({ outcome }) => outcome === 'granted');
      const said = taken.map(({ operation, target }) => `${operation} ${target}`).join(', ');
      expect(taken, `${where} took a change or command without credentials (${said})`).to.be.empty;
      const gave = operations.some(({ outcome }) => outcome === 'granted');
      const open = tried.filter(({ outcome }) => outcome === 'unanswered').map(({ target }) => target);
      if (gave && open.length > 0) inconclusive(`${where} did not answer ${open.join(', ')}`);
      if (tried.length === 0 && gave && !onlyTells(protocol)) inconclusive(`no write or command was tried on ${where}`);
    });
  });
});
