import { readMark } from '../attention/compare-stored.ts';
import { canNeedAttention } from '../cyclr/connection.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { Context } from '../context.ts';
import type { CyclrClient } from '../cyclr/cyclr-client.ts';
import { findMeant, pickConnector } from '../install/account-connectors.ts';
import type { ParsedHandlerOptions } from '../options/handler-options.ts';
import { type ConnectLink, parseLinkToken } from './link-token.ts';

export type LinkContext = Pick<Context, 'client' | 'options'>;

/** What became of a link to connect. */
export type LinkState = 'open' | 'expired' | 'revoked' | 'used' | 'altered';

/** The account connector that a link is for; undefined where it is not installed yet. */
export const findConnector = async (
  client: CyclrClient,
  { account, connector, isName }: Pick<ConnectLink, 'account' | 'connector' | 'isName'>,
): Promise<AccountConnector | undefined> =>
  isName
    ? pickConnector(findMeant(await client.listConnectors(account.accountId), connector))
    : client.readConnector(account.accountId, connector);

/** A mark of what is connected: `hidden` where Cyclr does not give the credential, undefined where there is none. */
export const readLinkMark = async (
  context: LinkContext,
  accountId: string,
  connector: AccountConnector | undefined,
): Promise<string | undefined> => {
  if (connector === undefined || !canNeedAttention(connector)) return undefined;
  return (await readMark(context, accountId, connector)) ?? (connector.authenticated ? 'hidden' : undefined);
};

const isRevoked = async ({ links }: ParsedHandlerOptions, id: string): Promise<boolean> => {
  try {
    const answer: unknown = (await links?.isRevoked?.(id)) ?? false;
    return answer !== false;
  } catch {
    return true;
  }
};

/**
 * The state of a link's token. `link` is there for every token that this server signed, whatever its state, and `found` is its
 * connector where the state depends on it. A link is used where another credential is stored than when it was issued: the
 * sign-in that it was made for has happened.
 */
export const readLink = async (
  token: string,
  context: LinkContext,
): Promise<{ state: LinkState; link?: ConnectLink; found?: AccountConnector | undefined }> => {
  const { client, options } = context;
  const link = await parseLinkToken(options.client.clientSecret, token);
  if (link === undefined) return { state: 'altered' };
  if (options.client.now() >= link.expires) return { state: 'expired', link };
  if (await isRevoked(options, link.id)) return { state: 'revoked', link };
  const found = await findConnector(client, link);
  const mark = await readLinkMark(context, link.account.accountId, found);
  return { state: mark === link.mark ? 'open' : 'used', link, found };
};
