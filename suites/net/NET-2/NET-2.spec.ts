import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { whyForbidden } from '../forbidden-protocols.ts';
import { declaredAt, onToy, unheard } from '../services.ts';

describe('NET-2 No service of a legacy or debug protocol is offered', () => {
  it('NET-2-1 no port speaks a protocol of the forbidden list', () => {
    const declaration = evidence('declaration');
    const { tcp, udp, scans, complete } = evidence('open-ports');
    const found = [
      ...tcp.map((row) => ({ ...row, transport: 'tcp' as const })),
      ...udp.map((row) => ({ ...row, transport: 'udp' as const })),
    ];
    eachRow(
      found,
      (row) => {
        const where = `${row.transport} port ${row.port} of ${row.unit} (${row.family})`;
        const declared = onToy(declaration).filter(
          (service) => service.transport === row.transport && service.port === row.port && declaredAt(service, row),
        );
        const words = [row.speaks, ...declared.map(({ protocol }) => protocol)].filter((word) => word !== 'unknown');
        for (const word of words) {
          const why = whyForbidden(word);
          expect(why, `${where} speaks ${word}: ${why}`).to.be.undefined;
        }
        if (words.length === 0) inconclusive(`nobody knows what ${where} speaks`);
      },
      { empty: 'the scan found no open port' },
    );
    const silent = unheard(declaration, scans, 'tcp');
    if (silent !== '') inconclusive(`${silent} answered no TCP scan, neither with an open nor with a refused port`);
    if (!complete) inconclusive('the scan is not complete');
  });
});
