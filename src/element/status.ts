import { isConnected } from '../flow/connector-needs.ts';
import { connectorOf, type State } from '../flow/state.ts';
import type { Messages } from '../locales/messages.ts';
import { isBroken, isUnavailable } from './failure-kind.ts';

/** The shape and color of the status. */
export type Look = 'plain' | 'pending' | 'connected' | 'attention' | 'failed';

const failedLook = (state: Extract<State, { status: 'failed' }>): { look: Look; word: keyof Messages } => {
  const { connector, code, lost } = state;
  if (state.stage === 'loading' || isUnavailable(code)) return { look: 'plain', word: 'statusUnavailable' };
  if (code !== 'unverifiable' && lost !== true && isConnected(connector)) return { look: 'connected', word: 'statusConnected' };
  return isBroken(state) ? { look: 'failed', word: 'statusFailed' } : { look: 'plain', word: 'statusReady' };
};

/** The status word and its shape: of the connection as it is, not of the last attempt. */
export const statusOf = (state: State): { look: Look; word: keyof Messages } => {
  if ((state.status === 'connected' || state.status === 'disconnecting') && connectorOf(state)?.attention !== undefined)
    return { look: 'attention', word: 'statusFailed' };
  switch (state.status) {
    case 'idle':
    case 'loading':
      return { look: 'pending', word: 'statusLoading' };
    case 'ready':
      return { look: 'plain', word: 'statusReady' };
    case 'saving':
    case 'authorizing':
    case 'confirming':
      return { look: 'pending', word: 'statusPending' };
    case 'connected':
    case 'disconnecting':
      return { look: 'connected', word: 'statusConnected' };
    case 'failed':
      return failedLook(state);
  }
};
