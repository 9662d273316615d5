import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { State } from '../flow/state.ts';

/** How long the person has been waiting: `short` shows nothing, `long` after a second, `longer` after five. */
export type Wait = 'short' | 'long' | 'longer';

/** Measures how long saving takes, and redraws its host when the wait becomes long. */
export class WaitTimer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timers: ReturnType<typeof setTimeout>[] = [];
  wait: Wait = 'short';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  handleState({ status }: State): void {
    this.#stop();
    if (status !== 'saving') return;
    this.#timers = (
      [
        [1000, 'long'],
        [5000, 'longer'],
      ] as const
    ).map(([delay, wait]) =>
      setTimeout(() => {
        this.wait = wait;
        this.#host.requestUpdate();
      }, delay),
    );
  }

  #stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.wait = 'short';
  }
}
