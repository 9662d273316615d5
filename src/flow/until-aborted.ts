/** The promise's outcome, or the abort's reason if that comes first: the promise itself need not support the signal. */
export const untilAborted = <Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    const settled = new AbortController();
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { signal: settled.signal });
    promise.then(resolve, reject).finally(() => {
      settled.abort();
    });
  });
