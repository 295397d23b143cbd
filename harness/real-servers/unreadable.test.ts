import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { toymark, unprivileged, type Told } from './command-line.ts';
import { writeDocuments } from './line.ts';

/** A product whose only evidence is a text beside its declaration, which says too little: nothing is sent anywhere. */
const product = {
  features: ['personal-data'],
  ixit: { documents: [{ id: 'policy', kind: 'privacy-policy', language: 'en', file: 'policy.txt' } as const] },
};

/** What may not be read or written, the command that meets it, and the file that it must name. */
interface Row {
  readonly name: string;
  readonly of: (own: string) => { readonly path: string; readonly mode: number };
  readonly command: (own: string) => readonly string[];
  readonly named: RegExp;
}

const run = (own: string, out = 'other') => [
  'run',
  join(own, 'declaration.yaml'),
  ...['--bench', join(own, 'bench.yaml'), '--out', join(own, out), '--only', 'CONS-5,CONS-6'],
];
const closed = (file: string) => (own: string) => ({ path: join(own, file), mode: 0 });
const readOnly = (folder: string) => (own: string) => ({ path: join(own, folder), mode: 0o555 });
const judge = (own: string) => ['judge', join(own, 'run')];
const report = (own: string) => ['report', join(own, 'run')];

const rows: readonly Row[] = [
  { name: 'secrets', of: closed('secrets.yaml'), command: run, named: /secrets\.yaml FILE / },
  { name: 'a declaration', of: closed('declaration.yaml'), command: run, named: /declaration\.yaml FILE / },
  { name: 'a bench', of: closed('bench.yaml'), command: run, named: /bench\.yaml FILE / },
  { name: 'a journal', of: closed('run/evidence/journal.jsonl'), command: judge, named: /journal\.jsonl FILE / },
  { name: 'blobs', of: closed('run/evidence/blobs'), command: judge, named: /blobs\/\S+ FILE / },
  { name: 'a folder for the run', of: readOnly('.'), command: (own) => run(own, 'new'), named: /new FILE / },
  { name: 'a run directory', of: readOnly('run'), command: report, named: /judgements\.json\S* FILE / },
];

describe('what this user may not read or write', function () {
  this.timeout(60_000);
  const { folder, remove } = scratch();
  const own = join(folder, 'own');
  let gathered: Told;

  before(async function () {
    needs(this, 'setpriv');
    mkdirSync(own);
    writeFileSync(join(own, 'policy.txt'), 'We keep your name. We tell nobody. You can ask us to delete it.');
    writeDocuments(product, { address: '127.0.0.1', folder: own });
    gathered = await toymark(...run(own, 'run'));
  });
  after(remove);

  it('is gathered and judged while it can be read', () => {
    expect(gathered.code, gathered.output).to.equal(1);
  });

  for (const { name, of, command, named } of rows)
    it(`${name}: the command ends with 65 and names it`, async () => {
      const { path, mode } = of(own);
      chmodSync(path, mode);
      const told = await unprivileged(...command(own)).finally(() => chmodSync(path, 0o755));
      expect(told.code, told.output).to.equal(65);
      expect(told.output).to.match(named).and.to.include('permissions');
      expect(told.output).not.to.include('fault of toymark');
    });
});
