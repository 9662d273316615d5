import type { LitElement, ReactiveController } from 'lit';
import { whenLeft } from '../element/when-left.ts';
import { type OpenedSource, openSource, type SourceHost } from './open-source.ts';

interface Options extends Pick<SourceHost, 'onChange' | 'onFailed' | 'isHeld'> {
  /** The element's options as they are now. */
  read: () => Pick<SourceHost, 'names' | 'headers'> & { endpoint: string | undefined };
}

/** Holds the source of one list: opens it from the list's options, replaces it when they change, closes it when the list leaves. */
export class SourceController implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: Options;
  /** The endpoint is no valid address. */
  #isBroken = false;
  /** Undefined while there is no endpoint, or no valid one. */
  source: OpenedSource | undefined;

  constructor(host: LitElement, options: Options) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get status(): OpenedSource['status'] | undefined {
    return this.#isBroken ? 'failed' : this.source?.status;
  }

  /** A list that is back in the page is read again. The first reading is started by the list, once it has its options. */
  hostConnected(): void {
    if (this.#host.hasUpdated && this.source === undefined) this.start();
  }

  hostDisconnected(): void {
    whenLeft(this.#host, this.#end);
  }

  /** Starts over with the options as they are now. */
  start(): void {
    // A server only draws the tag: the list begins in the browser.
    if (typeof document === 'undefined') return;
    this.#end();
    this.#isBroken = false;
    const { read, ...handlers } = this.#options;
    const { endpoint, ...options } = read();
    if (!endpoint) return;
    try {
      this.source = openSource({ endpoint, ...options, ...handlers });
      void this.source.look();
    } catch (error) {
      this.#isBroken = true;
      handlers.onFailed(error);
    }
  }

  readonly #end = (): void => {
    this.source?.close();
    this.source = undefined;
  };
}
