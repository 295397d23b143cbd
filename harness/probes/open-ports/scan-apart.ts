import { getPriority, setPriority } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { NotObserved, type NotObservedReason } from '../../gather/probe.ts';
import { scanTcp, type TcpScan, type TcpScanTask } from './scan-tcp.ts';

type Order = Omit<TcpScanTask, 'signal' | 'progress'>;

/** What the thread says; of which order, where there are several. */
type Word =
  | { readonly progress: number; readonly of: number }
  | { readonly scans: readonly TimedScan[] }
  | { readonly failure: string; readonly reason?: NotObservedReason };

/** What a scan saw, and how long it took. */
export interface TimedScan extends TcpScan {
  readonly milliseconds: number;
}

/** Several scans side by side. */
export interface TcpScansTask {
  readonly orders: readonly Order[];
  readonly signal: AbortSignal;
  /** How far each has come, by its place. */
  readonly progress?: (of: number, fraction: number) => void;
}

/**
 * Scans in a thread apart, one for all orders: a hundred thousand connections must not hold up what other instruments
 * measure meanwhile.
 * @throws NotObserved where this machine cannot make connections; the signal's reason when it aborts
 */
export async function scanTcpApart({ orders, signal, progress }: TcpScansTask): Promise<readonly TimedScan[]> {
  signal.throwIfAborted();
  const worker = new Worker(import.meta.filename, { workerData: { tcpScans: orders } });
  let aborted: () => void = () => undefined;
  try {
    return await new Promise<readonly TimedScan[]>((resolve, reject) => {
      aborted = () => reject(signal.reason as Error);
      signal.addEventListener('abort', aborted, { once: true });
      worker.on('message', (word: Word) => {
        if ('progress' in word) progress?.(word.of, word.progress);
        else if ('scans' in word) resolve(word.scans);
        else reject(word.reason === undefined ? new Error(word.failure) : new NotObserved(word.reason, word.failure));
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('the thread of the scan ended early')));
    });
  } finally {
    signal.removeEventListener('abort', aborted);
    await worker.terminate();
  }
}

// In the thread.
const ordered = (workerData as { readonly tcpScans?: readonly Order[] } | null)?.tcpScans;
if (!isMainThread && ordered !== undefined) parentPort?.postMessage(await obey(ordered));

async function obey(orders: readonly Order[]): Promise<Word> {
  // Each refused connection is an Error; where it came from is known, and to write it down takes a fifth of the time.
  Error.stackTraceLimit = 0;
  stepBack();
  try {
    return { scans: await Promise.all(orders.map(scanOne)) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { failure, ...(error instanceof NotObserved ? { reason: error.reason } : {}) };
  }
}

async function scanOne(order: Order, of: number): Promise<TimedScan> {
  const started = performance.now();
  const scan = await scanTcp({ ...order, signal: new AbortController().signal, progress: telling(of) });
  return { ...scan, milliseconds: performance.now() - started };
}

function telling(of: number): (fraction: number) => void {
  let last = 0;
  return (fraction) => {
    if (fraction < last + 0.01) return;
    last = fraction;
    parentPort?.postMessage({ progress: fraction, of } satisfies Word);
  };
}

// On Linux the priority is that of the thread alone: dialogues, whose times count, go before the scan.
function stepBack(): void {
  try {
    if (process.platform === 'linux') setPriority(Math.min(19, getPriority() + 5));
  } catch {
    // Then it goes on beside the others.
  }
}
