import { cleanUpTimeLimit } from '../../protocol/time-limits.ts';
import { StatusError } from '../status.ts';

export interface RequestLimit {
  /** Fires when the client has left, and when the request's time is over. Its reason is a `ConnectError`. */
  signal: AbortSignal;
  /** Fires when not even putting things back has ended: then the answer goes out without it. */
  last: AbortSignal;
  /** To be called once the answer is there. */
  end(): void;
}

/** The time of one request: `timeout` ms, then `cleanUpTimeLimit` ms more to put back what was left half done. */
export const limitRequest = (request: Request, timeout: number): RequestLimit => {
  const work = new AbortController();
  const last = new AbortController();
  const expire = (controller: AbortController, limit: number) =>
    setTimeout(() => {
      controller.abort(new StatusError(504, 'backend-error', `The request was not carried out within ${timeout} ms.`));
    }, limit);
  const timers = [expire(work, timeout), expire(last, timeout + cleanUpTimeLimit)];
  const leave = (): void => {
    // 499, as proxies log it: the answer has no reader, but the audit trail has it.
    work.abort(new StatusError(499, 'cancelled', 'The client left before the answer.'));
  };
  if (request.signal.aborted) leave();
  request.signal.addEventListener('abort', leave);
  return {
    signal: work.signal,
    last: last.signal,
    end: () => {
      timers.forEach(clearTimeout);
      request.signal.removeEventListener('abort', leave);
    },
  };
};
