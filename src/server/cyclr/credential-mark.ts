import { signText } from '../sign-text.ts';
import type { StoredConnector } from './stored-connector.ts';

/**
 * A mark of the credential that an account connector holds. Keyed with the partner's secret, so that a key or a password
 * cannot be guessed from it. A connector that stores no AuthValue, or the `{}` of client credentials, is marked by its
 * properties, since they are its credential (SFTP, PostgreSQL, Genesys Cloud). Undefined where Cyclr hides the credential,
 * or where there is none.
 */
export const buildCredentialMark = async (secret: string, { connector, credential }: StoredConnector): Promise<string | undefined> => {
  if (credential.kind === 'hidden') return undefined;
  const properties = connector.properties.map(({ name, value }) => [name, value ?? '']).sort();
  if (credential.kind === 'none' && properties.length === 0) return undefined;
  const isOwn = credential.kind === 'clear' && credential.authValue !== '{}';
  const text = isOwn ? credential.authValue : JSON.stringify(properties);
  return (await signText(secret, 'credential', text)).slice(0, 32);
};
