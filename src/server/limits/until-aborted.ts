import { onAbort } from './on-abort.ts';

/** The promise's outcome, or the abort's reason where that comes first. The work behind the promise goes on. */
export const untilAborted = async <Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> => {
  if (signal === undefined) return promise;
  let forget = (): unknown => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else forget = onAbort(signal, stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    forget();
  }
};
