/** Something to do that nothing else may do at the same time with the same things. */
export interface Occupying {
  /** What only one can use at a time; `person` besides takes no machine. */
  readonly occupies: readonly string[];
  readonly estimatedSeconds: number;
}

interface Options<T> {
  readonly run: (task: T) => Promise<void>;
  /** Most tasks at once, not counting those that wait for a person. */
  readonly atOnce: number;
  /** Once aborted, nothing more starts. */
  readonly signal: AbortSignal;
}

/**
 * Runs tasks side by side where they do not collide, the longest first, and returns those that never started. A task that
 * has to wait keeps its place: nothing that came after it may take what it waits for, so none waits for ever.
 * @throws the first error of a task, after all that run have ended
 */
export async function sideBySide<T extends Occupying>(tasks: readonly T[], options: Options<T>): Promise<readonly T[]> {
  const table = new Table(tasks, options);
  await table.empty();
  return table.waiting;
}

class Table<T extends Occupying> {
  readonly #options: Options<T>;
  readonly #running = new Map<T, Promise<void>>();
  #error: { readonly of: unknown } | undefined;
  waiting: readonly T[];

  constructor(tasks: readonly T[], options: Options<T>) {
    this.#options = options;
    this.waiting = tasks.toSorted((a, b) => b.estimatedSeconds - a.estimatedSeconds);
  }

  async empty(): Promise<void> {
    this.#startAll();
    while (this.#running.size > 0) {
      await Promise.race(this.#running.values());
      this.#startAll();
    }
    if (this.#error !== undefined) throw this.#error.of;
  }

  #startAll(): void {
    if (this.#options.signal.aborted || this.#error !== undefined) return;
    const taken = new Set([...this.#running.keys()].flatMap(({ occupies }) => occupies));
    this.waiting = this.waiting.filter((task) => {
      const free = this.#hasRoom(task) && task.occupies.every((thing) => !taken.has(thing));
      // Also what a waiting task will need is taken, from all that come after it.
      for (const thing of task.occupies) taken.add(thing);
      if (free) this.#start(task);
      return !free;
    });
  }

  #hasRoom(task: T): boolean {
    return (
      needsPerson(task) ||
      [...this.#running.keys()].filter((other) => !needsPerson(other)).length < this.#options.atOnce
    );
  }

  #start(task: T): void {
    const ended = this.#options.run(task).then(
      () => {
        this.#running.delete(task);
      },
      (error: unknown) => {
        this.#running.delete(task);
        this.#error ??= { of: error };
      },
    );
    this.#running.set(task, ended);
  }
}

const needsPerson = ({ occupies }: Occupying) => occupies.includes('person');
