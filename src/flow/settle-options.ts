import type { ErrorCode } from '../protocol/errors.ts';
import type { ConnectorView, Proof } from '../protocol/wire.ts';
import type { RetryGate } from './retry-gate.ts';
import type { SignalOptions } from './signals.ts';
import type { PopupStatus } from './state.ts';
import type { Timing } from './timing.ts';

export interface SettleOptions extends SignalOptions {
  startedAt: number;
  /** The whole page goes to the sign-in: there is no other window. */
  leavesPage: () => boolean;
  /** The attempt began before this page was loaded. */
  isResumed: boolean;
  /** The callback page's report, left for a page that was not there to listen; given once. */
  takeReturned: () => { code: ErrorCode | undefined } | undefined;
  /** Whether a report reaches this page from a window that a Cross-Origin-Opener-Policy has cut off. */
  hearsCutOffWindow: boolean;
  /** Reads the connector from the server; undefined where there is no server to ask, and the signal decides. */
  check: ((signal: AbortSignal) => Promise<ConnectorView>) | undefined;
  retryGate: RetryGate;
  /** Cyclr called it authenticated before the attempt: a signal must come too. */
  wasAuthenticated: boolean;
  timing: Timing;
  signal: AbortSignal;
  /** The server answered that it is not authenticated: from then on `authenticated` is proof. */
  onNo: (connector: ConnectorView) => void;
  onWindow: (status: PopupStatus) => void;
  onSignal: () => void;
  /** No proof has come for a while after a signal. */
  onSlow: () => void;
}

export interface Settlement {
  proof: Proof;
  /** As the server sees it now; undefined where no server was asked. */
  connector: ConnectorView | undefined;
}
