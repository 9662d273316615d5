import type { ConnectResult } from '../flow/connect-flow.ts';
import type { Failure, State } from '../flow/state.ts';

export type ConnectedDetail = ConnectResult;
export type FailedDetail = Failure & { connectorId: string };
export interface DisconnectedDetail {
  connectorId: string;
}
export interface StateChangeDetail {
  state: State;
  previous: State;
  /** Milliseconds spent in `previous`. */
  elapsed: number;
}

/** The element's events: all bubble, cross shadow roots, and never carry a secret. */
export interface CyclrConnectEventMap {
  connected: CustomEvent<ConnectedDetail>;
  failed: CustomEvent<FailedDetail>;
  disconnected: CustomEvent<DisconnectedDetail>;
  statechange: CustomEvent<StateChangeDetail>;
}
