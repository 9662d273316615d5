import { createAttentionWatch } from './attention-watch.ts';
import type { Notice } from './connect-flow.ts';
import type { Platform } from './platform.ts';
import { type FlowEvent, type State, transition } from './state.ts';

/** One state, changed by `transition` alone, and its subscribers. */
export interface StateStore {
  readonly state: State;
  readonly dispatch: (event: FlowEvent) => void;
  readonly emit: (notice: Notice) => void;
  /** Returns its own undo. */
  readonly subscribe: (listener: (notice: Notice) => void) => () => void;
  /** Removes all subscribers. */
  clear(): void;
}

export const createStateStore = (platform: Platform): StateStore => {
  const listeners = new Set<(notice: Notice) => void>();
  let state: State = { status: 'idle' };
  let changedAt = platform.now();

  const emit = (notice: Notice): void => {
    for (const listener of [...listeners]) {
      try {
        listener(notice);
      } catch (error) {
        // Report a listener's error to the page; the flow goes on.
        reportError(error);
      }
    }
  };

  const watchAttention = createAttentionWatch(emit);

  const dispatch = (event: FlowEvent): void => {
    const previous = state;
    state = transition(previous, event);
    if (state === previous) return;
    const now = platform.now();
    const elapsed = now - changedAt;
    changedAt = now;
    const reached = state;
    emit({ type: 'statechange', state, previous, elapsed });
    watchAttention(reached);
  };

  return {
    get state() {
      return state;
    },
    dispatch,
    emit,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    clear() {
      listeners.clear();
    },
  };
};
