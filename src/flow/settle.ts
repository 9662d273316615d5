import { ConnectError } from '../protocol/errors.ts';
import { judge } from './judge.ts';
import { createObserver } from './observer.ts';
import { isVisible } from './page.ts';
import type { Platform } from './platform.ts';
import { createPoller } from './poller.ts';
import { popupStatusOf } from './popup-status.ts';
import type { SettleOptions, Settlement } from './settle-options.ts';
import { listenForSignals, type Signal } from './signals.ts';
import { pollInterval } from './timing.ts';
import { listenForTriggers } from './triggers.ts';

/** The server will answer the same however often it is asked. Rule 13. */
const isFinal = (error: unknown): error is ConnectError =>
  error instanceof ConnectError && ['not-signed-in', 'forbidden', 'connector-not-found', 'misconfigured'].includes(error.code);

/**
 * Waits until one attempt is settled: everything is observed into one record of evidence, the server is asked, and
 * `judge` ends the attempt where it has failed. Rules by number: docs/settling.md. Rejects with the ConnectError that
 * the attempt failed with, or the abort's reason.
 */
export const settle = (platform: Platform, options: SettleOptions): Promise<Settlement> => {
  const { timing, check, startedAt } = options;
  const { window } = platform;
  const observer = createObserver(platform, options);
  const { evidence } = observer;
  const circumstances = { hasServer: check !== undefined, hearsCutOffWindow: options.hearsCutOffWindow, timing };
  // The end removes every listener and timer. Rule 14.
  const over = new AbortController();
  let nextPollAt = platform.now() + pollInterval(0, false);
  let hasReturned = false;

  return new Promise((resolve, reject) => {
    const succeed = (settlement: Settlement): void => {
      over.abort();
      resolve(settlement);
    };
    const fail = (reason: Error): void => {
      over.abort();
      reject(reason);
    };
    const judgeNow = (): void => {
      const failure = over.signal.aborted ? undefined : judge(evidence, circumstances, platform.now());
      if (failure !== undefined) fail(failure);
    };

    const poller =
      check &&
      createPoller(platform, {
        ask: check,
        between: timing.betweenChecks,
        limit: timing.confirm,
        retryGate: options.retryGate,
        signal: over.signal,
        onAnswer(connector, beganAt) {
          if (observer.takeAnswer(connector, beganAt)) {
            succeed({ proof: 'authenticated', connector });
            return;
          }
          if (!connector.authenticated) options.onDenial(connector);
          judgeNow();
        },
        onTrouble(error, beganAt) {
          if (isFinal(error)) {
            const stage = evidence.signalledAt === undefined ? 'authorizing' : 'confirming';
            fail(new ConnectError(error.code, error.message, { stage, cause: error }));
            return;
          }
          // Other errors are inconclusive: keep polling.
          observer.takeSilence(beganAt);
          judgeNow();
        },
      });

    const isPressing = (): boolean => evidence.signalledAt !== undefined || evidence.overdueSince !== undefined;
    const ask = (urgent = false): void => {
      const now = platform.now();
      const isAlone = evidence.closedSince !== undefined || evidence.cameBack;
      const wait = isPressing() ? timing.betweenChecks : pollInterval(now - startedAt, isAlone);
      // Jitter of 20 % either way, so that many pages do not poll in lockstep.
      nextPollAt = now + wait * (0.8 + 0.4 * Math.random());
      poller?.want(urgent);
    };

    const handleSignal = (signal: Signal): void => {
      if (check === undefined && signal.code === undefined) {
        succeed({ proof: 'message', connector: undefined });
        return;
      }
      const isNews = observer.hear(signal, platform.now());
      if (isNews || evidence.signalledAt !== undefined) ask(isNews);
      if (isNews && signal.code === undefined) options.onSignal();
      judgeNow();
    };

    /** Observes, and shows what is new of the window. True if there is a reason to ask the server. */
    const observe = (): boolean => {
      const now = platform.now();
      const isNews = observer.observe(now);
      const status = popupStatusOf(evidence, options.leavesPage(), timing, now);
      if (status !== undefined) options.onWindow(status);
      return isNews;
    };
    const tick = (): void => {
      const now = platform.now();
      if (observe()) ask();
      if (evidence.overdueSince === undefined && now - startedAt >= timing.deadline) {
        observer.expire(now);
        ask();
      }
      judgeNow();
      if (over.signal.aborted) return;
      if (evidence.signalledAt !== undefined && now - evidence.signalledAt >= timing.slow) options.onSlow();
      // Rule 4: no slow poll while the page is hidden.
      if (now >= nextPollAt && (isPressing() || isVisible(platform))) ask();
    };
    /** The whole page went to the sign-in and is here again: the callback page has left its report, or there will be none. */
    const comeBack = (): void => {
      const returned = options.takeReturned();
      if (returned !== undefined) handleSignal({ code: returned.code, isOurs: true });
      else observer.comeBack();
      if (!over.signal.aborted) tick();
    };

    const timer = window.setInterval(tick, timing.tick);
    over.signal.addEventListener('abort', () => {
      window.clearInterval(timer);
    });
    const handleAbort = (): void => {
      fail(options.signal.reason as Error);
    };
    options.signal.addEventListener('abort', handleAbort, { once: true, signal: over.signal });
    listenForSignals(platform, options, over.signal, handleSignal);
    listenForTriggers(platform, over.signal, {
      onReturn(restored) {
        if (restored && options.leavesPage()) comeBack();
        else tick();
        if (over.signal.aborted) return;
        const isFirst = !hasReturned && evidence.backSince !== undefined;
        hasReturned ||= isFirst;
        ask(isFirst);
      },
      onLeave() {
        if (observe()) ask();
      },
    });
    if (options.signal.aborted) handleAbort();
    else if (options.isResumed) comeBack();
  });
};
