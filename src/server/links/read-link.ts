import { canNeedAttention } from '../attention/attention.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { CyclrClient } from '../cyclr/cyclr-client.ts';
import { findMeant, pickConnector } from '../install/account-connectors.ts';
import type { ParsedHandlerOptions } from '../options/handler-options.ts';
import { type ConnectLink, parseLinkToken } from './link-token.ts';

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

/** A mark of what is connected now: `hidden` where Cyclr does not give the credential, undefined where there is none. */
export const readMark = async (
  client: CyclrClient,
  accountId: string,
  found: AccountConnector | undefined,
): Promise<string | undefined> => {
  if (found === undefined || !canNeedAttention(found)) return undefined;
  const mark = await client.readCredentialMark(accountId, found.id);
  return mark ?? (found.authenticated ? 'hidden' : undefined);
};

/** Another credential is stored now than when the link was issued: the sign-in that it was made for has happened. */
const isUsed = async (client: CyclrClient, link: ConnectLink): Promise<boolean> => {
  const { accountId } = link.account;
  return (await readMark(client, accountId, await findConnector(client, link))) !== link.mark;
};

const isRevoked = async ({ links }: ParsedHandlerOptions, id: string): Promise<boolean> => {
  try {
    const answer: unknown = (await links?.isRevoked?.(id)) ?? false;
    return answer !== false;
  } catch {
    return true;
  }
};

/** The state of a link's token. `link` is there for every token that this server signed, whatever its state. */
export const readLink = async (
  token: string,
  options: ParsedHandlerOptions,
  client: CyclrClient,
): Promise<{ state: LinkState; link?: ConnectLink }> => {
  const link = await parseLinkToken(options.client.clientSecret, token);
  if (link === undefined) return { state: 'altered' };
  if (options.client.now() >= link.expires) return { state: 'expired', link };
  if (await isRevoked(options, link.id)) return { state: 'revoked', link };
  return { state: (await isUsed(client, link)) ? 'used' : 'open', link };
};
