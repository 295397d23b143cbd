/** What a person's Ctrl-C means: the first asks to end gently, the second leaves at once. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** The same as a first Ctrl-C, for prompts that read the key themselves. */
  readonly interrupt: () => void;
  /** Gives the keys back. */
  readonly end: () => void;
}

/** Listens to SIGINT and SIGTERM until it is ended; `told` is called at the first. */
export function interruption(told: () => void): Interruption {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) return;
    controller.abort();
    told();
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (!controller.signal.aborted) {
      interrupt();
      return;
    }
    end();
    // Without a listener the signal does what it does to any program.
    process.kill(process.pid, signal);
  };
  const end = () => {
    process.removeListener('SIGINT', onSignal);
    process.removeListener('SIGTERM', onSignal);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return { signal: controller.signal, interrupt, end };
}
