import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../schemas/canonical-json.ts';
import { JsonError } from '../../schemas/strict-json.ts';
import { UserError } from '../../schemas/problem.ts';
import { newKey } from '../sign/keys.ts';
import { signerOf } from '../sign/signer.ts';
import { Refusal } from '../verify/refusal.ts';
import { verifierKey } from './note.ts';
import { publish, type NewEvent } from './publish.ts';
import { found, type Registry } from './registry.ts';
import { witnessHere } from './witness.ts';

/** A registry of the tests, the people around it, and the folder in which all of it lies. */
export const origin = 'registry.example/toys';
export const logSigner = signerOf(newKey('ed25519'));
export const statusSigner = signerOf(newKey('p256'));
const witness = (name: string) => ({ name, signer: signerOf(newKey('ed25519')) });
export const witnesses = [witness('witness-one.example'), witness('witness-two.example')] as const;

export const at = '2026-11-24T12:00:00Z';

// In memory where that can be: a process that dies leaves the same files there, and nothing waits for a disk.
const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder of its own in which the registry lies, and how to remove it. */
export function scratch(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(base, 'toymark-registry-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An empty registry with two witnesses, both of whom have to have seen a checkpoint. */
export function founded(folder: string, statusShards = 1): Promise<Registry> {
  return found(folder, {
    origin,
    signer: logSigner,
    witnesses: witnesses.map(({ name, signer }) => verifierKey(name, signer, 'witness')),
    threshold: 2,
    statusSigners: [statusSigner],
    statusShards,
  });
}

export const idOf = (number: number): string => `TM-2026-${String(number).padStart(6, '0')}`;

/** The issue of the certificate with this number. */
export const issued = (number: number): NewEvent => ({
  event: 'issued',
  certificate: idOf(number),
  digest: digestOf(`envelope ${number}`),
  level: 'substantial',
  edition: '1.0',
  scope: ['AUTH', 'NET'],
});

export const issuedMany = (from: number, count: number): readonly NewEvent[] =>
  Array.from({ length: count }, (_, index) => issued(from + index));

/** Logs events and has both witnesses look. */
export async function logged(registry: Registry, events: readonly NewEvent[], time = at): Promise<void> {
  await publish(registry, events, { signer: logSigner, at: time });
  await seen(registry, time);
}

/** Has both witnesses look. */
export async function seen(registry: Registry, time = at): Promise<void> {
  for (const one of witnesses)
    await witnessHere(registry, { ...one, memory: join(registry.folder, '..', `memory-${one.name}`) }, time);
}

/** The code of what an action throws; undefined where it throws nothing. */
export async function codeOf(action: () => unknown): Promise<string | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal || error instanceof JsonError) return error.code;
    if (error instanceof UserError) return error.problems[0]?.code;
    throw error;
  }
}
