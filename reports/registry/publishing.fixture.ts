import { createPrivateKey } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { signerOf } from '../sign/signer.ts';
import { realDisk, type Disk } from './disk.ts';
import { publish } from './publish.ts';
import { openRegistry } from './registry.ts';
import { at, issuedMany } from './registry.fixture.ts';

/**
 * A program that the tests start and that dies: it publishes to a registry, one batch after the other, and writes each
 * certificate's number to standard output once it is durable. Arguments: folder, first number, batches, events a batch,
 * and at which step of the disk it kills itself, before or in the middle of it.
 */
const [folder = '', first = '0', batches = '1', batch = '1', step = '0', how = 'before'] = process.argv.slice(2);
const steps: string[] = [];

/** Counts steps; at the chosen one the process ends as if the plug were pulled. */
function dying(disk: Disk): Disk {
  const dieAt = (what: string) => {
    steps.push(what);
    if (steps.length === Number(step)) process.kill(process.pid, 'SIGKILL');
  };
  return {
    makeFolder: (path) => {
      dieAt('makeFolder');
      disk.makeFolder(path);
    },
    rename: (from, to) => {
      dieAt('rename');
      disk.rename(from, to);
    },
    sync: (path) => {
      dieAt('sync');
      disk.sync(path);
    },
    remove: (path) => {
      dieAt('remove');
      disk.remove(path);
    },
    write: (file, bytes, offset) => {
      if (how === 'middle' && steps.length + 1 === Number(step)) tear(file, bytes, offset);
      dieAt('write');
      disk.write(file, bytes, offset);
    },
  };
}

// Half of the bytes arrive.
function tear(file: string, bytes: Uint8Array, offset = 0): void {
  const handle = openSync(file, offset === 0 ? 'w' : 'r+');
  writeSync(handle, bytes, 0, Math.floor(bytes.length / 2), offset);
  closeSync(handle);
}

const registry = openRegistry(folder);
const signer = signerOf(createPrivateKey(readFileSync(join(folder, '..', 'log.pem'))));
for (let turn = 0; turn < Number(batches); turn++) {
  const events = issuedMany(Number(first) + turn * Number(batch), Number(batch));
  const done = await publish(registry, events, { signer, at, disk: dying(realDisk) });
  process.stdout.write(done.map(({ event, index }) => `${event.certificate} ${index}\n`).join(''));
}
process.stdout.write(`steps: ${steps.join(' ')}\n`);
