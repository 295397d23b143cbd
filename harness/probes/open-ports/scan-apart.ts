import { getPriority, setPriority } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { NotObserved, type NotObservedReason } from '../../gather/probe.ts';
import { scanTcp, type TcpScan, type TcpScanTask } from './scan-tcp.ts';

type Order = Omit<TcpScanTask, 'signal' | 'progress'>;

/** What the thread says. */
type Word =
  | { readonly progress: number }
  | { readonly scan: TcpScan }
  | { readonly failure: string; readonly reason?: NotObservedReason };

/**
 * Scans in a thread of its own: a hundred thousand connections must not hold up what other instruments measure meanwhile.
 * @throws NotObserved where this machine cannot make connections; the signal's reason when it aborts
 */
export async function scanTcpApart({ signal, progress, ...order }: TcpScanTask): Promise<TcpScan> {
  signal.throwIfAborted();
  const worker = new Worker(import.meta.filename, { workerData: { tcpScan: order } });
  let aborted: () => void = () => undefined;
  try {
    return await new Promise<TcpScan>((resolve, reject) => {
      aborted = () => reject(signal.reason as Error);
      signal.addEventListener('abort', aborted, { once: true });
      worker.on('message', (word: Word) => {
        if ('progress' in word) progress?.(word.progress);
        else if ('scan' in word) resolve(word.scan);
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
const ordered = (workerData as { readonly tcpScan?: Order } | null)?.tcpScan;
if (!isMainThread && ordered !== undefined) parentPort?.postMessage(await obey(ordered));

async function obey(order: Order): Promise<Word> {
  // Each refused connection is an Error; where it came from is known, and to write it down takes a fifth of the time.
  Error.stackTraceLimit = 0;
  stepBack();
  let last = 0;
  const progress = (fraction: number) => {
    if (fraction < last + 0.01) return;
    last = fraction;
    parentPort?.postMessage({ progress: fraction } satisfies Word);
  };
  try {
    return { scan: await scanTcp({ ...order, signal: new AbortController().signal, progress }) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { failure, ...(error instanceof NotObserved ? { reason: error.reason } : {}) };
  }
}

// On Linux the priority is that of the thread alone: dialogues, whose times count, go before the scan.
function stepBack(): void {
  try {
    if (process.platform === 'linux') setPriority(Math.min(19, getPriority() + 8));
  } catch {
    // Then it goes on beside the others.
  }
}
