import type { ErrorCode, FieldErrors, Stage, Story } from '../protocol/errors.ts';
import type { AvailableView, ConnectorView, Proof } from '../protocol/wire.ts';
import { withoutUndefined } from '../protocol/without-undefined.ts';

/**
 * What is known of the sign-in window.
 *
 * - `open`: it is there. `behind`: it is there, but the person is back at this page.
 * - `unsure`: its handle reads closed, which proves nothing. `gone`: it still does, and the person has been here a while.
 * - `blocked`: the browser gave no handle.
 * - `leaving`: none; the whole page goes to the sign-in. `returned`: it is back, without a report of how that ended.
 */
export type PopupStatus = 'open' | 'behind' | 'unsure' | 'gone' | 'blocked' | 'leaving' | 'returned';

/** Why an attempt, or a load, failed. */
export interface Failure {
  code: ErrorCode;
  stage: Stage;
  /** For a developer. */
  message: string;
  retryable: boolean;
  /** Seconds to wait before another try, where the server said so. */
  retryAfter?: number;
  cause?: unknown;
  /** Why a credential was refused, in the host's own words for the person. */
  explanation?: string;
  /** Finds the same failure in the server's own audit trail. */
  correlationId?: string;
  story?: Story;
  /** What was connected before is no longer: the refused credential had replaced a good one. */
  lost?: boolean;
  /** The failed save had changed something: true where it was put back, false where it could not be. */
  restored?: boolean;
}

/** A connector of the account, or one of the catalogue that the account does not have yet: connecting it installs it first. */
export type Known = { connector: ConnectorView; available?: undefined } | { connector?: undefined; available: AvailableView };

/** The state of one widget: its `status`, and only that state's own data. */
export type State =
  | { status: 'idle' }
  | { status: 'loading' }
  | ({ status: 'ready'; problems?: Problems } & Known)
  /** What was typed is being stored, or the connector is being installed. */
  | ({ status: 'saving' } & Known)
  | {
      status: 'authorizing';
      connector: ConnectorView;
      window: PopupStatus;
      /** A plain link for a person whose browser opened no window; only where it holds no token. */
      href?: string;
      /** Whether another window can be opened for the same attempt. */
      reopenable: boolean;
      /** Whether the whole page can go to the sign-in, in place of a window that was blocked. */
      leavable: boolean;
    }
  | {
      status: 'confirming';
      connector: ConnectorView;
      /** No proof has come within `slow` milliseconds of `Timing`. */
      slow: boolean;
    }
  | { status: 'connected'; connector: ConnectorView; proof: Proof; late: boolean }
  | { status: 'disconnecting'; connector: ConnectorView; asking: boolean; from: ConnectedState }
  | ({ status: 'failed'; connector?: ConnectorView; available?: AvailableView } & Failure);
export type ConnectedState = Extract<State, { status: 'connected' }>;
/** The name of a state: `state.status`. */
export type Status = State['status'];

/** What a person must correct before the attempt can go on. */
export interface Problems extends FieldErrors {
  /** The server's code; absent where the server was not asked. */
  code?: ErrorCode;
}

export type FlowEvent =
  | { type: 'load' }
  | { type: 'loaded'; connector: ConnectorView; proof?: Proof }
  /** Another card of the page, or the server, reported this without an attempt here. `ends`: a failure that is shown is over. */
  | { type: 'learned'; connector: ConnectorView; proof?: Proof; ends: boolean }
  /** The account has no such connector; the catalogue has. */
  | { type: 'found'; available: AvailableView }
  | { type: 'install'; available: AvailableView }
  | { type: 'installed'; connector: ConnectorView }
  /** A connected connector was tested, or read again. */
  | { type: 'checked'; connector: ConnectorView; proof?: Proof }
  | { type: 'save'; connector: ConnectorView }
  /** Something must be corrected, or asked for, before the attempt can go on. */
  | ({ type: 'needs-input'; problems: Problems } & Known)
  | { type: 'open'; connector: ConnectorView; window: PopupStatus; href?: string | undefined; reopenable: boolean; leavable: boolean }
  | { type: 'window'; window: PopupStatus }
  /** The attempt has come back, or its answer was lost: the server is asked. */
  | { type: 'confirm' }
  | { type: 'slow' }
  | { type: 'succeed'; connector: ConnectorView; proof: Proof; late: boolean }
  | { type: 'fail'; failure: Failure; connector?: ConnectorView | undefined }
  | { type: 'ask' }
  | { type: 'keep' }
  | { type: 'disconnect' };

