import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { newKey } from '../sign/keys.ts';
import { signerOf } from '../sign/signer.ts';
import { signCheckpoint } from './checkpoint.ts';
import { place, realDisk } from './disk.ts';
import { grow, rootOf } from './edge.ts';
import { encodeEvent, readEvent } from './event.ts';
import { checkpointBytes, inFolder, readEntry } from './log.ts';
import { publish } from './publish.ts';
import { openRegistry, type Registry } from './registry.ts';
import { at, codeOf, founded, issuedMany, logSigner, origin, scratch, witnesses } from './registry.fixture.ts';
import { addCosignature, witness, witnessHere } from './witness.ts';

const [one, two] = witnesses;

describe('a witness', () => {
  const { folder, remove } = scratch();
  const memory = (name: string) => join(folder, `memory-${name}`);
  let registry: Registry;
  const keep = (name: string) => cpSync(registry.folder, join(folder, name), { recursive: true });
  const look = (where: Registry, name = 'own') =>
    codeOf(() => witnessHere(where, { ...one, memory: memory(name) }, at));
  /** The same log with one entry changed, and some more after it, signed by the log's own key. */
  const fork = async (name: string, more: number) => {
    keep(name);
    const { size } = openEndOf(registry);
    const events = Array.from({ length: size }, (_, index) => readEntry(inFolder(registry.folder), index, size));
    const first = { ...readEvent(events[5] ?? Buffer.alloc(0)), edition: '9.9' };
    const entries = [...events.with(5, encodeEvent(first)), ...Array<Buffer>(more).fill(Buffer.from('{}'))];
    const { edge, files } = grow({ size: 0, hashes: [], entries: [] }, entries);
    const checkpoint = await signCheckpoint({ origin, size: edge.size, root: rootOf(edge) }, logSigner);
    place(realDisk, join(folder, name), [...files, { path: 'checkpoint', bytes: Buffer.from(checkpoint) }]);
    return openRegistry(join(folder, name));
  };

  before(async () => {
    registry = await founded(join(folder, 'registry'));
    await publish(registry, issuedMany(0, 200), { signer: logSigner, at });
    keep('earlier');
    expect(await look(registry)).to.equal(undefined);
  });
  after(remove);

  it('follows a log that grows, across tiles, and says the same again about the same log', async () => {
    for (const count of [1, 55, 1, 300, 1]) {
      await publish(registry, issuedMany(openEndOf(registry).size + 1000, count), { signer: logSigner, at });
      expect(await look(registry)).to.equal(undefined);
      expect(await look(registry)).to.equal(undefined);
    }
    const { witnessed } = await witnessHere(registry, { ...two, memory: memory('two') }, at);
    expect(witnessed.map(({ name }) => name)).to.deep.equal([one.name, two.name]);
  });

  it('refuses a log that shrank', async () => {
    expect(await look(openRegistry(join(folder, 'earlier')))).to.equal('LOG_ROLLBACK');
  });

  it('refuses another log of the same size, and a longer one with another history', async () => {
    expect(await look(await fork('same-size', 0))).to.equal('SPLIT_VIEW');
    expect(await look(await fork('longer', 300))).to.equal('CONSISTENCY');
  });

  it('refuses a log whose tiles are gone, and one that another key signed', async () => {
    keep('holes');
    const holes = openRegistry(join(folder, 'holes'));
    await publish(holes, issuedMany(9000, 1), { signer: logSigner, at });
    rmSync(join(holes.folder, 'tile', '0'), { recursive: true });
    expect(await look(holes)).to.equal('HASHLEN');
    const stranger = signerOf(newKey('ed25519'));
    const forged = await signCheckpoint({ origin, size: 1, root: Buffer.alloc(32) }, stranger);
    writeFileSync(join(holes.folder, 'checkpoint'), forged);
    expect(await look(holes)).to.equal('NOTE_UNSIGNED');
  });

  it('remembers each log on its own, and a broken memory is no licence to begin anew', async () => {
    const other = memory('broken');
    expect(await look(registry, 'broken')).to.equal(undefined);
    const [file = ''] = readdirSync(other).filter((name) => name.endsWith('.json'));
    writeFileSync(join(other, file), '{"origin":"another.example"}');
    expect(await look(registry, 'broken')).to.equal('CONTRADICTION');
    writeFileSync(join(other, file), '{');
    expect(await look(registry, 'broken')).to.equal('JSON');
  });

  it('that is unknown to the registry, or speaks of another checkpoint, is not added', async () => {
    const sight = {
      checkpoint: checkpointBytes(registry.folder),
      read: inFolder(registry.folder),
      logKey: registry.policy.logKey,
      at,
    };
    const stranger = await witness(
      { name: 'x.example', signer: signerOf(newKey('ed25519')), memory: memory('x') },
      sight,
    );
    expect(await codeOf(() => addCosignature(registry, stranger, at))).to.equal('REFUSED');
    const late = await witness({ ...two, memory: memory('late') }, sight);
    await publish(registry, issuedMany(20_000, 1), { signer: logSigner, at });
    const adding = async () => addCosignature(registry, late, at);
    let message = '';
    await adding().catch((error: unknown) => (message = String(error)));
    expect(message).to.contain('REFUSED COSIG:');
    expect(await codeOf(() => addCosignature(registry, `${late}${late}`, at))).to.equal('REFUSED');
    expect(await codeOf(() => addCosignature(registry, 'nonsense', at))).to.equal('REFUSED');
  });
});

function openEndOf({ folder }: Registry): { readonly size: number } {
  return { size: Number(checkpointBytes(folder).toString().split('\n')[1]) };
}
