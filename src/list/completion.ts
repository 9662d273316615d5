import type { ListProgress } from './events.ts';

/** Says once when all are connected, and once when that is over. `tell` dispatches. */
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
