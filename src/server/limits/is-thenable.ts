/** A promise, also one of another library or realm. */
export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** For an answer that is not awaited: if it is a promise that rejects, Node would otherwise end the process. */
export const ignoreRejection = (value: unknown): void => {
  if (isThenable(value)) value.then(undefined, () => undefined);
};
