import { type ErrorCode, isRetryable } from '../protocol/errors.ts';
import { createLooks } from './looks.ts';
import type { Platform } from './platform.ts';
import type { Settlement, SettleOptions } from './settlement.ts';
import { listenForSignals } from './signals.ts';
import { listenForMovements } from './triggers.ts';

/**
 * Watches an attempt that failed for a while longer, for the person may still be finishing in the other window: a late
 * signal, or the next return of focus, asks the server once. Resolves with the late success, or undefined when it is over.
 */
export const watchForLateSuccess = (
  platform: Platform,
  failed: { code: ErrorCode; wasSignalled: boolean },
  options: SettleOptions,
): Promise<Settlement | undefined> => {
  // What must change at the server first comes by no amount of waiting.
  if (!isRetryable(failed.code)) return Promise.resolve(undefined);
  const { window } = platform;
  const { check, timing, signal } = options;
  return new Promise((resolve) => {
    let { wasAuthenticated } = options;
    let signalledAt = failed.wasSignalled ? -Infinity : Infinity;
    const undo: (() => void)[] = [];
    const end = (settlement: Settlement | undefined): void => {
      for (const step of undo.splice(0)) step();
      resolve(settlement);
    };
    const looks =
      check &&
      createLooks(platform, {
        ask: check,
        between: timing.betweenChecks,
        limit: timing.confirm,
        onAnswer(connector, beganAt) {
          if (!connector.authenticated) wasAuthenticated = false;
          else if (!wasAuthenticated || beganAt >= signalledAt) end({ proof: 'authenticated', connector });
        },
        // Nobody waits for this answer: the next return asks again. Only a signal is not left at one question unanswered.
        onTrouble() {
          const since = platform.now() - signalledAt;
          if (since >= 0 && since < timing.confirm) looks?.want();
        },
      });
    const handleSignal = (refusal: ErrorCode | undefined): void => {
      if (refusal !== undefined) return;
      signalledAt = Math.min(signalledAt, platform.now());
      if (looks === undefined) end({ proof: 'message', connector: undefined });
      else looks.want();
    };
    const over = window.setTimeout(() => {
      end(undefined);
    }, timing.late);
    const handleAbort = (): void => {
      end(undefined);
    };
    signal.addEventListener('abort', handleAbort, { once: true });
    undo.push(
      () => {
        window.clearTimeout(over);
      },
      () => {
        signal.removeEventListener('abort', handleAbort);
      },
      () => {
        looks?.stop();
      },
      listenForSignals(platform, options, handleSignal),
      listenForMovements(platform, {
        onReturn: () => {
          looks?.want();
        },
      }),
    );
    if (signal.aborted) end(undefined);
  });
};
