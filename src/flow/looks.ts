import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import type { Platform } from './platform.ts';
import { untilAborted } from './until-aborted.ts';

export interface LookOptions {
  ask: (signal: AbortSignal) => Promise<ConnectorView>;
  /** Milliseconds, at least, from one question to the next. */
  between: number;
  /** A question unanswered for so long is given up: a frozen page may never hear the answer. */
  limit: number;
  /** `beganAt` is when the question was asked: what changed since is not in the answer. */
  onAnswer: (connector: ConnectorView, beganAt: number) => void;
  onTrouble: (error: unknown, beganAt: number) => void;
}

/** Questions to the server: one at a time, and never in quick succession, however many reasons there are to ask. */
export interface Looks {
  /** Asks as soon as it may. */
  want(): void;
  stop(): void;
}

/** For how long the server asked to be left alone: heeded up to a minute, for somebody waits. */
const pleaOf = (error: unknown): number => (error instanceof ConnectError ? Math.min((error.retryAfter ?? 0) * 1_000 || 0, 60_000) : 0);

export const createLooks = (platform: Platform, options: LookOptions): Looks => {
  const { window } = platform;
  let isWanted = false;
  let isStopped = false;
  let lastAt = -Infinity;
  let { between } = options;
  let running: AbortController | undefined;
  let timer: number | undefined;

  const pump = (): void => {
    if (isStopped || !isWanted) return;
    const since = platform.now() - lastAt;
    if (running !== undefined) {
      if (since >= options.limit) running.abort();
      return;
    }
    window.clearTimeout(timer);
    if (since < between) timer = window.setTimeout(pump, between - since);
    else void look();
  };

  const look = async (): Promise<void> => {
    const own = new AbortController();
    const beganAt = platform.now();
    isWanted = false;
    running = own;
    lastAt = beganAt;
    between = options.between;
    const over = window.setTimeout(() => {
      own.abort();
    }, options.limit);
    try {
      const connector = await untilAborted(options.ask(own.signal), own.signal);
      if (!isStopped) options.onAnswer(connector, beganAt);
    } catch (error) {
      between = Math.max(between, pleaOf(error));
      if (!isStopped) options.onTrouble(error, beganAt);
    } finally {
      window.clearTimeout(over);
      running = undefined;
      pump();
    }
  };

  return {
    want() {
      isWanted = true;
      pump();
    },
    stop() {
      isStopped = true;
      window.clearTimeout(timer);
      running?.abort();
    },
  };
};
