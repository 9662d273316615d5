import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ConnectError } from '../protocol/errors.ts';
import type { ConnectFlow, Notice } from '../flow/connect-flow.ts';
import { describeFailure } from '../flow/failure.ts';
import { createConnectFlow } from '../flow/flow.ts';
import { MissingOption } from '../flow/flow-config.ts';
import type { FlowOptions } from '../flow/options.ts';
import type { State } from '../flow/state.ts';
import { reportFailure } from './console-report.ts';
import { whenLeft } from './when-left.ts';

/** Milliseconds until a missing option is a failure. Longer for the connector: a person may have to choose it first. */
const patience = { connector: 10_000, others: 1_000 };

/** Holds one flow for an element: makes it from the element's options, replaces it when they change, ends it when the element leaves. */
export class FlowController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  /** The element's options as they are now. */
  readonly readOptions: () => FlowOptions;
  readonly #onNotice: (notice: Notice) => void;
  #flow: ConnectFlow | undefined;
  #broken: State | undefined;
  #unnamed: State | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #offline: AbortController | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, readOptions: () => FlowOptions, onNotice: (notice: Notice) => void) {
    this.#host = host;
    this.readOptions = readOptions;
    this.#onNotice = onNotice;
    host.addController(this);
  }

  get state(): State {
    return this.#broken ?? this.#flow?.state ?? { status: 'idle' };
  }

  /** What to draw: an element that stays without a connector is idle, but shows that nothing comes. */
  get drawn(): State {
    return this.#unnamed ?? this.state;
  }

  get flow(): ConnectFlow | undefined {
    return this.#flow;
  }

  /** The attempt of an element that is only moved goes on. */
  hostDisconnected(): void {
    whenLeft(this.#host, () => {
      this.end();
    });
  }

  /** Stops without an event: a pending attempt is resumed when the element is back. */
  end(): void {
    clearTimeout(this.#waiting);
    this.#offline?.abort();
    this.#flow?.dispose();
    this.#flow = undefined;
  }

  /** An attempt made with other options is over, and ends in its one `failed` before its flow goes. */
  #replace(): void {
    const flow = this.#flow;
    clearTimeout(this.#waiting);
    this.#offline?.abort();
    this.#flow = this.#broken = this.#unnamed = undefined;
    if (flow?.pending !== true) {
      flow?.dispose();
      return;
    }
    flow.subscribe(({ type }) => {
      if (type !== 'statechange') flow.dispose();
    });
    flow.cancel();
  }

  /** Starts over with the element's options as they are now. */
  restart(): void {
    // A server only draws the tag: the flow begins in the browser.
    if (typeof document === 'undefined') return;
    const previous = this.state;
    this.#replace();
    try {
      this.#flow = createConnectFlow(this.readOptions());
    } catch (error) {
      if (error instanceof MissingOption) this.#wait(error, previous);
      else this.#break(error, previous);
      return;
    }
    const flow = this.#flow;
    flow.subscribe((notice) => {
      if (flow === this.#flow || notice.type !== 'statechange') this.#tell(notice);
    });
    void flow.load();
  }

  /** Pages set options one after the other, some after a request of their own: what is missing is a failure only after a while. */
  #wait(error: MissingOption, previous: State): void {
    if (previous.status !== 'idle') this.#tell({ type: 'statechange', state: this.state, previous, elapsed: 0 });
    const { connectorId, connector } = this.readOptions();
    const isNamed = (connectorId ?? connector) !== undefined;
    this.#waiting = setTimeout(
      () => {
        if (isNamed) {
          this.#break(error, this.state);
          return;
        }
        // No event without a connector that it could be about.
        const failure = describeFailure(error, 'loading');
        this.#unnamed = { status: 'failed', ...failure };
        reportFailure(this.#host, { type: 'failed', connectorId: '', ...failure });
        this.#host.requestUpdate();
      },
      isNamed ? patience.others : patience.connector,
    );
  }

  /** Ends everything in one `failed`, and asks the server nothing more. */
  fail(error: ConnectError): void {
    const previous = this.state;
    this.end();
    this.#break(error, previous);
  }

  /** Options that cannot work are one `failed` like any other. */
  #break(error: unknown, previous: State): void {
    const known =
      error instanceof ConnectError ? error : new ConnectError('misconfigured', 'The options could not be read.', { cause: error });
    const failure = describeFailure(known, 'loading');
    this.#broken = { status: 'failed', ...failure };
    this.#tell({ type: 'statechange', state: this.#broken, previous, elapsed: 0 });
    this.#tell({ type: 'failed', connectorId: this.readOptions().connectorId ?? '', ...failure });
  }

  #tell(notice: Notice): void {
    this.#host.requestUpdate();
    if (notice.type === 'statechange') this.#followNetwork(notice.state);
    this.#onNotice(notice);
  }

  /** Reads again when the network is back. Listens only while a failure waits for that: idle cards have no listener. */
  #followNetwork(state: State): void {
    this.#offline?.abort();
    if (state.status !== 'failed' || state.code !== 'offline') return;
    this.#offline = new AbortController();
    window.addEventListener('online', () => void this.#flow?.load(), { signal: this.#offline.signal });
  }
}
