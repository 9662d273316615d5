import type { ReactiveControllerHost } from 'lit';
import type { State } from '../flow/state.ts';

/**
 * What of a folded card is open. `auto`: what the state needs; `open` and `editing`: what the person asked for;
 * `dismissed`: the person closed what the state had opened.
 */
type Opening = 'auto' | 'open' | 'editing' | 'dismissed';

/** States that a folded row or button shows completely. */
const restful: ReadonlySet<State['status']> = new Set<State['status']>(['idle', 'loading', 'ready', 'connected']);

/** Whether a folded card shows the whole state, so that it needs no unfolding. */
const isQuiet = (state: State): boolean => restful.has(state.status);

/** What a row or a button shows of its body, and whether the form of a connected account is open. */
export class Panel {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  #opening: Opening = 'auto';

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#host = host;
  }

  get isEditing(): boolean {
    return this.#opening === 'editing';
  }

  isUnfolded(state: State): boolean {
    return this.#opening === 'auto' ? !isQuiet(state) : this.#opening !== 'dismissed';
  }

  reset(): void {
    this.#opening = 'auto';
  }

  open(): void {
    if (!this.isEditing) this.#opening = 'open';
  }

  toggle(state: State): void {
    this.#opening = this.isUnfolded(state) ? (isQuiet(state) ? 'auto' : 'dismissed') : 'open';
    this.#host.requestUpdate();
  }

  toggleEditing(): void {
    this.#opening = this.isEditing ? 'open' : 'editing';
    this.#host.requestUpdate();
  }

  handleState(state: State, previous: State): void {
    if (state.status !== previous.status && !this.isEditing) this.reset();
    if (state.status === 'ready' && state.problems !== undefined) this.#opening = 'open';
  }
}