const pending: ReadonlySet<Status> = new Set<Status>(['saving', 'authorizing', 'confirming']);

/** An attempt is under way: it was started and has not ended in `connected` or `failed` yet. */
export const isPending = (state: State): boolean => pending.has(state.status);

/** Whether the question about disconnecting is open. */
export const isQuestion = (state: State): state is Extract<State, { status: 'disconnecting' }> =>
  state.status === 'disconnecting' && state.asking;

export const connectorOf = (state: State): ConnectorView | undefined =>
  // `in` would also find an addition to Object.prototype.
  Object.hasOwn(state, 'connector') ? (state as { connector?: ConnectorView }).connector : undefined;

/** The state of a connector that was read. */
const restingState = (connector: ConnectorView, proof: Proof | undefined): State =>
  proof === undefined ? { status: 'ready', connector } : { status: 'connected', connector, proof, late: false };

const learn = (state: State, { connector, proof, ends }: Extract<FlowEvent, { type: 'learned' }>): State => {
  const now = restingState(connector, proof);
  switch (state.status) {
    case 'ready':
      return proof === undefined && state.connector !== undefined ? { ...state, connector } : now;
    case 'connected':
      return proof === undefined ? now : { ...state, connector };
    case 'disconnecting':
      if (!state.asking) return state;
      return proof === undefined ? now : { ...state, connector, from: { ...state.from, connector } };
    case 'failed':
      return ends || state.available !== undefined ? now : { ...state, connector };
    default:
      return state;
  }
};

export const availableOf = (state: State): AvailableView | undefined =>
  Object.hasOwn(state, 'available') ? (state as { available?: AvailableView }).available : undefined;

/** The only way a state changes. Pure; an event that makes no sense in a state leaves it as it is. */
export const transition = (state: State, event: FlowEvent): State => {
  switch (event.type) {
    case 'load':
      return isPending(state) || state.status === 'loading' ? state : { status: 'loading' };
    case 'loaded':
      return state.status === 'loading' ? restingState(event.connector, event.proof) : state;
    case 'learned':
      return learn(state, event);
    case 'found':
      return state.status === 'loading' ? { status: 'ready', available: event.available } : state;
    case 'install':
      return isPending(state) || state.status === 'loading' ? state : { status: 'saving', available: event.available };
    case 'installed':
      return state.status === 'saving' ? { status: 'saving', connector: event.connector } : state;
    case 'checked':
      if (state.status !== 'connected') return state;
      return event.proof === undefined
        ? restingState(event.connector, undefined)
        : { ...state, connector: event.connector, proof: event.proof };
    case 'save':
      return isPending(state) || state.status === 'loading' ? state : { status: 'saving', connector: event.connector };
    case 'needs-input': {
      const { problems, connector, available } = event;
      const canAsk = state.status === 'saving' || state.status === 'ready' || (state.status === 'failed' && available !== undefined);
      if (!canAsk) return state;
      return available === undefined ? { status: 'ready', connector, problems } : { status: 'ready', available, problems };
    }
    case 'open': {
      if (state.status === 'confirming' || state.status === 'loading') return state;
      const { type: _, href, ...shown } = event;
      return { status: 'authorizing', ...shown, ...withoutUndefined({ href }) };
    }
    case 'window':
      return state.status === 'authorizing' && state.window !== event.window ? { ...state, window: event.window } : state;
    case 'confirm':
      return state.status === 'authorizing' || (state.status === 'saving' && state.connector !== undefined)
        ? { status: 'confirming', connector: state.connector, slow: false }
        : state;
    case 'slow':
      return state.status === 'confirming' && !state.slow ? { ...state, slow: true } : state;
    case 'succeed':
      return { status: 'connected', connector: event.connector, proof: event.proof, late: event.late };
    case 'fail':
      return {
        status: 'failed',
        ...event.failure,
        ...(event.connector === undefined ? withoutUndefined({ available: availableOf(state) }) : { connector: event.connector }),
      };
    case 'ask':
      return state.status === 'connected' ? { status: 'disconnecting', connector: state.connector, asking: true, from: state } : state;
    case 'keep':
      return isQuestion(state) ? state.from : state;
    case 'disconnect':
      return state.status === 'disconnecting' ? { ...state, asking: false } : state;
  }
};
