import type { Defect } from '../defect.ts';
import { all, inPlayroom, inTable } from '../edit.ts';
import { databaseName, databasePort } from '../services/database.ts';

const declared = {
  ...{ id: 'database', transport: 'tcp' as const, port: databasePort, protocol: 'redis', location: 'cloud' as const },
  ...{ host: databaseName, purpose: 'Keeps what the playroom knows', authentication: 'none' },
};

export const defect: Defect = {
  fails: ['NET-3', 'NET-7'],
  sentence: 'The database of the playroom answers anybody on the internet, without a password.',
  seenBy: ['anonymous-access/database', 'malformed-input/database'],
  change: all(
    inPlayroom({ locksDatabase: false }),
    inTable('services', (rows) => [...rows, declared]),
    ({ bench, pip, ...product }) => ({
      ...product,
      ...{ pip, bench: { ...bench, names: { ...bench.names, [databaseName]: pip.playroom.address } } },
    }),
  ),
};
