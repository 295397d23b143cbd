import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

describe('NET-1 Every open port is declared', () => {
  it('NET-1-1 every open TCP port is a declared service', () => {
    const { services } = evidence('declaration').ixit;
    const { tcp, complete } = evidence('open-ports');
    if (!complete) inconclusive('the port scan did not cover all 65,535 ports');
    const declared = services.filter(({ transport }) => transport === 'tcp').map(({ port }) => port);
    eachRow(
      tcp,
      ({ port, family, speaks }) => {
        expect(declared, `TCP port ${port} (${family}, speaks ${speaks}) is not declared`).to.include(port);
      },
      { empty: 'a complete scan found no open port' },
    );
  });

  it('NET-1-3 every declared service was found open', () => {
    const { services } = evidence('declaration').ixit;
    const { tcp, udp } = wholeEvidence('open-ports');
    const found = { tcp: tcp.map(({ port }) => port), udp: udp.map(({ port }) => port) };
    eachRow(services, ({ id, transport, port }) => {
      expect(found[transport], `declared service ${id} was not found on ${transport} port ${port}`).to.include(port);
    });
  });
});
