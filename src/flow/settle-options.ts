import type { ConnectorView, Proof } from '../protocol/wire.ts';
import type { RememberedAttempt } from './attempt-storage.ts';
import type { SignInWindow } from './sign-in-window.ts';

/** The attempt to settle, and its window. */
export interface SettleOptions {
  remembered: RememberedAttempt;
  /** The only origin whose posted message counts; undefined where Cyclr reports to the callback page. */
  serviceOrigin: string | undefined;
  opened: Pick<SignInWindow, 'handle' | 'leavesPage'>;
  signal: AbortSignal;
}

export interface Settlement {
  proof: Proof;
  /** As the server sees it now; undefined where no server was asked. */
  connector: ConnectorView | undefined;
}
