import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { CyclrClient } from '../cyclr/cyclr-client.ts';
import { secretsOf } from '../known-secrets.ts';
import type { CredentialsRequest, FieldView } from '../../protocol/wire.ts';
import { readSingleLine, withoutUnseen } from '../single-line.ts';

const maxLength = 300;

/** What must not be sent back to the page: the credential, and values that the form does not show. */
const collectSecrets = (body: CredentialsRequest, connector: AccountConnector, fields: readonly FieldView[]): string[] => {
  const shown = new Set(fields.filter(({ sensitive }) => !sensitive).map(({ name }) => name));
  const { type: _type, ...typed } = { type: '', ...body.credential };
  const properties = [
    ...Object.entries(body.properties ?? {}),
    ...connector.properties.map(({ name, value }) => [name, value ?? ''] as const),
  ];
  return [...Object.values<string>(typed), ...properties.flatMap(([name, value]) => (shown.has(name) ? [] : [value]))].filter(
    (secret) => secret !== '',
  );
};

/**
 * What the host's own test said about a refused credential, for the person: one line of at most 300 characters. Undefined
 * if it repeats a secret.
 */
export const buildExplanation = (
  message: string | undefined,
  body: CredentialsRequest,
  connector: AccountConnector,
  fields: readonly FieldView[],
  client: CyclrClient,
): string | undefined => {
  const secrets = [...collectSecrets(body, connector, fields), ...secretsOf(client)];
  // Characters that cannot be seen may have parted a secret, and what is cut off may be the end of one.
  const seen = readSingleLine(withoutUnseen(message ?? ''), Infinity) ?? '';
  const isRepeated = secrets.some((secret) => message?.includes(secret) === true || seen.includes(withoutUnseen(secret)));
  return isRepeated ? undefined : readSingleLine(message, maxLength);
};
