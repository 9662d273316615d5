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
/** Detail of `attention`: a connected account stopped working. */
export type AttentionDetail = Attention & { connectorId: string };
/** Detail of `installed`: the first connect put the connector into the account. */
export interface InstalledDetail {
  connectorId: string;
  connector: ConnectorView;
}
/** Detail of `statechange`: one step from a state to the next. */
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
