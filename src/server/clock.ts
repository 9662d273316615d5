import { ignoreRejection } from './limits/is-thenable.ts';

/**
 * The host's clock. If it throws or gives no number, the machine's time is used, and `report` gets what was thrown: a request
 * is answered without the host's clock too.
 */
export const createClock = (now: () => number, report?: (thrown: unknown) => void): (() => number) =>
  now === Date.now
    ? now
    : () => {
        try {
          const time: unknown = now();
          if (typeof time === 'number' && Number.isFinite(time)) return time;
          ignoreRejection(time);
        } catch (thrown) {
          report?.(thrown);
        }
        return Date.now();
      };
