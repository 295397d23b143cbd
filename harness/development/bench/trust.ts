import { hash, verify as verifySignature } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { proverOf } from '../../../reports/registry/prove.ts';
import { publish } from '../../../reports/registry/publish.ts';
import {
  at as loggedAt,
  founded,
  idOf,
  issuedMany,
  logSigner,
  seen,
} from '../../../reports/registry/registry.fixture.ts';
import { at, make, trust } from '../../../reports/verify/certificate.fixture.ts';
import { lab } from '../../../reports/verify/verify.fixture.ts';
import { verifyCertificate } from '../../../reports/verify/verify.ts';
import type { Bench, Measured } from '../bench.ts';
import { scratch } from '../peer.ts';

const entries = 100_000;
const batch = 20_000;
const times = 300;

/**
 * Verification of a certificate with everything that speaks for it, on one core, against its bare signature checks; and
 * appending to a register until it holds a hundred thousand entries, against hashing the same number of texts.
 */
export const bench: Bench = async () => [...(await verifying()), ...(await appending())];

async function verifying(): Promise<readonly Measured[]> {
  const { envelope: certificate, proof, status, report } = await make();
  const list = trust();
  const alone = await rate(() => verifyCertificate({ certificate, proof, status, trust: list, at }));
  const whole = await rate(() => verifyCertificate({ certificate, proof, status, report, trust: list, at }));
  const message = Buffer.alloc(1000);
  const signature = await lab.sign(message);
  const bare = await rate(() => Promise.resolve(verifySignature(null, message, lab.publicKey.key, signature)));
  const theirs = `bare Ed25519: ${Math.round(bare)}/s`;
  return [
    { name: 'certificates verified a second, one core', ours: `${Math.round(alone)}/s`, theirs, ratio: bare / alone },
    { name: 'the same with the whole report', ours: `${Math.round(whole)}/s`, theirs, ratio: bare / whole },
    {
      name: 'bytes of a signed certificate, of a toy with little to tell',
      ours: String(certificate.length),
      theirs: `its proof: ${proof.length}`,
      ratio: certificate.length / proof.length,
    },
  ];
}

// Seconds of one core, so that other programs on the machine do not count.
async function rate(work: () => Promise<unknown>): Promise<number> {
  await work();
  const started = process.cpuUsage();
  for (let time = 0; time < times; time++) await work();
  const { user, system } = process.cpuUsage(started);
  return times / ((user + system) / 1e6);
}

async function appending(): Promise<readonly Measured[]> {
  const { folder, remove } = scratch();
  try {
    const registry = await founded(join(folder, 'register'));
    const started = performance.now();
    for (let from = 0; from < entries; from += batch)
      await publish(registry, issuedMany(from, batch), { signer: logSigner, at: loggedAt });
    const seconds = (performance.now() - started) / 1000;
    await seen(registry);
    const proof = proverOf(registry, loggedAt).prove(idOf(entries - 7)).text;
    const hashing = performance.now();
    for (let index = 0; index < entries; index++) hash('sha256', `entry ${index}`, 'hex');
    const bare = (performance.now() - hashing) / 1000;
    const perSecond = Math.round(entries / seconds);
    const megabytes = sizeOf(join(registry.folder, 'tile')) / 1e6;
    return [
      {
        name: `entries appended a second, to ${entries}`,
        ours: `${perSecond}/s`,
        theirs: `hashing them: ${bare.toFixed(2)} s`,
        ratio: seconds / bare,
      },
      {
        name: `bytes of a proof at ${entries} entries`,
        ours: String(proof.length),
        theirs: `the log: ${megabytes.toFixed(1)} MB, ${Math.round((megabytes * 1e6) / entries)} bytes an entry`,
        ratio: proof.length / (megabytes * 1e6),
      },
    ];
  } finally {
    remove();
  }
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
