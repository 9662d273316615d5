import type { Attention, ConnectorView } from '../protocol/wire.ts';
import type { ConnectResult } from '../flow/connect-flow.ts';
import type { Failure, State } from '../flow/state.ts';

/** Detail of `connected`: an attempt succeeded. */
export type ConnectedDetail = ConnectResult;
/** Detail of `failed`: an attempt did not succeed, or the connector could not be loaded. */
export type FailedDetail = Failure & { connectorId: string };
/** Detail of `disconnected`: the person confirmed, and the server did it. */
export interface DisconnectedDetail {
  connectorId: string;
}
/** Detail of `statechange`. `elapsed` is in milliseconds. */
export type AttentionDetail = Attention & { connectorId: string };
export interface InstalledDetail {
  connectorId: string;
  connector: ConnectorView;
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
  attention: CustomEvent<AttentionDetail>;
  installed: CustomEvent<InstalledDetail>;
  statechange: CustomEvent<StateChangeDetail>;
}
