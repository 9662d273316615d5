import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Tells a host that waits for the network when it is back. Only a host that waits listens: a thousand idle cards on a
 * page hear nothing.
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
