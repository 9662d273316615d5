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
  /** The report that the callback page has stored for a page that went to the sign-in itself. The second call gives nothing. */
  takeReturned: () => { code: ErrorCode | undefined } | undefined;
  /** Whether a report reaches this page from a window that a Cross-Origin-Opener-Policy has cut off. */
  hearsCutOffWindow: boolean;
  /** Reads the connector from the server; undefined where there is no server to ask, and the signal decides. */
  check: ((signal: AbortSignal) => Promise<ConnectorView>) | undefined;
  retryGate: RetryGate;
  /** Cyclr called the connector authenticated before the attempt: `authenticated: true` alone proves nothing. */
  wasAuthenticated: boolean;
  timing: Timing;
  signal: AbortSignal;
  /** The server answered `authenticated: false`: from then on `authenticated: true` is proof. */
  onDenial: (connector: ConnectorView) => void;
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
