import { ConnectError } from '../protocol/errors.ts';
import { takeTurn } from './turn.ts';

/** Why an attempt stopped without an end: nobody is to be told. */
export const disposed = Symbol('disposed');

export interface Run {
  readonly attempt: string;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** The attempts of one flow: one at a time, each to its end. */
export interface Runs {
  readonly current: Run | undefined;
  readonly isDisposed: boolean;
  /**
   * Runs one attempt. What `work` throws is for `fail` to tell, unless the flow was disposed of meanwhile. Of the
   * attempts in a window, wherever on the page, the one with the newest `windowSince` goes on.
   */
  begin(attempt: string, windowSince: number | undefined, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Over before anybody is told of it: a listener may begin the next attempt at once. */
  end(): void;
  /** Lasts from the end of an attempt until the next one begins or the flow is disposed of. */
  afterwards(): AbortSignal;
  dispose(): void;
}

export const createRuns = (fail: (error: unknown) => void): Runs => {
  let current: Run | undefined;
  let aftermath = new AbortController();
  let isDisposed = false;
  let giveTurn: (() => void) | undefined;

  const begin: Runs['begin'] = (attempt, windowSince, work) => {
    aftermath.abort();
    const controller = new AbortController();
    const own = { attempt, controller, done: Promise.resolve() };
    current = own;
    const give =
      windowSince === undefined
        ? undefined
        : takeTurn(attempt, windowSince, () => {
            controller.abort(new ConnectError('superseded', 'A newer sign-in on this page took the turn.'));
          });
    giveTurn = give;
    own.done = work(controller.signal)
      .catch((error: unknown) => {
        if (error !== disposed && controller.signal.reason !== disposed) fail(error);
      })
      .finally(() => {
        give?.();
        if (current === own) current = undefined;
      });
    return own.done;
  };

  return {
    get current() {
      return current;
    },
    get isDisposed() {
      return isDisposed;
    },
    begin,
    end() {
      current = undefined;
    },
    afterwards() {
      aftermath.abort();
      aftermath = new AbortController();
      if (isDisposed) aftermath.abort();
      return aftermath.signal;
    },
    dispose() {
      isDisposed = true;
      aftermath.abort();
      current?.controller.abort(disposed);
      // At once: whoever takes the attempt up may be here already.
      giveTurn?.();
    },
  };
};
