import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import { takeReturned } from './attempt-storage.ts';
import type { FlowContext } from './context.ts';
import { sharesStorage } from './embedding.ts';
import { judgeFailure } from './judge-failure.ts';
import { createObserver } from './observer.ts';
import { isVisible } from './page.ts';
import { createPoller } from './poller.ts';
import { popupStatusOf } from './popup-status.ts';
import type { SettleOptions, Settlement } from './settle-options.ts';
import { listenForSignals, type Signal } from './signals.ts';
import { pollInterval } from './timing.ts';
import { listenForTriggers } from './triggers.ts';

/** The server will answer the same however often it is asked. Rule 13. */
const isFinal = (error: unknown): error is ConnectError =>
  error instanceof ConnectError && ['not-signed-in', 'forbidden', 'connector-not-found', 'misconfigured'].includes(error.code);

/** Called when the server answers `authenticated: false`: from then on `authenticated: true` is proof. */
type OnDenial = (connector: ConnectorView) => void;

/**
 * Waits until one attempt is settled: everything is observed into one record of evidence, the server is asked, and
 * `judgeFailure` ends the attempt where it has failed. Rules by number: docs/settling.md. Rejects with the ConnectError that
 * the attempt failed with, or the abort's reason. `isResumed`: the attempt began before this page was loaded.
 */
export const settle = (context: FlowContext, options: SettleOptions, isResumed: boolean, onDenial: OnDenial): Promise<Settlement> => {
  const { platform, config, store, retryGate } = context;
  const { timing, backend } = config;
  const { remembered, opened } = options;
  const { attempt, startedAt } = remembered;
  const { window } = platform;
  const observer = createObserver(platform, timing, opened, remembered.wasAuthenticated);
  const { evidence } = observer;
  const circumstances = {
    hasServer: backend !== undefined,
    hearsCutOffWindow: config.return === 'callback' && sharesStorage(platform),
    timing,
  };
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
      const failure = over.signal.aborted ? undefined : judgeFailure(evidence, circumstances, platform.now());
      if (failure !== undefined) fail(failure);
    };

    const poller =
      backend &&
      createPoller(platform, {
        ask: context.read,
        between: timing.betweenChecks,
        limit: timing.confirm,
        retryGate,
        signal: over.signal,
        onAnswer(connector, beganAt) {
          if (observer.takeAnswer(connector, beganAt)) {
            succeed({ proof: 'authenticated', connector });
            return;
          }
          if (!connector.authenticated) onDenial(connector);
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

    /** After a signal or the deadline, the server is asked every second. Rule 4. */
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
      if (backend === undefined && signal.code === undefined) {
        succeed({ proof: 'message', connector: undefined });
        return;
      }
      const isNews = observer.hear(signal, platform.now());
      if (isNews || evidence.signalledAt !== undefined) ask(isNews);
      if (isNews && signal.code === undefined) store.dispatch({ type: 'confirm' });
      judgeNow();
    };

    /** Observes, and shows what is new of the window. True if there is a reason to ask the server. */
    const observe = (): boolean => {
      const now = platform.now();
      const isNews = observer.observe(now);
      const status = popupStatusOf(evidence, opened.leavesPage, timing, now);
      if (status !== undefined) store.dispatch({ type: 'window', window: status });
      return isNews;
    };
    const tick = (): void => {
      const now = platform.now();
      if (observe()) ask();
      // Rule 12: the deadline.
      if (evidence.overdueSince === undefined && now - startedAt >= timing.deadline) {
        observer.expire(now);
        ask();
      }
      judgeNow();
      if (over.signal.aborted) return;
      if (evidence.signalledAt !== undefined && now - evidence.signalledAt >= timing.slow) store.dispatch({ type: 'slow' });
      // Rule 4: no slow poll while the page is hidden.
      if (now >= nextPollAt && (isPressing() || isVisible(platform))) ask();
    };
    /** The whole page went to the sign-in and is here again: the callback page has left its report, or there will be none. */
    const comeBack = (): void => {
      const returned = takeReturned(platform, attempt);
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
    listenForSignals(context, options, over.signal, handleSignal);
    listenForTriggers(platform, over.signal, {
      onReturn(restored) {
        if (restored && opened.leavesPage) comeBack();
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
    else if (isResumed) comeBack();
  });
};
