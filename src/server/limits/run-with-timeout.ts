import { StatusError } from '../status.ts';
import { createStop, type Stop } from './stop.ts';

/**
 * Runs `work` with a stop of its own, which comes after `timeout` ms or together with `outer`, and does not wait any longer
 * then even where the stop is ignored.
 *
 * @throws {ConnectError} `backend-error`, status 504; the reason of `outer`
 */
export const runWithTimeout = async <Result>(
  timeout: number,
  what: string,
  work: (stop: Stop) => Result | Promise<Result>,
  outer?: Stop,
): Promise<Result> => {
  outer?.throwIfStopped();
  const own = createStop();
  const timer = setTimeout(() => {
    own.stop(new StatusError(504, 'backend-error', `${what} did not answer within ${timeout} ms.`));
  }, timeout);
  const forget = outer?.onStop(own.stop);
  try {
    return await own.race(Promise.resolve(work(own)));
  } finally {
    clearTimeout(timer);
    forget?.();
  }
};
