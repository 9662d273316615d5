import type { ConnectorView } from '../protocol/wire.ts';
import type { Platform } from './platform.ts';
import type { RetryGate } from './retry-gate.ts';
import { withTimeLimit } from './time-limit.ts';

export interface PollerOptions {
  ask: (signal: AbortSignal) => Promise<ConnectorView>;
  /** Milliseconds, at least, from one question to the next. */
  between: number;
  /** Milliseconds. A question without an answer for so long is given up: a page that was frozen may never receive the answer. */
  limit: number;
  retryGate: RetryGate;
  /** Stops the poller. */
  signal: AbortSignal;
  /** `beganAt` is when the question was asked: what changed since is not in the answer. */
  onAnswer: (connector: ConnectorView, beganAt: number) => void;
  onTrouble: (error: unknown, beganAt: number) => void;
}

/** Questions to the server: one at a time, at most one in `between`, and none before a Retry-After is over. Rule 4. */
export interface Poller {
  /** Asks as soon as it may. `urgent`: without waiting for `between`; a Retry-After still counts. */
  want(urgent?: boolean): void;
}

export const createPoller = (
  platform: Platform,
  { ask, between, limit, retryGate, signal, onAnswer, onTrouble }: PollerOptions,
): Poller => {
  const { window } = platform;
  let isWanted = false;
  let isUrgent = false;
  let lastAt = -Infinity;
  let running: AbortController | undefined;
  let timer: number | undefined;

  const pump = (): void => {
    if (signal.aborted || !isWanted) return;
    const now = platform.now();
    if (running !== undefined) {
      if (now - lastAt >= limit) running.abort();
      return;
    }
    window.clearTimeout(timer);
    const wait = Math.max(isUrgent ? 0 : lastAt + between - now, retryGate.wait());
    if (wait > 0) timer = window.setTimeout(pump, wait);
    else void poll(now);
  };

  const poll = async (beganAt: number): Promise<void> => {
    const own = new AbortController();
    isWanted = isUrgent = false;
    running = own;
    lastAt = beganAt;
    try {
      const connector = await withTimeLimit(platform, { limit, reason: () => undefined, signal: own.signal }, ask);
      if (!signal.aborted) onAnswer(connector, beganAt);
    } catch (error) {
      retryGate.note(error);
      if (!signal.aborted) onTrouble(error, beganAt);
    } finally {
      running = undefined;
      pump();
    }
  };

  signal.addEventListener('abort', () => {
    window.clearTimeout(timer);
    running?.abort();
  });

  return {
    want(urgent = false) {
      isWanted = true;
      isUrgent ||= urgent;
      pump();
    },
  };
};
