import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { State } from '../flow/state.ts';

/** Milliseconds. A passing state that lasts less is not shown; one that is shown stays at least so long. */
const steady = 400;

/** A state between two lasting ones, other than `saving`: the pressed button shows that at once, and all else of it later. */
const isPassing = ({ status }: State): boolean => status === 'loading' || status === 'confirming';

/** Lets the card show a passing state only if it lasts, so that nothing flashes. */
export class SteadyState implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  /** What the card shows. */
  shown: State = { status: 'idle' };
  #since = 0;
  #asked: State | undefined;
  #askedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** The state to show for the current one. Called at every update. */
  follow(state: State): State {
    const now = Date.now();
    if (state.status !== this.#asked?.status) this.#askedAt = now;
    this.#asked = state;
    const wait = this.#waitFor(state, now);
    clearTimeout(this.#timer);
    if (wait <= 0) {
      if (state.status !== this.shown.status) this.#since = now;
      this.shown = state;
      return state;
    }
    this.#timer = setTimeout(() => {
      this.#host.requestUpdate();
    }, wait);
    return this.shown;
  }

  #waitFor(state: State, now: number): number {
    if (this.shown.status === 'idle' || state.status === this.shown.status) return 0;
    if (isPassing(state)) return this.#askedAt + steady - now;
    const shownFor = now - this.#since;
    // What a long save shows has been in view only since then.
    if (this.shown.status === 'saving') return shownFor < steady ? 0 : 2 * steady - shownFor;
    // The first reading is not delayed: its result is shown at once.
    return isPassing(this.shown) && this.shown.status !== 'loading' ? steady - shownFor : 0;
  }
}
