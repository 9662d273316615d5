import * as z from 'zod/mini';
import type { AccountConnector } from '../protocol/connector.ts';
import { ConnectError } from '../protocol/errors.ts';
import type { Account } from './account.ts';
import { findMeant, pickConnector } from './account-connectors.ts';
import { canNeedAttention } from './attention.ts';
import { createCyclrClient, type CyclrClient } from './cyclr-client.ts';
import { type ConnectHandlerOptions, parseHandlerOptions, type ParsedHandlerOptions } from './options.ts';
import { isSameText, signText } from './sign-text.ts';

/*
 * A link lets a colleague connect one connector without a session at the partner's. It is text that the partner's server
 * signed: who issued it, for which connector, until when. It holds no token of Cyclr's. Nothing is stored: that it was
 * used up is read from Cyclr, by the mark of the credential that was there when it was issued.
 */

const payloadSchema = z.strictObject({
  /** Id of the link. */
  i: z.string(),
  /** accountId and username of the issuer. */
  a: z.string(),
  u: z.string(),
  /** An account connector's id, or with `n` the name of one of the catalogue. */
  c: z.string(),
  n: z.optional(z.literal(true)),
  /** Milliseconds since 1970. */
  e: z.number(),
  /** Mark of the credential that was stored; absent where the connector was not connected. */
  m: z.optional(z.string()),
});

/** What a link lets its holder do. */
export interface ConnectLink {
  /** Names the link in the audit trail, and to `links.isRevoked`. */
  id: string;
  account: Account;
  /** The id of an account connector, or with `isName` the name of a connector of the catalogue. */
  connector: string;
  isName: boolean;
  expires: number;
  mark: string | undefined;
}

/** What became of a link to connect. */
export type LinkState = 'open' | 'expired' | 'revoked' | 'used' | 'altered';

const purpose = 'link';
const longestToken = 2000;

const encode = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');

const decode = (text: string): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0)),
  );

/** The link in a token that this server signed; undefined for anything else. */
const parseToken = async (secret: string, token: string): Promise<ConnectLink | undefined> => {
  const [body = '', signature = '', ...more] = token.split('.');
  if (token.length > longestToken || more.length > 0 || !(await isSameText(signature, await signText(secret, purpose, body)))) {
    return undefined;
  }
  try {
    const { i, a, u, c, n, e, m } = payloadSchema.parse(JSON.parse(decode(body)));
    return { id: i, account: { accountId: a, username: u }, connector: c, isName: n === true, expires: e, mark: m };
  } catch {
    return undefined;
  }
};

/** The account connector that a link is for; undefined where it is to be installed yet. */
export const findConnector = async (
  client: CyclrClient,
  { account, connector, isName }: Pick<ConnectLink, 'account' | 'connector' | 'isName'>,
): Promise<AccountConnector | undefined> =>
  isName
    ? pickConnector(findMeant(await client.listConnectors(account.accountId), connector))
    : client.readConnector(account.accountId, connector);

/** A mark of what is connected now: `hidden` where Cyclr does not give the credential, undefined where there is none. */
const readMark = async (client: CyclrClient, accountId: string, found: AccountConnector | undefined): Promise<string | undefined> => {
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

/** What a token is worth now. `link` is there for every token that this server signed, whatever its state. */
export const readLink = async (
  token: string,
  options: ParsedHandlerOptions,
  client: CyclrClient,
): Promise<{ state: LinkState; link?: ConnectLink }> => {
  const link = await parseToken(options.client.clientSecret, token);
  if (link === undefined) return { state: 'altered' };
  if (options.client.now() >= link.expires) return { state: 'expired', link };
  if (await isRevoked(options, link.id)) return { state: 'revoked', link };
  return { state: (await isUsed(client, link)) ? 'used' : 'open', link };
};

/** What a link to connect is made for. */
export interface ConnectLinkRequest {
  /** As `resolveAccount` would answer it: whose connector it is, and under whose name the colleague signs in at Cyclr. */
  account: Account;
  /** The account connector's id; or with `install`, the name of a connector of the catalogue. */
  connector: string;
  /** Until when: a date, or milliseconds since 1970. At most 30 days from now. */
  expires: Date | number;
  /** The page of the partner's that the link leads to, on the origin of the handler's pages. */
  page: string;
}

const longest = 30 * 24 * 60 * 60_000;

const readExpiry = (expires: Date | number, now: number): number => {
  const at = Number(expires);
  if (Number.isFinite(at) && at > now && at <= now + longest) return at;
  throw new ConnectError('misconfigured', 'expires must be a moment within the next 30 days.');
};

/**
 * Makes a link for a colleague who has the rights at the third party that the person in the partner's product lacks.
 *
 * The address is `page` with `link=` added. That page holds one tag, whose endpoint is the handler's address followed by
 * `/links/` and the value of `link`. Opening it changes nothing. Keep `id` to revoke the link (`links.isRevoked`).
 *
 * @example
 * ```ts
 * const { url, id } = await createConnectLink(options, {
 *   account: { accountId: 'acme', username: 'ada@acme.com' },
 *   connector: '1234',
 *   expires: Date.now() + 3 * 24 * 60 * 60_000,
 *   page: 'https://app.example.com/connect',
 * });
 * ```
 *
 * @throws {ConnectError} `misconfigured` for a mistake in the arguments or where the option `links` is missing;
 * `connector-not-found` for a connector that the account does not have.
 */
export const createConnectLink = async (
  handlerOptions: ConnectHandlerOptions,
  { account, connector, expires, page }: ConnectLinkRequest,
): Promise<{ url: string; id: string; token: string }> => {
  const options = parseHandlerOptions(handlerOptions);
  if (options.links === undefined) throw new ConnectError('misconfigured', 'The option links must be set, or the handler takes no links.');
  if (!URL.canParse(page)) throw new ConnectError('misconfigured', 'page must be the full address of a page of yours.');
  const e = readExpiry(expires, options.client.now());
  const client = createCyclrClient(options.client);
  const isName = !/^\d+$/.test(connector);
  const mark = await readMark(client, account.accountId, await findConnector(client, { account, connector, isName }));
  if (mark === 'hidden') {
    throw new ConnectError(
      'misconfigured',
      'Cyclr hides this credential, so that nothing could tell when the link is used up. Disconnect first.',
    );
  }
  const id = crypto.randomUUID();
  const body = encode(
    JSON.stringify({
      i: id,
      a: account.accountId,
      u: account.username,
      c: connector,
      ...(isName ? { n: true } : {}),
      e,
      ...(mark === undefined ? {} : { m: mark }),
    }),
  );
  const token = `${body}.${await signText(options.client.clientSecret, purpose, body)}`;
  const url = new URL(page);
  url.searchParams.set('link', token);
  return { url: url.href, id, token };
};

/**
 * What the partner's page asks before it draws its tag: whether the link is open, and for which connector. A link that is
 * not open gets one clear page, not a widget.
 */
export const readConnectLink = async (
  handlerOptions: ConnectHandlerOptions,
  token: string,
): Promise<{ state: LinkState; id?: string; connector?: string; isName?: boolean }> => {
  const options = parseHandlerOptions(handlerOptions);
  const { state, link } = await readLink(token, options, createCyclrClient(options.client));
  return { state, ...(link === undefined ? {} : { id: link.id, connector: link.connector, isName: link.isName }) };
};
