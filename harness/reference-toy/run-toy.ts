import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { UserError } from '../../schemas/problem.ts';
import { cutCable, insideNamespace, layCable, spawnApart, wakeLoopback } from './namespace.ts';
import type { Place } from './pip.ts';
import type { Orders } from './toy-main.ts';
import type { SwitchedOn } from './toy.ts';

/** A toy that runs in a process of its own. */
export interface RunningToy {
  /** By id of the unit; empty where its radios are off. */
  readonly radioAddresses: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const script = join(import.meta.dirname, 'toy-main.js');

/** Where the toy stands in a network of its own. */
export const apart: Place = {
  units: [
    ['192.0.2.10', '2001:db8::10'],
    ['192.0.2.11', '2001:db8::11'],
  ],
  site: '192.0.2.80',
  playroom: '192.0.2.90',
  ports: { https: 443, mqtt: 8883, coap: 5683, mdns: 5353, site: 443 },
};

/** Where it stands beside the services of this machine: on loopback addresses, on ports that need no rights. */
export const beside: Place = {
  units: [['127.77.0.10'], ['127.77.0.11']],
  site: '127.77.0.80',
  playroom: '127.77.0.90',
  ports: { https: 8443, mqtt: 8883, coap: 5683, mdns: 5353, site: 8443 },
};

const cable = {
  ours: ['192.0.2.1/24', '2001:db8::1/64'],
  theirs: [
    ...[...apart.units.flat(), apart.site, apart.playroom].map(
      (address) => `${address}/${address.includes(':') ? 64 : 24}`,
    ),
  ],
};

/** The place that a process has: a network of its own where `inNamespace` gave it one, else loopback addresses. */
export const placeHere = (): Place => (insideNamespace() ? apart : beside);

/**
 * Switches the toy on in a process of its own, at the other end of a cable where this process has a network of its own.
 * @throws UserError TOOL where it cannot be switched on here
 */
export async function runToy(toy: SwitchedOn): Promise<RunningToy> {
  const isApart = insideNamespace();
  if (isApart) wakeLoopback();
  const child = isApart
    ? spawnApart(script)
    : spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const stop = async () => {
    child.stdin?.end();
    const stubborn = setTimeout(() => child.kill('SIGKILL'), 2000);
    await gone;
    clearTimeout(stubborn);
    if (isApart) cutCable();
  };
  const said = linesOf(child);
  await said.next();
  const orders: Orders = { toy, cable: isApart ? layCable(cable, child) : [] };
  child.stdin?.write(`${JSON.stringify(orders)}\n`);
  const { value } = await said.next();
  const [word, addresses = '{}'] = value?.split(' ', 2) ?? [];
  if (word === 'serving') return { radioAddresses: JSON.parse(addresses) as Record<string, string>, stop };
  await stop();
  throw new UserError({
    code: 'TOOL',
    where: 'reference toy',
    problem: `the toy cannot be switched on: ${value ?? 'it ended'}`,
    hint: 'toymark doctor tells what this system lacks.',
  });
}

function linesOf({ stdout }: ChildProcess): AsyncIterator<string, undefined> {
  if (stdout === null) throw new Error('the output of the toy is not read');
  return createInterface({ input: stdout })[Symbol.asyncIterator]();
}
