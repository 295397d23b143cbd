import type { Task } from '../../schemas/types.ts';
import { printable } from '../probes/shared/printable.ts';
import type { Listener, Outcome } from './events.ts';

type Write = (text: string) => void;

/** Shows progress as plain lines, one for each start and end, each with its time in UTC: for logs. */
export function showLines(write: Write, now: () => Date = () => new Date()): Listener {
  const say = (text: string) => {
    write(`${now().toISOString().slice(11, 19)}  ${text}\n`);
  };
  return (event) => {
    if (event.type === 'planned') say(planned(event.tasks.length, event.alreadyObserved));
    if (event.type === 'started') say(`${event.task.id}  started`);
    if (event.type === 'remark') say(remarked(event.task, event.text));
    if (event.type === 'ended') say(`${ended(event.task, event.outcome)}  ${duration(event.seconds)}`);
    if (event.type === 'interrupted') say(interrupting);
  };
}

export const interrupting = 'Interrupted: ending gently, what was observed is kept. Once more leaves at once.';

/** `12 tasks, 3 observed before`. */
export function planned(tasks: number, before: number): string {
  const earlier = before === 0 ? '' : `, ${before} observed before`;
  return `${tasks} ${tasks === 1 ? 'task' : 'tasks'} to observe${earlier}`;
}

/** The task and how it ended, on one line. */
export function ended({ id }: Task, outcome: Outcome): string {
  if (outcome.type === 'observed') return `${id}  observed`;
  return `${id}  not observed: ${outcome.reason}: ${printable(outcome.detail, 200)}`;
}

/** What to remember of a task, on one line. */
export function remarked({ id }: Task, text: string): string {
  return `${id}  note: ${printable(text, 1000)}`;
}

/** Seconds for people: `0.4 s`, `29 s`, `3 min 5 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
