import type { ReactiveControllerHost } from 'lit';
import type { State } from '../flow/state.ts';

/** Which of several methods a person has chosen, by its `id`. */
export class MethodChoice {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  chosen: string | undefined;
  /** Connect was pressed without a choice. */
  isMissing = false;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#host = host;
  }

  readonly choose = (id: string): void => {
    this.chosen = id;
    this.isMissing = false;
    this.#host.requestUpdate();
  };

  handleState(state: State): void {
    if (state.status !== 'ready' || state.problems === undefined || state.connector !== undefined) return;
    this.isMissing = true;
    this.#host.requestUpdate();
  }

  reset(): void {
    this.chosen = undefined;
    this.isMissing = false;
  }
}
