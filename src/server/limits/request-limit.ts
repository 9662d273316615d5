import { cleanUpTimeLimit } from '../../protocol/time-limits.ts';
import { StatusError } from '../status.ts';
import { Stop } from './stop.ts';

export interface RequestLimit {
  /** Stops when the client has left, and when the request's time is over. Its reason is a `ConnectError`. */
  stop: Stop;
  /** Stops `cleanUpTimeLimit` after the request's time is over: then the answer is sent even if the clean-up has not ended. */
  last: Stop;
  /** To be called once the answer is there. */
  end(): void;
}

/** The time of one request: `timeout` ms, then `cleanUpTimeLimit` ms more to put back what was left half done. */
export const limitRequest = (request: Request, timeout: number): RequestLimit => {
  const stop = new Stop();
  const last = new Stop();
  const expire = (which: Stop): void => {
    which.stop(new StatusError(504, 'backend-error', `The request was not carried out within ${timeout} ms.`));
  };
  let timer = setTimeout(() => {
    expire(stop);
    timer = setTimeout(expire, cleanUpTimeLimit, last);
  }, timeout);
  const leave = (): void => {
    // 499, as proxies log it: the client does not read the answer, but the audit trail has it.
    stop.stop(new StatusError(499, 'cancelled', 'The client left before the answer.'));
  };
  const { signal } = request;
  if (signal.aborted) leave();
  // Not taken back at the end: the signal goes with its request, and by then there is nothing to stop.
  signal.addEventListener('abort', leave);
  return {
    stop,
    last,
    end: () => {
      clearTimeout(timer);
    },
  };
};
