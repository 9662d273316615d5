import type {
  AttentionDetail,
  ConnectedDetail,
  DisconnectedDetail,
  FailedDetail,
  InstalledDetail,
  StateChangeDetail,
} from '../element/events.ts';

/** How many of the connectors that `connectors` names are connected and need no attention. */
export interface ListProgress {
  connected: number;
  total: number;
}

/** Which connector of the catalogue an event of a row is about. */
export interface Named {
  name: string;
}

/** The list's own events, and those of its rows with the connector's name: all bubble, cross shadow roots, and never carry a secret. */
export interface CyclrConnectListEventMap {
  complete: CustomEvent<ListProgress>;
  incomplete: CustomEvent<ListProgress>;
  connected: CustomEvent<ConnectedDetail & Named>;
  /** `name` is absent where the list itself could not be read. */
  failed: CustomEvent<FailedDetail & Partial<Named>>;
  disconnected: CustomEvent<DisconnectedDetail & Named>;
  attention: CustomEvent<AttentionDetail & Named>;
  installed: CustomEvent<InstalledDetail & Named>;
  statechange: CustomEvent<StateChangeDetail & Named>;
}
