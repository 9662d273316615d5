import type { ReactiveControllerHost } from 'lit';
import { isPending, isQuestion, type State } from '../flow/state.ts';

/** What of a folded card is open. `auto`: what the state needs; `open`: what the person asked for; `dismissed`: the person closed it. */
type Opening = 'auto' | 'open' | 'dismissed';

/** States that a folded row or button shows completely. */
const restful: ReadonlySet<State['status']> = new Set<State['status']>(['idle', 'loading', 'ready', 'connected']);

/** Whether a folded card shows the whole state, so that it needs no unfolding. */
const isQuiet = (state: State): boolean => restful.has(state.status);

/** What a row or a button shows of its body, and whether the form of a connected account is open. */
export class Panel {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  #opening: Opening = 'auto';
  /** The form of a connected account is open, or would be in what is folded. */
  isEditing = false;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#host = host;
  }

  isUnfolded(state: State): boolean {
    return this.#opening === 'auto' ? !isQuiet(state) : this.#opening === 'open';
  }

  reset(): void {
    this.#opening = 'auto';
    this.isEditing = false;
  }

  open(): void {
    this.#opening = 'open';
  }

  fold(state: State): void {
    this.#opening = isQuiet(state) ? 'auto' : 'dismissed';
  }

  /** `keepsForm`: the form holds what a person has typed. */
  toggle(state: State, keepsForm: boolean): void {
    if (!this.isUnfolded(state)) {
      this.open();
    } else {
      this.fold(state);
      this.isEditing &&= keepsForm;
    }
    this.#host.requestUpdate();
  }

  toggleEditing(): void {
    this.open();
    this.isEditing = !this.isEditing;
    this.#host.requestUpdate();
  }

  handleState(state: State, previous: State): void {
    const isClosed = this.#opening === 'dismissed';
    // What was closed during an attempt comes back with its end. A question leaves open what it was asked in.
    const stays = isClosed ? isPending(previous) && isPending(state) : this.isEditing || isQuestion(previous) || isQuestion(state);
    if (state.status !== previous.status && !stays) this.#opening = 'auto';
    if (state.status === 'ready' && state.problems !== undefined) this.open();
  }
}
