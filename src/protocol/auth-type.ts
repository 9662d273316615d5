/**
 * What a person must do to authenticate a connector, from Cyclr's `AuthType` and `OAuth2Type`. AuthType is looked
 * at first: an entry that is not OAuth can still carry an OAuth2Type (Cyclr's API reference).
 */
export type SignInKind =
  /** Sign in at the third party, in a window. */
  | 'window'
  /** Type one key. */
  | 'key'
  /** Type a user name and a password. */
  | 'basic'
  /** Save the properties; Cyclr fetches its own token. */
  | 'client-credentials'
  /** Save the properties; there is nothing else to authenticate. */
  | 'none'
  | 'unsupported';

export const signInKind = ({ authType, oauth2Type }: { authType: string; oauth2Type?: string | null | undefined }): SignInKind => {
  switch (authType) {
    case 'OAuth2':
      return oauth2Type === 'ClientCredentials' ? 'client-credentials' : 'window';
    case 'OAuth1':
      return 'window';
    case 'ApiKey':
      return 'key';
    case 'Basic':
      return 'basic';
    case 'None':
    case 'AuthFields':
      return 'none';
    default:
      return 'unsupported';
  }
};
