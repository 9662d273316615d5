const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `run` when the signal fires; the function it returns takes that back. All share one listener: a request makes up to
 * a hundred calls at once, and Node warns of a leak from the eleventh listener of a signal on.
 */
export const onAbort = (signal: AbortSignal, run: () => void): (() => void) => {
  const known = waiting.get(signal);
  const all = known ?? new Set<() => void>();
  if (known === undefined) {
    waiting.set(signal, all);
    signal.addEventListener('abort', () => [...all].forEach((one) => one()), { once: true });
  }
  all.add(run);
  return () => all.delete(run);
};
