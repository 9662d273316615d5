import { ConnectError, type ErrorCode } from '../protocol/errors.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import { Ended } from './failure.ts';
import { type Circumstances, type Ending, type Findings, judge } from './judge.ts';
import { createLooks } from './looks.ts';
import type { Platform } from './platform.ts';
import type { SettleOptions, Settlement } from './settlement.ts';
import { listenForSignals } from './signals.ts';
import { pollInterval } from './timing.ts';
import { listenForMovements } from './triggers.ts';
import { createWatcher } from './watcher.ts';

/** The server will say the same however often it is asked. */
const isVerdict = (error: unknown): error is ConnectError =>
  error instanceof ConnectError && ['not-signed-in', 'forbidden', 'connector-not-found', 'misconfigured'].includes(error.code);

/**
 * Waits until one attempt is settled. Signals and returns of focus are reasons to look; the server's word decides.
 * That the window's handle reads closed is no verdict: any Cross-Origin-Opener-Policy on the way makes it so while the
 * person is still typing. Rejects with the ConnectError that the attempt failed with, or the abort's reason.
 */
export const settle = (platform: Platform, options: SettleOptions): Promise<Settlement> => {
  const { timing, check, startedAt } = options;
  const { window } = platform;
  const circumstances: Circumstances = { ...options, hasServer: check !== undefined };

  return new Promise((resolve, reject) => {
    const findings: Findings = { noes: 0 };
    const watcher = createWatcher(platform, options);
    const undo: (() => void)[] = [];
    let isOver = false;
    let nextPollAt = platform.now() + pollInterval(0, false);

    const end = (act: () => void): void => {
      if (isOver) return;
      isOver = true;
      for (const step of undo) step();
      act();
    };
    const fail = ({ code, message, story }: Ending, cause?: unknown): void => {
      const stage = findings.signalledAt === undefined ? 'authorizing' : 'confirming';
      end(() => {
        reject(new Ended(code, message, { stage, cause, story }));
      });
    };
    const judgeNow = (): void => {
      const ending = judge(findings, watcher, circumstances, platform.now());
      if (ending !== undefined) fail(ending);
    };

    const isFresh = (beganAt: number): boolean =>
      beganAt >= Math.max(findings.signalledAt ?? 0, findings.refusal?.at ?? 0, findings.overdueSince ?? 0);
    const handleAnswer = (connector: ConnectorView, beganAt: number): void => {
      if (connector.authenticated && (!circumstances.wasAuthenticated || beganAt >= (findings.signalledAt ?? Infinity))) {
        end(() => {
          resolve({ proof: 'authenticated', connector });
        });
        return;
      }
      if (!connector.authenticated) {
        circumstances.wasAuthenticated = false;
        options.onNo(connector);
      }
      if (isFresh(beganAt)) findings.heard = 'no';
      const { backSince = Infinity, goneSince = 0 } = watcher;
      if (beganAt >= Math.max(backSince, goneSince)) findings.noes += 1;
      judgeNow();
    };
    const handleTrouble = (error: unknown, beganAt: number): void => {
      if (isVerdict(error)) {
        fail({ code: error.code, message: error.message }, error);
        return;
      }
      // Anything else is not knowing, and not knowing is no failure: the next look may be answered.
      if (isFresh(beganAt)) findings.heard = 'nothing';
      judgeNow();
    };
    const looks =
      check &&
      createLooks(platform, {
        ask: check,
        between: timing.betweenChecks,
        limit: timing.confirm,
        onAnswer: handleAnswer,
        onTrouble: handleTrouble,
      });

    const isPressing = (): boolean => findings.signalledAt !== undefined || findings.overdueSince !== undefined;
    const ask = (): void => {
      const now = platform.now();
      const isAlone = watcher.goneSince !== undefined || watcher.cameBack;
      const wait = isPressing() ? timing.betweenChecks : pollInterval(now - startedAt, isAlone);
      // Full second steps would keep a thousand pages in time with one another.
      nextPollAt = now + wait * (0.8 + 0.4 * Math.random());
      looks?.want();
    };
    /** A new reason to ask: what was heard before says nothing of it. */
    const turnTo = (news: Partial<Findings>): void => {
      Object.assign(findings, news, { heard: undefined });
      ask();
    };
    const handleSignal = (code: ErrorCode | undefined): void => {
      if (check === undefined && code === undefined) {
        end(() => {
          resolve({ proof: 'message', connector: undefined });
        });
      } else if (findings.signalledAt !== undefined) {
        ask();
      } else if (code === undefined) {
        turnTo({ signalledAt: platform.now(), refusal: undefined });
        options.onSignal();
      } else {
        // Whoever posts a code can be wrong: the server has its say first.
        turnTo({ refusal: { code, at: platform.now() } });
        judgeNow();
      }
    };

    const follow = (): void => {
      if (!watcher.follow(platform.now())) return;
      // The window may have closed because it is done: earlier answers count no more.
      findings.noes = 0;
      ask();
    };
    const tick = (): void => {
      const now = platform.now();
      follow();
      if (findings.overdueSince === undefined && now - startedAt >= timing.deadline) turnTo({ overdueSince: now });
      judgeNow();
      if (isOver) return;
      if (findings.signalledAt !== undefined && now - findings.signalledAt >= timing.slow) options.onSlow();
      if (now >= nextPollAt && (isPressing() || window.document.visibilityState === 'visible')) ask();
    };
    /** The page went away as a whole and is here again: either the callback page left its word, or nobody will. */
    const comeBack = (): void => {
      const returned = options.takeReturned();
      if (returned !== undefined) handleSignal(returned.code);
      else watcher.comeBack();
      if (!isOver) tick();
    };

    const timer = window.setInterval(tick, timing.tick);
    const handleAbort = (): void => {
      end(() => {
        reject(options.signal.reason as Error);
      });
    };
    options.signal.addEventListener('abort', handleAbort, { once: true });
    undo.push(
      () => {
        window.clearInterval(timer);
      },
      () => {
        options.signal.removeEventListener('abort', handleAbort);
      },
      () => {
        looks?.stop();
      },
      listenForSignals(platform, options, handleSignal),
      listenForMovements(platform, {
        onReturn(restored) {
          if (restored && options.leavesPage()) comeBack();
          else tick();
          if (!isOver) ask();
        },
        onLeave: follow,
      }),
    );
    if (options.signal.aborted) handleAbort();
    else if (options.isResumed) comeBack();
  });
};
