import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { NotObserved } from '../../gather/probe.ts';
import { neighbourAnswers, neighbourSilent } from '../shared/liveness.ts';
import { RoundTrip } from './round-trip.ts';

/** What a scan is to do. */
export interface TcpScanTask {
  readonly address: string;
  /** In the order in which they are tried. */
  readonly ports: readonly number[];
  /** Connections in flight; fewer where the machine has too few files or local ports. */
  readonly connections: number;
  readonly signal: AbortSignal;
  readonly progress?: (fraction: number) => void;
}

export interface TcpScan {
  readonly open: readonly number[];
  /** A port connected or refused. */
  readonly answered: boolean;
  /** Every port was refused, or connected, or left unanswered twice, and the unit still answered at the end. */
  readonly complete: boolean;
}

interface Attempt {
  readonly port: number;
  readonly socket: Socket;
  readonly since: number;
  ended: boolean;
}

/** How long a scan goes on while nothing at all has answered, before it asks whether anybody is there. */
const patience = 5000;
/** By then the link has asked for the unit three times, a second apart (RFC 4861, clause 10; systems do the same for ARP). */
const linkPatience = 3200;
/** How long this machine may be out of files or local ports. */
const exhaustion = 20_000;

/**
 * Connects to every port and says which ones accepted. Ports that stay silent are tried once more with twice the time.
 * A unit from which nothing comes is given up after seconds: `answered` is then false and `complete` too.
 * @throws NotObserved where this machine cannot make connections; the signal's reason when it aborts
 */
export async function scanTcp(task: TcpScanTask): Promise<TcpScan> {
  const scanner = new TcpScanner(task);
  const whole = (await scanner.round(task.ports, 1)) && (await scanner.round(scanner.takeSilent(), 2));
  // A connection within this machine may have met another of the scan's own: with one at a time, none can.
  const open = scanner.takeUncertain();
  if (whole) for (const port of open) await scanner.round([port], 4);
  const { answering } = scanner;
  if (answering !== undefined && whole) await scanner.round([answering], 4);
  const still = answering === undefined || !scanner.takeSilent().includes(answering);
  const found = [...scanner.open].sort((a, b) => a - b);
  return { open: found, answered: answering !== undefined, complete: whole && still };
}

const crowded = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'EADDRINUSE', 'ENOBUFS', 'ENOMEM', 'EAGAIN']);

class TcpScanner {
  readonly open = new Set<number>();
  /** The last port that connected or refused. */
  answering: number | undefined;
  readonly #task: TcpScanTask;
  readonly #roundTrip = new RoundTrip();
  #uncertain: number[] = [];
  #silent: number[] = [];
  #waiting: Attempt[] = [];
  #oldest = 0;
  #queue: number[] = [];
  #next = 0;
  #flying = 0;
  #window: number;
  #widest: number;
  #unreached = 0;
  #pausedUntil = 0;
  #crowdedSince: number | undefined;
  #doubtful = true;
  #linkAsked = false;
  #certain = false;
  #end: { resolve: (whole: boolean) => void; reject: (reason: unknown) => void } | undefined;

  constructor(task: TcpScanTask) {
    this.#task = task;
    this.#widest = Math.max(1, Math.min(task.connections, freeFiles()));
    this.#window = Math.min(128, this.#widest);
  }

  takeSilent(): readonly number[] {
    const silent = this.#silent;
    this.#silent = [];
    return silent;
  }

  takeUncertain(): readonly number[] {
    const uncertain = this.#uncertain;
    this.#uncertain = [];
    this.#certain = true;
    return uncertain;
  }

