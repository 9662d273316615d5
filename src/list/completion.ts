import type { ListProgress } from './events.ts';

/** Calls `report` once when all are connected, and once when one no longer is. */
export const createCompletion = (
  report: (type: 'complete' | 'incomplete', progress: ListProgress) => void,
): ((now: ListProgress) => void) => {
  let wasComplete = false;
  return (progress) => {
    const isComplete = progress.total > 0 && progress.connected === progress.total;
    if (isComplete === wasComplete) return;
    wasComplete = isComplete;
    report(isComplete ? 'complete' : 'incomplete', progress);
  };
};
