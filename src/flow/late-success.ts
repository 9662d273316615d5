import type { ErrorCode } from '../protocol/errors.ts';
import type { Platform } from './platform.ts';
import type { Settlement, SettleOptions } from './settle.ts';
import { listenForSignals } from './signals.ts';
import { listenForReturn } from './triggers.ts';

/** After these endings the person may still be finishing in the other window. */
const canComeLate: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['cancelled', 'popup-blocked', 'timed-out', 'superseded', 'unverifiable', 'not-authenticated']);

/**
 * Watches an attempt that failed for a while longer: a late signal, or the next return of focus, asks the server once.
 * Resolves with the late success, or undefined when it is over.
 */
export const watchForLateSuccess = (
  platform: Platform,
  code: ErrorCode,
  options: SettleOptions,
): Promise<Settlement | undefined> => {
  if (!canComeLate.has(code)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    let signalled = false;
    let running = false;
    let lastCheckAt = platform.now();
    let again: ReturnType<typeof setTimeout> | undefined;
    const undo: (() => void)[] = [];
    const end = (settlement: Settlement | undefined): void => {
      for (const step of undo.splice(0)) step();
      resolve(settlement);
    };
    const look = async (): Promise<void> => {
      if (options.check === undefined || running) return;
      const wait = lastCheckAt + options.timing.betweenChecks - platform.now();
      clearTimeout(again);
      if (wait > 0) {
        again = setTimeout(() => { void look(); }, wait);
        return;
      }
      running = true;
      lastCheckAt = platform.now();
      try {
        const connector = await options.check(options.signal);
        if (connector.authenticated && (!options.wasAuthenticated || signalled)) end({ proof: 'authenticated', connector });
      } catch {
        // Nobody waits for this answer; the next return asks again.
      } finally {
        running = false;
      }
    };
    const handleSignal = (refusal: ErrorCode | undefined): void => {
      if (refusal !== undefined) return;
      signalled = true;
      if (options.check === undefined) end({ proof: 'message', connector: undefined });
      else void look();
    };
    const over = setTimeout(() => { end(undefined); }, options.timing.late);
    const handleAbort = (): void => { end(undefined); };
    options.signal.addEventListener('abort', handleAbort, { once: true });
    undo.push(
      () => { clearTimeout(over); clearTimeout(again); },
      () => { options.signal.removeEventListener('abort', handleAbort); },
      listenForSignals(platform, options, handleSignal),
      listenForReturn(platform, () => { void look(); }),
    );
    if (options.signal.aborted) end(undefined);
  });
};
