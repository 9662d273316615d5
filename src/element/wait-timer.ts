import type { ReactiveControllerHost } from 'lit';
import type { State } from '../flow/state.ts';

/** How long a save takes: `short` shows it in the pressed button alone, `long` from 400 ms on everywhere, `longer` after five seconds. */
export type Wait = 'short' | 'long' | 'longer';

/**
 * Measures how long saving takes, and the seconds until another try is allowed; redraws its host as they change. An element
 * that is moved in the page goes on; in one that has left it nothing is counted.
 */
export class WaitTimer {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'> & Pick<Node, 'isConnected'>;
  #timers: ReturnType<typeof setInterval>[] = [];
  #end = 0;
  wait: Wait = 'short';

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'> & Pick<Node, 'isConnected'>) {
    this.#host = host;
  }

  /** Whole seconds until another try is allowed. */
  get left(): number {
    return Math.max(0, Math.ceil((this.#end - Date.now()) / 1000));
  }

  handleState(state: State): void {
    this.#stop();
    this.wait = 'short';
    if (state.status === 'saving') this.#timers = [this.#become('long', 400), this.#become('longer', 5000)];
    if (state.status !== 'failed') return;
    const seconds = state.code === 'rate-limited' ? (state.retryAfter ?? 0) : 0;
    this.#end = Date.now() + seconds * 1000;
    if (seconds > 0)
      this.#timers = [
        setInterval(() => {
          this.#count();
        }, 1000),
      ];
  }

  #stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  #become(wait: Wait, delay: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.wait = wait;
      this.#host.requestUpdate();
    }, delay);
  }

  #count(): void {
    if (this.left === 0 || !this.#host.isConnected) this.#stop();
    this.#host.requestUpdate();
  }
}
