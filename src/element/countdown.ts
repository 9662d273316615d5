import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { State } from '../flow/state.ts';

/** Counts the seconds until another try is allowed, and redraws its host at each of them. */
export class Countdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #end = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whole seconds that are left. */
  get left(): number {
    return Math.max(0, Math.ceil((this.#end - Date.now()) / 1000));
  }

  handleState(state: State): void {
    if (state.status !== 'failed') return;
    const seconds = state.code === 'rate-limited' ? (state.retryAfter ?? 0) : 0;
    this.#stop();
    this.#end = Date.now() + seconds * 1000;
    if (seconds <= 0) return;
    this.#timer = setInterval(() => {
      if (this.left === 0) this.#stop();
      this.#host.requestUpdate();
    }, 1000);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
  }
}
