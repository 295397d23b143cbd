import { cpSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { fsck, type Checked } from './fsck/fsck.ts';
import { place, realDisk } from './disk.ts';
import { proverOf } from './prove.ts';
import { publish } from './publish.ts';
import { publishStatus } from './publish-status.ts';
import { openRegistry, type Registry } from './registry.ts';
import {
  at,
  codeOf,
  founded,
  idOf,
  issuedMany,
  logSigner,
  logged,
  origin,
  scratch,
  seen,
  statusSigner,
} from './registry.fixture.ts';
import { bend, damages, proof, size } from './damage.fixture.ts';

describe('fsck', () => {
  const { folder, remove } = scratch();
  let registry: Registry;
  let count = 0;

  before(async () => {
    registry = await founded(join(folder, 'registry'));
    await publish(registry, issuedMany(0, 515), { signer: logSigner, at });
    await publish(registry, [{ event: 'withdrawn', certificate: idOf(9), reason: 'misuse' }], {
      signer: logSigner,
      at,
    });
    await logged(registry, issuedMany(515, 4));
    const { text } = proverOf(registry, at).prove(idOf(7));
    place(realDisk, registry.folder, [{ path: proof, bytes: Buffer.from(text) }]);
    await publishStatus(registry, { signer: statusSigner, at, validSeconds: 86_400 });
  });
  after(remove);

  it('finds nothing in a log that is whole, and says what it read', () => {
    const checked: Checked = fsck(registry.folder, { at });
    expect(checked.findings).to.deep.equal([]);
    expect(checked).to.include({ origin, entries: size, certificates: 519, tiles: 4, proofs: 1, statusLists: 1 });
    expect(checked.witnesses).to.have.length(2);
  });

  for (const { name, codes, damage } of damages)
    it(`finds ${name}: ${codes[0]}`, async () => {
      const copy = join(folder, `copy-${count++}`);
      cpSync(registry.folder, copy, { recursive: true });
      await damage(copy);
      const found = fsck(copy, { at }).findings.map(({ code }) => code);
      expect(found).to.include.members([...codes]);
      expect(codes).to.include.members(found);
      rmSync(copy, { recursive: true });
    });

  it('lets nobody add to a log whose end is damaged', async () => {
    const copy = join(folder, 'damaged');
    cpSync(registry.folder, copy, { recursive: true });
    bend('tile/1/000.p/2', 40)(copy);
    const adding = () => publish(openRegistry(copy), issuedMany(600, 1), { signer: logSigner, at });
    expect(await codeOf(adding)).to.equal('REGISTRY_DAMAGED');
  });

  it('still finds nothing after more was added, and keeps older proofs', async () => {
    await logged(registry, issuedMany(600, 300));
    await seen(registry);
    expect(fsck(registry.folder, { at }).findings).to.deep.equal([]);
  });

  it('uses nothing of the code that writes: it imports schemas and Node alone', () => {
    const own = join(import.meta.dirname, 'fsck');
    for (const file of readdirSync(own).filter((name) => name.endsWith('.js'))) {
      const text = readFileSync(join(own, file), 'utf8');
      for (const [, from = ''] of text.matchAll(/from '([^']+)'/g))
        expect(from, file).to.match(/^(?:node:[a-z/]+|\.\/[a-z-]+\.js|\.\.\/\.\.\/\.\.\/schemas\/[a-z-]+\.js)$/);
    }
  });
});
