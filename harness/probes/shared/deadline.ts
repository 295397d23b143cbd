/** How long something may take: until the signal, or so many milliseconds. */
export interface Patience {
  readonly signal: AbortSignal;
  readonly milliseconds: number;
}

/**
 * Does something with a signal that aborts with the given one or after its time, whichever comes first, and leaves nothing
 * behind on the given signal. Unlike that of `AbortSignal.any` with `AbortSignal.timeout`, which the garbage collector may
 * take before it fires, this timer surely fires.
 */
export async function withDeadline<T>(
  { signal, milliseconds }: Patience,
  work: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort(signal.aborted ? signal.reason : new DOMException('the time is over', 'TimeoutError'));
  };
  const timer = setTimeout(stop, milliseconds);
  timer.unref();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
