/**
 * Aborts with the signal or after so many milliseconds, whichever comes first. Unlike `AbortSignal.any` with
 * `AbortSignal.timeout`, whose timer the garbage collector may take before it fires, this timer surely fires.
 */
export function deadline(signal: AbortSignal, milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    controller.abort(signal.aborted ? signal.reason : new DOMException('the time is over', 'TimeoutError'));
  };
  const timer = setTimeout(stop, milliseconds);
  timer.unref();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  return controller.signal;
}
