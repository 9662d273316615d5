import type { ConnectError } from '../protocol/errors.ts';
import type { Attention, ConnectorView, CredentialsRequest, Proof } from '../protocol/wire.ts';
import type { Failure, State } from './state.ts';

/** What a person types, and by which of several methods a connector is installed first: the `id` of one of them. */
export interface ConnectInput extends CredentialsRequest {
  method?: string | undefined;
}

/** How an attempt succeeded. */
export interface ConnectResult {
  connectorId: string;
  authType: string;
  proof: Proof;
  /** It came after the attempt had already ended in `failed`. */
  late: boolean;
  /** As the server sees it; absent where there is no server to ask. */
  connector?: ConnectorView;
}

/** What a check learned: the connector, with `attention` if the stored credential does not work; or why the check could not be made. */
export type CheckResult =
  | { connector: ConnectorView; proof?: Proof; error?: undefined }
  /** The check could not be made; the connection may be as it was. */
  | { error: ConnectError; connector?: undefined };

/** What a flow reports: every step, and the one end of each attempt. */
export type Notice =
  /** `elapsed`: milliseconds spent in `previous`. */
  | { type: 'statechange'; state: State; previous: State; elapsed: number }
  | ({ type: 'connected' } & ConnectResult)
  | ({ type: 'failed'; connectorId: string } & Failure)
  | { type: 'disconnected'; connectorId: string }
  /** A connected account stopped working: once for each time it begins. */
  | ({ type: 'attention'; connectorId: string } & Attention)
  /** The attempt under way put the connector into the account. */
  | { type: 'installed'; connectorId: string; connector: ConnectorView };

/** One connector in one page: its state, and the attempts at it, one at a time. */
export interface ConnectFlow {
  /** `idle` until `load` or `connect`. */
  readonly state: State;
  /** An attempt was started and has not ended yet. */
  readonly pending: boolean;
  /** Calls back with every notice from now on. Returns its own undo. */
  subscribe(listener: (notice: Notice) => void): () => void;
  /** Reads the connector, and takes up an attempt that a reload or a redirect interrupted. Never rejects. */
  load(): Promise<void>;
  /**
   * Begins an attempt; from a click, or the browser opens no window. While one is under way it brings its window to
   * front. Never rejects: the end is a `connected` or `failed` notice, or a state with `problems` to correct. In the state
   * `ready` with `available` it installs the connector first; `method` is the `id` of one of its methods, where it has several.
   */
  connect(input?: ConnectInput): Promise<void>;
  /** Ends the attempt under way in `cancelled`, or in `popup-blocked` where no window ever opened. */
  cancel(): void;
  /** Brings the sign-in window to front, where its handle is held. */
  showWindow(): void;
  /** Opens the window once more for the attempt under way; from a click. */
  openAgain(): void;
  /** Goes to the sign-in with the whole page, where the state says `leavable`; `load` takes the attempt up afterwards. */
  continueHere(): void;
  /** From `connected` to `disconnecting`, with `asking`: the page shows the question. */
  askToDisconnect(): void;
  /** The answer is no: back to `connected`. */
  keep(): void;
  /**
   * Asks the server to test the stored credential of a connected account. A state `connected` takes in what it learns. One
   * at a time; never rejects.
   */
  check(): Promise<CheckResult>;
  /** The answer is yes. Ends in a `disconnected` notice, or `failed` with stage `disconnecting`. Never rejects. */
  disconnect(): Promise<void>;
  /** Stops everything without a further notice. The attempt stays known to the tab, so that `load` can take it up. */
  dispose(): void;
}
