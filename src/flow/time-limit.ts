import type { Platform } from './platform.ts';
import { untilAborted } from './until-aborted.ts';

export interface TimeLimit {
  /** Milliseconds. */
  limit: number;
  /** What the promise rejects with when the time is up. */
  reason: () => unknown;
  /** Ends the work earlier, with its own reason. */
  signal?: AbortSignal | undefined;
}

/**
 * The outcome of `work`, or a rejection once the time is up or the signal aborts, also where `work` ignores the
 * signal that it is given.
 */
export const withTimeLimit = async <Value>(
  { window }: Platform,
  { limit, reason, signal }: TimeLimit,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> => {
  signal?.throwIfAborted();
  const own = new AbortController();
  const done = new AbortController();
  const timer = window.setTimeout(() => {
    own.abort(reason());
  }, limit);
  signal?.addEventListener(
    'abort',
    () => {
      own.abort(signal.reason);
    },
    { signal: done.signal },
  );
  try {
    return await untilAborted(work(own.signal), own.signal);
  } finally {
    window.clearTimeout(timer);
    done.abort();
  }
};
