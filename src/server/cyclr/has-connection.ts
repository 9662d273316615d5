import { signInKind } from '../../protocol/auth-type.ts';
import type { AccountConnector } from './account-connector.ts';

/**
 * Whether an account connector is connected, as far as Cyclr's answer alone tells. Without authentication (`None`) a stored
 * setting counts: `Authenticated` may be true or false for all of those.
 */
export const hasConnection = ({ authType, oauth2Type, authenticated, properties }: AccountConnector): boolean =>
  signInKind(authType, oauth2Type) === 'none' ? properties.some(({ value }) => (value ?? '') !== '') : authenticated;
