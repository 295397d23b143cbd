import type { Task } from '../../schemas/types.ts';
import { printable } from '../probes/shared/printable.ts';
import type { GatherEvent, Listener } from './events.ts';
import { duration, ended, interrupting, planned, remarked } from './show-lines.ts';

/** The part of a terminal that is needed here. */
export interface Terminal {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

interface Running {
  readonly task: Task;
  readonly since: number;
  fraction: number;
  note: string;
}

/**
 * Shows progress on a terminal: a line for each instrument at work, redrawn in place, above it a line for each that
 * ended. It says nothing by colour. While a person is asked, the terminal is theirs.
 */
export function showLive(terminal: Terminal, clock: () => number = () => performance.now()): Listener {
  const live = new Live(terminal, clock);
  const timer = setInterval(() => {
    live.redraw();
  }, 200);
  timer.unref();
  return (event) => {
    live.take(event);
    if (event.type === 'finished') clearInterval(timer);
  };
}

class Live {
  readonly #terminal: Terminal;
  readonly #clock: () => number;
  readonly #running = new Map<string, Running>();
  readonly #pending: string[] = [];
  #asking = 0;
  #finished = false;
  #drawn = 0;
  #total = 0;
  #done = 0;

  constructor(terminal: Terminal, clock: () => number) {
    this.#terminal = terminal;
    this.#clock = clock;
  }

  take(event: GatherEvent): void {
    if (event.type === 'planned') this.#total = event.tasks.length;
    if (event.type === 'started')
      this.#running.set(event.task.id, { task: event.task, since: this.#clock(), fraction: 0, note: '' });
    if (event.type === 'progress') this.#progress(event);
    if (event.type === 'ended') {
      this.#running.delete(event.task.id);
      this.#done++;
    }
    // A person reads one question undisturbed; what ended meanwhile is said once they answered.
    const said = this.#sentence(event);
    if (event.type === 'asking' && this.#asking++ === 0) this.#erase();
    if (event.type === 'answered') this.#asking--;
    if (said !== undefined) this.#pending.push(said);
    if (this.#asking === 0) this.#sayPending();
    if (event.type === 'finished') {
      this.#erase();
      this.#finished = true;
    } else if (event.type !== 'progress') this.redraw();
  }

  redraw(): void {
    if (this.#asking > 0 || this.#finished) return;
    const width = this.#terminal.columns ?? 80;
    const room = Math.max((this.#terminal.rows ?? 24) - 3, 1);
    const all = [...this.#running.values()];
    const lines = all.slice(0, room).map((running) => lineOf(running, { width, now: this.#clock() }));
    const hidden = all.length > room ? `, ${all.length - room} not shown` : '';
    lines.push(fit(`${this.#done} of ${this.#total} done, ${all.length} at work${hidden}`, width - 1));
    this.#terminal.write(`${this.#up()}${lines.map((line) => `${line}\x1b[K\n`).join('')}\x1b[J`);
    this.#drawn = lines.length;
  }

  #sentence(event: GatherEvent): string | undefined {
    if (event.type === 'planned') return planned(event.tasks.length, event.alreadyObserved);
    if (event.type === 'remark') return remarked(event.task, event.text);
    if (event.type === 'ended') return `${ended(event.task, event.outcome)}  ${duration(event.seconds)}`;
    return event.type === 'interrupted' ? interrupting : undefined;
  }

  #sayPending(): void {
    if (this.#pending.length === 0) return;
    this.#erase();
    for (const said of this.#pending.splice(0)) this.#terminal.write(`${said}\n`);
  }

  #progress({ task, fraction, note }: Extract<GatherEvent, { type: 'progress' }>): void {
    const running = this.#running.get(task.id);
    if (running === undefined) return;
    running.fraction = fraction;
    running.note = note === undefined ? '' : printable(note, 200);
  }

  #erase(): void {
    this.#terminal.write(`${this.#up()}\x1b[J`);
    this.#drawn = 0;
  }

  #up(): string {
    return this.#drawn === 0 ? '' : `\x1b[${this.#drawn}A\r`;
  }
}

const barWidth = 12;

function lineOf({ task, since, fraction, note }: Running, { width, now }: { width: number; now: number }): string {
  const elapsed = duration((now - since) / 1000).padStart(11);
  const full = Math.round(fraction * barWidth);
  const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
  const nameWidth = Math.min(36, Math.floor((width - barWidth - elapsed.length) / 2));
  const noteWidth = width - nameWidth - barWidth - elapsed.length - 5;
  if (noteWidth < 4) return fit(`${task.id} ${elapsed.trim()}`, width - 1);
  return `${fit(task.id, nameWidth)}  ${bar}  ${fit(note, noteWidth)}${elapsed}`;
}

/** Text of exactly this many columns; East Asian and pictorial characters take two. */
export function fit(text: string, columns: number): string {
  const characters = Array.from(text);
  const whole = characters.reduce((sum, character) => sum + columnsOf(character), 0);
  if (whole <= columns) return text + ' '.repeat(columns - whole);
  let used = 0;
  const shown = characters.filter((character) => (used += columnsOf(character)) < columns);
  const taken = shown.reduce((sum, character) => sum + columnsOf(character), 1);
  return `${shown.join('')}…${' '.repeat(Math.max(columns - taken, 0))}`;
}

const columnsOf = (character: string) =>
  (character.codePointAt(0) ?? 0) >= 0x1100 && !/[\u2000-\u2bff]/.test(character) ? 2 : 1;
