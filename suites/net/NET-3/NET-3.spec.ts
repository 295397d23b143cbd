import { describe, it } from 'mocha';
import type { AnonymousAccessObservation } from '../../../schemas/types.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { onToy } from '../services.ts';
import type { Service } from '../services.ts';

type Operation = AnonymousAccessObservation['operations'][number];

interface Asked {
  /** Where, in words. */
  readonly where: string;
  readonly declared: Service | undefined;
  readonly protocol: string;
  readonly operations: readonly Operation[];
}

/** Judges each service that answered strangers; a declared one that was not asked is a row of its own. */
function eachService(judge: (asked: Asked) => void): void {
  const declared = onToy(evidence('declaration'));
  const { services, operations } = evidence('anonymous-access');
  const forgotten = declared.filter(({ id }) => !services.some(({ service }) => service === id));
  eachRow<{ readonly id: string }>(
    [...services, ...forgotten],
    ({ id }) => {
      const row = services.find((service) => service.id === id);
      if (row === undefined) inconclusive(`the declared service ${id} was not asked for anything`);
      const { transport, port, protocol, unit, reached, service } = row;
      const where = `${protocol} on ${transport} port ${port} of ${unit}`;
      const own = operations.filter((operation) => operation.service === id);
      if (!reached || own.length === 0) inconclusive(`${where} was not reached, or not asked for anything`);
      if (own.every(({ outcome }) => outcome === 'unanswered')) inconclusive(`${where} answered nothing it was asked`);
      judge({ where, protocol, operations: own, declared: declared.find((candidate) => candidate.id === service) });
    },
    { empty: 'no service is declared, and no port of a well-known service answered' },
  );
}

const isWeb = (protocol: string) => /^(?:https?|web|wss?)\b/i.test(protocol);
/** Protocols by which things find each other, and which know no way to write. */
const onlyTells = (protocol: string) => /^(?:mdns|dns|ssdp|upnp|ws-discovery)\b/i.test(protocol);

describe('NET-3 No service gives or takes data anonymously', () => {
  it('NET-3-1 no service yields personal data or file listings without credentials', () => {
    eachService(({ where, declared, protocol, operations }) => {
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

  it('NET-3-2 no service accepts a write or a command without credentials', () => {
    eachService(({ where, protocol, operations }) => {
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
