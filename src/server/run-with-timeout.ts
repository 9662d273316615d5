import { StatusError } from './status.ts';

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
  let stop = (): void => undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new StatusError(504, 'backend-error', `${what} did not answer within ${timeout} ms.`));
      controller.abort();
    }, timeout);
    stop = (): void => {
      reject(outer?.reason as Error);
      controller.abort();
    };
    outer?.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work(controller.signal), expired]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  }
};
