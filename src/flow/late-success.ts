import { type ErrorCode, isRetryable } from '../protocol/errors.ts';
import type { FlowContext } from './context.ts';
import { createPoller } from './poller.ts';
import type { Settlement, SettleOptions } from './settle-options.ts';
import { listenForSignals } from './signals.ts';
import { listenForTriggers } from './triggers.ts';

/**
 * Watches an attempt that failed for a while longer, as the person may still be signing in in the other window. Every late
 * signal and every return of focus asks the server. Resolves with the late success, or undefined when the time is over.
 * Rule 14.
 */
export const watchForLateSuccess = (
  context: FlowContext,
  failed: { code: ErrorCode; wasSignalled: boolean },
  options: SettleOptions,
): Promise<Settlement | undefined> => {
  // Non-retryable failures are not watched: waiting does not remove their cause.
  if (!isRetryable(failed.code) || options.signal.aborted) return Promise.resolve(undefined);
  const { platform, config, retryGate } = context;
  const { timing } = config;
  const { window } = platform;
  const over = new AbortController();
  return new Promise((resolve) => {
    let { wasAuthenticated } = options.remembered;
    let signalledAt = failed.wasSignalled ? -Infinity : Infinity;
    const end = (settlement: Settlement | undefined): void => {
      over.abort();
      resolve(settlement);
    };
    const poller =
      config.backend &&
      createPoller(platform, {
        ask: context.read,
        between: timing.betweenChecks,
        limit: timing.confirm,
        retryGate,
        signal: over.signal,
        onAnswer(connector, beganAt) {
          // Rule 6.
          if (!connector.authenticated) wasAuthenticated = false;
          else if (!wasAuthenticated || beganAt >= signalledAt) end({ proof: 'authenticated', connector });
        },
        // The next return asks again. After a signal, one unanswered question is not enough.
        onTrouble() {
          const since = platform.now() - signalledAt;
          if (since >= 0 && since < timing.confirm) poller?.want();
        },
      });
    const timer = window.setTimeout(() => {
      end(undefined);
    }, timing.late);
    over.signal.addEventListener('abort', () => {
      window.clearTimeout(timer);
    });
    options.signal.addEventListener(
      'abort',
      () => {
        end(undefined);
      },
      { signal: over.signal },
    );
    listenForSignals(context, options, over.signal, ({ code }) => {
      if (code !== undefined) return;
      signalledAt = Math.min(signalledAt, platform.now());
      if (poller === undefined) end({ proof: 'message', connector: undefined });
      else poller.want();
    });
    listenForTriggers(platform, over.signal, {
      onReturn: () => {
        poller?.want();
      },
    });
  });
};
