import type { CyclrConnectEvents } from './props.ts';

/** The events of a card, and of the rows of a list, by the names of their props. */
export const cardEvents = {
  onConnected: 'connected',
  onFailed: 'failed',
  onDisconnected: 'disconnected',
  onAttention: 'attention',
  onInstalled: 'installed',
  onStateChange: 'statechange',
} satisfies Record<keyof CyclrConnectEvents, string>;
