import type { ErrorCode } from '../protocol/errors.ts';
import type { ConnectorView, Proof } from '../protocol/wire.ts';
import type { WindowKnowledge } from './state.ts';
import type { Timing } from './timing.ts';

export interface SettleOptions {
  attempt: string;
  startedAt: number;
  /** The only origin whose posted message counts; undefined where Cyclr reports to the callback page. */
  serviceOrigin: string | undefined;
  /** Where a handler stands that is of another origin than the page. */
  endpointOrigin: string | undefined;
  /** The sign-in window, or null where no handle is held: blocked, or opened before a reload. */
  currentWindow: () => Window | null;
  /** The whole page goes to the sign-in: there is no other window. */
  leavesPage: () => boolean;
  /** The attempt began before this page was loaded. */
  isResumed: boolean;
  /** The callback page's word, left for a page that was not there to listen; told once. */
  takeReturned: () => { code: ErrorCode | undefined } | undefined;
  /** Whether the return can be heard from a window that a Cross-Origin-Opener-Policy has cut off. */
  hearsCutOffWindow: boolean;
  /** Reads the connector from the server; undefined where there is no server to ask, and the signal must do. */
  check: ((signal: AbortSignal) => Promise<ConnectorView>) | undefined;
  /** Cyclr called it authenticated before the attempt: a signal must come too. */
  wasAuthenticated: boolean;
  timing: Timing;
  signal: AbortSignal;
  /** The server has said no, and what with: from then on its yes is news. */
  onNo: (connector: ConnectorView) => void;
  onWindow: (known: WindowKnowledge) => void;
  onSignal: () => void;
  /** The server takes its time to agree. */
  onSlow: () => void;
}

export interface Settlement {
  proof: Proof;
  /** As the server sees it now; undefined where no server was asked. */
  connector: ConnectorView | undefined;
}
