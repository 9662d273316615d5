import { ConnectError } from '../protocol/errors.ts';

/** The promise's outcome, or `timed-out`: what is asked of the host's own code may never be answered. `limit`: milliseconds. */
export const inTime = <Value>(promise: Promise<Value>, limit: number, whose: string): Promise<Value> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new ConnectError('timed-out', `${whose} did not answer in time.`));
    }, limit);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
