import { ConnectError, type ErrorCode } from '../protocol/errors.ts';
import type { ConnectorView, Proof } from '../protocol/wire.ts';
import type { Platform } from './platform.ts';
import { listenForSignals } from './signals.ts';
import type { WindowKnowledge } from './state.ts';
import { pollInterval, type Timing } from './timing.ts';
import { listenForReturn } from './triggers.ts';

export interface SettleOptions {
  attempt: string;
  startedAt: number;
  serviceOrigin: string | undefined;
  /** The sign-in window, or null where no handle is held: blocked, or opened before a reload. */
  currentWindow: () => Window | null;
  /** Reads the connector from the server; undefined where there is no server to ask, and the signal must do. */
  check: ((signal: AbortSignal) => Promise<ConnectorView>) | undefined;
  /** Cyclr called it authenticated before the attempt: a signal must come too. */
  wasAuthenticated: boolean;
  /** The callback page had its say before this page was here to listen. */
  returned?: { code: ErrorCode | undefined } | undefined;
  timing: Timing;
  signal: AbortSignal;
  onWindow?: (known: WindowKnowledge) => void;
  onSignal?: () => void;
}

export interface Settlement {
  proof: Proof;
  /** As the server sees it now; undefined where no server was asked. */
  connector: ConnectorView | undefined;
}

/** The server will say the same however often it is asked. */
const isVerdict = (code: ErrorCode): boolean =>
  code === 'not-signed-in' || code === 'forbidden' || code === 'connector-not-found' || code === 'misconfigured';

/**
 * Waits until one attempt is settled. Signals and returns of focus are reasons to look; the server's word decides.
 * That the window's handle reads closed is no verdict: any Cross-Origin-Opener-Policy on the way makes it so while the
 * person is still typing. Rejects with the ConnectError that the attempt failed with, or the abort's reason.
 */
export const settle = (platform: Platform, options: SettleOptions): Promise<Settlement> => {
  const { timing, check, startedAt } = options;
  const { document } = platform.window;

  return new Promise((resolve, reject) => {
    let signalledAt: number | undefined;
    let goneSince: number | undefined;
    let wasAway = false;
    let backSince: number | undefined;
    let refusalsSinceBack = 0;
    let lastCheckAt = -Infinity;
    let nextPollAt = platform.now() + pollInterval(0, false);
    let checkWanted = false;
    let everAnswered = false;
    const checking = new AbortController();
    let checkRunning = false;

    const undo: (() => void)[] = [];
    const end = (act: () => void): void => {
      for (const step of undo.splice(0)) step();
      checking.abort();
      act();
    };
    const fail = (code: ErrorCode, message: string, cause?: unknown): void => {
      const stage = signalledAt === undefined ? 'authorizing' : 'confirming';
      end(() => { reject(new ConnectError(code, message, { stage, cause })); });
    };

    const wantCheck = (): void => {
      checkWanted = true;
      pump();
    };

    const pump = (): void => {
      const now = platform.now();
      if (!checkWanted || checkRunning || check === undefined || checking.signal.aborted) return;
      if (now - lastCheckAt < timing.betweenChecks) return;
      checkWanted = false;
      checkRunning = true;
      lastCheckAt = now;
      // Full second steps would keep a thousand pages in time with one another.
      const wait = signalledAt === undefined ? pollInterval(now - startedAt, goneSince !== undefined) : timing.betweenChecks;
      nextPollAt = now + wait * (0.8 + 0.4 * Math.random());
      void look(check, backSince, goneSince).finally(() => { checkRunning = false; });
    };

    const look = async (ask: NonNullable<typeof check>, sinceBack: number | undefined, sinceGone: number | undefined): Promise<void> => {
      try {
        const connector = await ask(checking.signal);
        if (checking.signal.aborted) return;
        everAnswered = true;
        const proven = connector.authenticated && (!options.wasAuthenticated || signalledAt !== undefined);
        if (proven) end(() => { resolve({ proof: 'authenticated', connector }); });
        else if (sinceBack !== undefined && sinceBack === backSince && sinceGone === goneSince) refusalsSinceBack += 1;
      } catch (cause) {
        if (checking.signal.aborted) return;
        if (cause instanceof ConnectError && isVerdict(cause.code)) fail(cause.code, cause.message, cause);
        // Anything else is not knowing, and not knowing is no failure: the next look may be answered.
      }
    };

    const handleSignal = (code: ErrorCode | undefined): void => {
      if (code !== undefined) {
        fail(code, 'The sign-in could not be started by the server.');
        return;
      }
      if (check === undefined) {
        end(() => { resolve({ proof: 'message', connector: undefined }); });
        return;
      }
      if (signalledAt === undefined) {
        signalledAt = platform.now();
        // What was answered before says nothing of whether the server can be asked now.
        everAnswered = false;
        options.onSignal?.();
      }
      wantCheck();
    };

    const followFocus = (now: number): void => {
      const here = document.visibilityState === 'visible' && document.hasFocus();
      if (!here) {
        wasAway = true;
        backSince = undefined;
      } else if (wasAway && backSince === undefined) {
        backSince = now;
        refusalsSinceBack = 0;
        wantCheck();
      }
    };

    const followWindow = (now: number): void => {
      const opened = options.currentWindow();
      if (opened === null) return;
      if (!opened.closed) {
        goneSince = undefined;
        options.onWindow?.('open');
        return;
      }
      if (goneSince === undefined) {
        goneSince = now;
        // It may have closed because it is done: earlier answers count no more.
        refusalsSinceBack = 0;
        wantCheck();
      }
      if (now - goneSince >= timing.closeGrace) options.onWindow?.('unsure');
    };

    /** The window is gone, the person has been back for a while, and the server has said no twice since. */
    const gaveUp = (now: number): boolean =>
      signalledAt === undefined &&
      goneSince !== undefined && now - goneSince >= timing.closeGrace &&
      backSince !== undefined && now - backSince >= timing.focusSettle &&
      (check === undefined || refusalsSinceBack >= 2);

    const tick = (): void => {
      const now = platform.now();
      followFocus(now);
      followWindow(now);
      if (signalledAt !== undefined && now - signalledAt >= timing.confirm) {
        if (everAnswered) fail('not-authenticated', 'The sign-in came back, but Cyclr does not call the connector authenticated.');
        else fail('unverifiable', 'The sign-in came back, but the server could not be asked about it.');
      } else if (gaveUp(now)) {
        fail('cancelled', 'The sign-in window was closed before the connector was authenticated.');
      } else if (now - startedAt >= timing.deadline) {
        if (everAnswered || check === undefined) fail('timed-out', 'The sign-in took too long.');
        else fail('unverifiable', 'The server could not be asked about the sign-in.');
      } else if (now >= nextPollAt && document.visibilityState === 'visible') {
        wantCheck();
      } else {
        pump();
      }
    };

    const timer = setInterval(tick, timing.tick);
    undo.push(
      () => { clearInterval(timer); },
      listenForSignals(platform, options, handleSignal),
      listenForReturn(platform, () => {
        tick();
        if (!checking.signal.aborted) wantCheck();
      }),
    );
    const handleAbort = (): void => { end(() => { reject(options.signal.reason as Error); }); };
    options.signal.addEventListener('abort', handleAbort, { once: true });
    undo.push(() => { options.signal.removeEventListener('abort', handleAbort); });
    if (options.signal.aborted) handleAbort();
    else if (options.returned !== undefined) handleSignal(options.returned.code);
  });
};