  /** Tries every port once; false when nobody seems to be there. */
  async round(ports: readonly number[], factor: number): Promise<boolean> {
    this.#task.signal.throwIfAborted();
    if (ports.length === 0) return true;
    this.#queue = [...ports];
    this.#next = 0;
    const started = performance.now();
    const onAbort = () => this.#end?.reject(this.#task.signal.reason);
    this.#task.signal.addEventListener('abort', onAbort, { once: true });
    // After a pause of this program the answers that came meanwhile are read first, and then it is asked which are missing.
    const clock = setInterval(() => setImmediate(() => this.#tick(started, factor)), 25);
    try {
      return await new Promise<boolean>((resolve, reject) => {
        this.#end = { resolve, reject };
        this.#fill();
      });
    } finally {
      clearInterval(clock);
      this.#task.signal.removeEventListener('abort', onAbort);
      this.#end = undefined;
      this.#dropAll();
    }
  }

  #tick(started: number, factor: number): void {
    if (this.#end === undefined) return;
    const now = performance.now();
    const expired = now - this.#roundTrip.timeout() * factor;
    for (let first = this.#waiting[this.#oldest]; first; first = this.#waiting[++this.#oldest]) {
      if (first.ended) continue;
      // What answers at once needs few connections in flight, what stays silent needs many.
      if (first.since < now - 100) this.#window = Math.min(this.#widest, this.#window + 64);
      if (first.since > expired) break;
      this.#settle(first, 'silent');
    }
    this.#waiting.splice(0, this.#oldest);
    this.#oldest = 0;
    this.#task.progress?.(this.#next / this.#queue.length);
    if (now - started > linkPatience) this.#askTheLink();
    if (now - started > patience || this.#unreached > 500) this.#askWhetherThere();
    this.#fill();
  }

  #askWhetherThere(): void {
    if (this.answering !== undefined || !this.#doubtful) return;
    this.#doubtful = false;
    void neighbourAnswers(this.#task.address).then((there) => {
      if (!there && this.answering === undefined) this.#end?.resolve(false);
    });
  }

  // Where the link itself asked in vain, no port will answer either.
  #askTheLink(): void {
    if (this.answering !== undefined || this.#linkAsked) return;
    this.#linkAsked = true;
    void neighbourSilent(this.#task.address).then((silent) => {
      if (silent && this.answering === undefined) this.#end?.resolve(false);
    });
  }

  #fill(): void {
    if (this.#end === undefined) return;
    if (performance.now() >= this.#pausedUntil)
      while (this.#flying < this.#window && this.#next < this.#queue.length) this.#try(this.#queue[this.#next++] ?? 0);
    if (this.#flying === 0 && this.#next >= this.#queue.length) this.#end.resolve(true);
  }

  #try(port: number): void {
    const socket = new Socket();
    const attempt: Attempt = { port, socket, since: performance.now(), ended: false };
    socket.on('connect', () => this.#settle(attempt, 'connected'));
    socket.on('error', (error: NodeJS.ErrnoException) => this.#settle(attempt, error.code ?? 'silent'));
    this.#flying += 1;
    this.#waiting.push(attempt);
    socket.connect({ port, host: this.#task.address });
  }

  #settle(attempt: Attempt, outcome: string): void {
    if (attempt.ended) return;
    attempt.ended = true;
    this.#flying -= 1;
    if (outcome === 'connected') this.#connected(attempt);
    else if (outcome === 'ECONNREFUSED') this.#answered(attempt);
    else if (outcome === 'ECONNRESET') this.#reset(attempt);
    else if (crowded.has(outcome)) this.#slowDown(attempt.port);
    else this.#unanswered(attempt.port, outcome);
    attempt.socket.destroy();
    this.#fill();
  }

  #connected(attempt: Attempt): void {
    const { localPort, localAddress, remoteAddress } = attempt.socket;
    const within = localAddress === remoteAddress;
    // The kernel may choose the very port that is tried; the socket is then connected to itself (RFC 9293, 3.5).
    if (within && localPort === attempt.port) return void this.#queue.push(attempt.port);
    this.#answered(attempt);
    if (within && !this.#certain) this.#uncertain.push(attempt.port);
    else this.open.add(attempt.port);
  }

  // Accepted first, and reset before this program heard of it: what resets a request to connect is a refusal.
  #reset(attempt: Attempt): void {
    this.#answered(attempt);
    if (this.#certain) this.open.add(attempt.port);
    else this.#uncertain.push(attempt.port);
  }

  #answered(attempt: Attempt): void {
    this.answering = attempt.port;
    this.#crowdedSince = undefined;
    this.#roundTrip.add(performance.now() - attempt.since);
  }

  #unanswered(port: number, outcome: string): void {
    this.#silent.push(port);
    if (outcome !== 'silent') this.#unreached += 1;
  }

  #slowDown(port: number): void {
    const now = performance.now();
    this.#queue.push(port);
    this.#crowdedSince ??= now;
    if (now - this.#crowdedSince > exhaustion)
      this.#end?.reject(new NotObserved('probe-failed', 'this machine has no file or local port left to connect with'));
    if (now < this.#pausedUntil) return;
    this.#widest = this.#window = Math.max(1, this.#window >> 1);
    this.#pausedUntil = now + 100;
  }

  #dropAll(): void {
    for (const attempt of this.#waiting.splice(0)) {
      attempt.ended = true;
      attempt.socket.destroy();
    }
    this.#flying = 0;
  }
}

/** Half of the files that this program may have open, so that what runs beside the scan keeps its own. */
function freeFiles(): number {
  try {
    const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? 4096 : Number(limit) >> 1;
  } catch {
    return 512;
  }
}
