import { StatusError } from './status.ts';

/**
 * Runs `work` with a signal that fires after `timeout` ms, and stops waiting then even where the signal is ignored.
 *
 * @throws {ConnectError} `backend-error`, status 504
 */
export const runWithTimeout = async <Result>(
  timeout: number,
  what: string,
  work: (signal: AbortSignal) => Result | Promise<Result>,
): Promise<Result> => {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new StatusError(504, 'backend-error', `${what} did not answer within ${timeout} ms.`));
      controller.abort();
    }, timeout);
  });
  try {
    return await Promise.race([work(controller.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
};
