import type { ListProgress } from './events.ts';

/** Calls `tell` once when all are connected, and once when one no longer is. */
export const createCompletion = (
  tell: (type: 'complete' | 'incomplete', progress: ListProgress) => void,
): ((now: ListProgress) => void) => {
  let wasComplete = false;
  return (progress) => {
    const isComplete = progress.total > 0 && progress.connected === progress.total;
    if (isComplete === wasComplete) return;
    wasComplete = isComplete;
    tell(isComplete ? 'complete' : 'incomplete', progress);
  };
};
