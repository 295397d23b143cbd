import { describe, it } from 'mocha';
import { answer, eachRow, evidence, expect, inconclusive, inTime, wholeEvidence } from '../../vocabulary.ts';
import { declaredAt, declaredPorts, onToy, unheard, unitsOf } from '../services.ts';

describe('NET-1 Every open port is declared', () => {
  it('NET-1-1 every open TCP port is a declared service', () => {
    const declaration = evidence('declaration');
    const { tcp, scans, complete } = evidence('open-ports');
    eachRow(
      tcp,
      ({ unit, port, family, speaks }) => {
        const declared = declaredPorts(declaration, 'tcp', { unit, family });
        expect(declared, `TCP port ${port} of ${unit} (${family}, speaks ${speaks}) is not declared`).to.include(port);
      },
      { empty: 'the scan found no open TCP port' },
    );
    const silent = unheard(declaration, scans, 'tcp');
    if (silent !== '') inconclusive(`${silent} answered no TCP scan, neither with an open nor with a refused port`);
    if (!complete) inconclusive('the scan did not cover all 65,535 TCP ports');
  });

  it('NET-1-2 every answering UDP port is a declared service', () => {
    const declaration = evidence('declaration');
    const { udp, scans, complete } = evidence('open-ports');
    eachRow(
      udp,
      ({ unit, port, family, speaks }) => {
        const declared = declaredPorts(declaration, 'udp', { unit, family });
        expect(declared, `UDP port ${port} of ${unit} (${family}, speaks ${speaks}) is not declared`).to.include(port);
      },
      { empty: 'no UDP port answered' },
    );
    const silent = unheard(declaration, scans, 'udp');
    if (silent !== '') inconclusive(`${silent} was not scanned over UDP, or nothing showed that it was there`);
    if (!complete) inconclusive('the UDP scan is not complete');
  });

  it('NET-1-3 every declared service was found open', () => {
    const declaration = evidence('declaration');
    const { tcp, udp, scans, complete } = wholeEvidence('open-ports');
    if (!complete) inconclusive('the scan is not complete; what it did not find may be there');
    eachRow(
      onToy(declaration),
      (service) => {
        const { id, transport, port, protocol } = service;
        for (const unit of unitsOf(service, declaration)) {
          const tried = scans.filter(
            (scan) => scan.unit === unit && scan.transport === transport && declaredAt(service, scan),
          );
          if (!tried.some(({ hostAnswered }) => hostAnswered !== false))
            inconclusive(`nothing showed that ${unit} was there when ${transport} was scanned`);
          const rows = transport === 'tcp' ? tcp : udp;
          const found = rows.filter((row) => row.unit === unit && declaredAt(service, row)).map((row) => row.port);
          const asked = tried.flatMap((scan) => scan.asked ?? []).filter((request) => request.port === port);
          if (transport === 'udp' && !found.includes(port) && !asked.some((request) => request.protocol === protocol))
            inconclusive(`UDP port ${port} was sent no ${protocol} request, without which it may stay silent`);
          expect(found, `declared service ${id} was not found on ${transport} port ${port} of ${unit}`).to.include(
            port,
          );
        }
      },
      { empty: 'the declaration names no service on the toy' },
    );
  });

  it('NET-1-4 IPv6 shows no port that IPv4 does not', () => {
    const { product } = evidence('declaration');
    const { tcp, udp, scans, complete } = evidence('open-ports');
    if (!complete) inconclusive('the scan is not complete; the families cannot be compared');
    eachRow(product.units, ({ id: unit }) => {
      const heard = (family: string) =>
        scans.some((scan) => scan.unit === unit && scan.family === family && scan.hostAnswered !== false);
      const open = (family: string) => [
        ...tcp.filter((row) => row.unit === unit && row.family === family).map(({ port }) => `tcp ${port}`),
        ...udp.filter((row) => row.unit === unit && row.family === family).map(({ port }) => `udp ${port}`),
      ];
      if (!heard('IPv6')) {
        const seen = answer('ipv6-addresses', unit).choice;
        if (seen !== 'none')
          inconclusive(`${unit} was not heard over IPv6, and the router did not show it without IPv6`);
        expect(open('IPv6'), `${unit} has no IPv6 address`).to.be.empty;
        return;
      }
      if (!heard('IPv4')) inconclusive(`${unit} was not heard over IPv4`);
      const extra = open('IPv6').filter((port) => !open('IPv4').includes(port));
      // A late answer over UDP is none; TCP is answered by the system below.
      if (extra.length > 0 && extra.every((port) => port.startsWith('udp')))
        for (const scan of scans.filter((each) => each.unit === unit && each.family === 'IPv4'))
          inTime('open-ports', scan.lateness, `answers of ${unit} over IPv4`);
      expect(extra, `${unit} answers over IPv6 on ${extra.join(', ')} and not over IPv4`).to.be.empty;
    });
  });
});
