import type { Context } from '../context.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import { buildCredentialMark, credentialOf } from '../cyclr/stored-credential.ts';

/** The mark of the credential that a connector was read with. A list may hide what a connector alone shows: then that is read. */
export const readMark = (
  { client, options }: Pick<Context, 'client' | 'options'>,
  accountId: string,
  connector: AccountConnector,
): Promise<string | undefined> =>
  credentialOf(connector).kind === 'hidden'
    ? client.readCredentialMark(accountId, connector.id)
    : buildCredentialMark(options.client.clientSecret, connector);

/** Whether a connector was read with the credential that failed; `unknown` where Cyclr hides it, or hid it when it failed. */
export const compareStored = async (
  context: Pick<Context, 'client' | 'options'>,
  accountId: string,
  connector: AccountConnector,
  credential: string | undefined,
): Promise<'same' | 'other' | 'unknown'> => {
  const mark = credential === undefined ? undefined : await readMark(context, accountId, connector).catch(() => undefined);
  if (mark === undefined) return 'unknown';
  return mark === credential ? 'same' : 'other';
};
