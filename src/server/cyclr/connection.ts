import { signInKind, type SignInKind } from '../../protocol/auth-type.ts';
import type { AccountConnector } from './account-connector.ts';

/** What a person must do to authenticate a connector. */
export const kindOf = (connector: AccountConnector): SignInKind => signInKind(connector);

/**
 * Whether an account connector is connected, as far as Cyclr's answer alone tells. Without authentication (`None`) a stored
 * setting counts: `Authenticated` may be true or false for all of those.
 */
export const hasConnection = (connector: AccountConnector): boolean =>
  kindOf(connector) === 'none' ? connector.properties.some(({ value }) => (value ?? '') !== '') : connector.authenticated;

/** Whether a connector can need attention at all: one that is not connected needs a first sign-in instead. */
export const canNeedAttention = (connector: AccountConnector): boolean => connector.authenticated || kindOf(connector) === 'none';
