import { StatusError } from '../status.ts';
import { Stop } from './stop.ts';

/**
 * Runs `work` with a stop of its own, which comes after `timeout` ms or together with `outer`, and does not wait any longer
 * then even where the stop is ignored.
 *
 * @throws {ConnectError} `backend-error`, status 504; the reason of `outer`
 */
export const runWithTimeout = async <Result>(
  timeout: number,
  what: string,
  work: (stop: Stop) => PromiseLike<Result>,
  outer?: Stop,
): Promise<Result> => {
  outer?.throwIfStopped();
  const own = new Stop();
  const timer = setTimeout(() => {
    own.stop(new StatusError(504, 'backend-error', `${what} did not answer within ${timeout} ms.`));
  }, timeout);
  const follow = (reason: Error): void => {
    own.stop(reason);
  };
  outer?.onStop(follow);
  try {
    return await own.race(work(own));
  } finally {
    clearTimeout(timer);
    outer?.forget(follow);
  }
};
