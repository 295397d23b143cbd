import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Air } from '../air/air.ts';
import type { PeerWishes } from './ble-host-peer.ts';

/** A peripheral on a stack that is not ours, in a process of its own. */
export interface BleHostPeer {
  readonly process: ChildProcess;
  /** The next number that it shows. */
  readonly passkey: () => Promise<number>;
}

const script = join(import.meta.dirname, 'ble-host-peer.js');

/** Starts one in an air, with a folder for its bonds; it advertises when this returns. */
export async function startBleHost(air: Air, folder: string, wishes: PeerWishes): Promise<BleHostPeer> {
  const args = [script, air.le.replace('unix:', ''), JSON.stringify(wishes)];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const shown: string[] = [];
  lines.on('line', (line) => line.startsWith('passkey') && shown.push(line));
  await once(lines, 'line');
  const passkey = async () => {
    while (shown.length === 0) await once(lines, 'line');
    return Number(shown.shift()?.split(' ')[1]);
  };
  return { process: child, passkey };
}
