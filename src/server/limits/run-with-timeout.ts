import { onAbort } from './on-abort.ts';
import { StatusError } from '../status.ts';

/**
 * Runs `work` with a signal that fires after `timeout` ms or together with `outer`, and stops waiting then even where the
 * signal is ignored.
 *
 * @throws {ConnectError} `backend-error`, status 504; the reason of `outer`
 */
export const runWithTimeout = async <Result>(
  timeout: number,
  what: string,
  work: (signal: AbortSignal) => Result | Promise<Result>,
  outer?: AbortSignal,
): Promise<Result> => {
  outer?.throwIfAborted();
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let forget = (): unknown => undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new StatusError(504, 'backend-error', `${what} did not answer within ${timeout} ms.`));
      controller.abort();
    }, timeout);
    const stop = (): void => {
      reject(outer?.reason as Error);
      controller.abort();
    };
    if (outer !== undefined) forget = onAbort(outer, stop);
  });
  try {
    return await Promise.race([work(controller.signal), expired]);
  } finally {
    clearTimeout(timer);
    forget();
  }
};
