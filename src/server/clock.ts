import { isThenable } from './limits/is-thenable.ts';

/**
 * The host's clock, which may be broken: what it throws goes to `report`, and where it gives no time the machine's counts.
 * A request is answered without the host's clock too.
 */
export const createClock = (now: () => number, report?: (thrown: unknown) => void): (() => number) =>
  now === Date.now
    ? now
    : () => {
        try {
          const time: unknown = now();
          if (typeof time === 'number' && Number.isFinite(time)) return time;
          // Not awaited; a promise that rejects would otherwise end the process.
          if (isThenable(time)) time.then(undefined, () => undefined);
        } catch (thrown) {
          report?.(thrown);
        }
        return Date.now();
      };
