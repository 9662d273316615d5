import { ConnectError } from '../protocol/errors.ts';
import { takeLock } from './page-lock.ts';

/** Why an attempt stopped without an end: no event is to follow. */
export const disposed = Symbol('disposed');

export interface Run {
  readonly attempt: string;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** Runs the attempts of one flow, one at a time. */
export interface Runs {
  readonly current: Run | undefined;
  readonly isDisposed: boolean;
  /** Aborts when the flow is disposed of. */
  readonly life: AbortSignal;
  /**
   * Runs one attempt. What `work` throws goes to `fail`, unless the flow was disposed of meanwhile. `windowSince`: when
   * its window was opened, undefined without one; of all attempts of the page with a window only the newest goes on.
   */
  begin(attempt: string, windowSince: number | undefined, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Clears `current` before an end is dispatched: a listener may start a new attempt synchronously. */
  end(): void;
  /**
   * A new signal for work after the end of an attempt. It aborts when the next attempt begins, when this is called again, or
   * with the flow.
   */
  afterwards(): AbortSignal;
  dispose(): void;
}

export const createRuns = (fail: (error: unknown) => void): Runs => {
  let current: Run | undefined;
  let aftermath = new AbortController();
  const life = new AbortController();
  let release: (() => void) | undefined;

  const begin: Runs['begin'] = (attempt, windowSince, work) => {
    aftermath.abort();
    const controller = new AbortController();
    const own = { attempt, controller, done: Promise.resolve() };
    current = own;
    const unlock =
      windowSince === undefined
        ? undefined
        : takeLock(attempt, windowSince, () => {
            controller.abort(new ConnectError('superseded', 'A newer sign-in on this page took its place.'));
          });
    release = unlock;
    own.done = work(controller.signal)
      .catch((error: unknown) => {
        if (error !== disposed && controller.signal.reason !== disposed) fail(error);
      })
      .finally(() => {
        unlock?.();
        if (current === own) current = undefined;
      });
    return own.done;
  };

  return {
    get current() {
      return current;
    },
    get isDisposed() {
      return life.signal.aborted;
    },
    life: life.signal,
    begin,
    end() {
      current = undefined;
    },
    afterwards() {
      aftermath.abort();
      aftermath = new AbortController();
      if (life.signal.aborted) aftermath.abort();
      return aftermath.signal;
    },
    dispose() {
      life.abort(disposed);
      aftermath.abort();
      current?.controller.abort(disposed);
      // At once: another flow may already be taking the attempt up.
      release?.();
    },
  };
};
