import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Calls back when the network is back. Listens only while its host waits for that, so that idle cards have no
 * listener.
 */
export class NetworkReturn implements ReactiveController {
  readonly #isWaiting: () => boolean;
  readonly #onReturn: () => void;

  constructor(host: ReactiveControllerHost, isWaiting: () => boolean, onReturn: () => void) {
    this.#isWaiting = isWaiting;
    this.#onReturn = onReturn;
    host.addController(this);
  }

  hostConnected(): void {
    this.hostUpdated();
  }

  hostUpdated(): void {
    if (this.#isWaiting()) window.addEventListener('online', this.#onReturn);
    else this.hostDisconnected();
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#onReturn);
  }
}
