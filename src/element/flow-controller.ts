import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ConnectError } from '../protocol/errors.ts';
import type { ConnectFlow, Notice } from '../flow/connect-flow.ts';
import { describeFailure } from '../flow/failure.ts';
import { createConnectFlow } from '../flow/flow.ts';
import type { FlowOptions } from '../flow/options.ts';
import type { State } from '../flow/state.ts';
import { whenLeft } from './when-left.ts';

/** Holds one flow for an element: makes it from the element's options, replaces it when they change, ends it when the element leaves. */
export class FlowController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  /** The element's options as they are now. */
  readonly readOptions: () => FlowOptions;
  readonly #onNotice: (notice: Notice) => void;
  #flow: ConnectFlow | undefined;
  #broken: State | undefined;

  constructor(host: ReactiveControllerHost & Element, readOptions: () => FlowOptions, onNotice: (notice: Notice) => void) {
    this.#host = host;
    this.readOptions = readOptions;
    this.#onNotice = onNotice;
    host.addController(this);
  }

  get state(): State {
    return this.#broken ?? this.#flow?.state ?? { status: 'idle' };
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
    this.#flow?.dispose();
    this.#flow = undefined;
  }

  /** An attempt made with other options is over, and ends in its one `failed` before its flow goes. */
  #replace(): void {
    const flow = this.#flow;
    this.#flow = undefined;
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
    const { connectorId, connector } = this.readOptions();
    if ((connectorId ?? connector) === undefined) this.#rest();
    // A server only draws the tag: the flow begins in the browser.
    else if (typeof document !== 'undefined') this.#start();
  }

  #start(): void {
    const previous = this.state;
    this.#replace();
    this.#broken = undefined;
    try {
      this.#flow = createConnectFlow(this.readOptions());
    } catch (error) {
      this.#break(error, previous);
      return;
    }
    const flow = this.#flow;
    flow.subscribe((notice) => {
      if (flow === this.#flow || notice.type !== 'statechange') this.#tell(notice);
    });
    void flow.load();
  }

  /** Frameworks set properties late: without a connector there is nothing to do yet, and no failure to report. */
  #rest(): void {
    const previous = this.state;
    this.#replace();
    this.#broken = undefined;
    if (previous.status !== 'idle') this.#tell({ type: 'statechange', state: this.state, previous, elapsed: 0 });
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
    this.#onNotice(notice);
  }
}
