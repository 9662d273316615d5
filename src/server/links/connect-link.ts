import * as z from 'zod/mini';
import { ConnectError } from '../../protocol/errors.ts';
import { type Account, parseAccount } from '../account.ts';
import type { ConnectHandlerOptions } from '../options/handler-options.ts';
import { parseHandlerOptions } from '../options/parse-handler-options.ts';
import { optionsObject, parseOptions, readWebAddress, readWith, text } from '../option-schemas.ts';
import { buildLinkToken } from './link-token.ts';
import { findConnector, type LinkState, readLink, readLinkMark } from './read-link.ts';

/** What `createConnectLink` needs. */
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

/** A page that a person can open: an http(s) address without a user name or a password. */
const pageSchema = readWith((given) => {
  const url = readWebAddress(given);
  return url === undefined ? { problem: 'must be the full address of a page of yours' } : { value: url };
});

const requestSchema = optionsObject({
  account: z.looseObject({}, { error: 'must be an object' }),
  connector: text,
  expires: z.unknown(),
  page: pageSchema,
} satisfies Record<keyof ConnectLinkRequest, z.ZodMiniType>);

const readExpiry = (expires: unknown, now: number): number => {
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
 * import { createConnectLink, type ConnectHandlerOptions } from 'cyclr-connect/server';
 *
 * declare const options: ConnectHandlerOptions; // the handler's, with `links`
 *
 * const { url, id } = await createConnectLink(options, {
 *   account: { accountId: 'acme', username: 'ada@acme.com' },
 *   connector: '1234',
 *   expires: Date.now() + 3 * 24 * 60 * 60_000,
 *   page: 'https://app.example.com/connect',
 * });
 * console.log(url, id);
 * ```
 *
 * @throws {ConnectError} `misconfigured` for a mistake in the arguments or where the option `links` is missing;
 * `connector-not-found` for a connector that the account does not have.
 */
export const createConnectLink = async (
  handlerOptions: ConnectHandlerOptions,
  request: ConnectLinkRequest,
): Promise<{ url: string; id: string; token: string }> => {
  const options = parseHandlerOptions(handlerOptions);
  if (options.links === undefined) throw new ConnectError('misconfigured', 'The option links must be set, or the handler takes no links.');
  const { connector, expires, page: url, ...given } = parseOptions(requestSchema, request, 'What a link is made for');
  const account = parseAccount(given.account, 'account must have');
  const at = readExpiry(expires, options.client.now());
  const client = options.createClient();
  const isName = !/^\d+$/.test(connector);
  const mark = await readLinkMark({ client, options }, account.accountId, await findConnector(client, { account, connector, isName }));
  if (mark === 'hidden') {
    throw new ConnectError(
      'misconfigured',
      'Cyclr hides this credential, so the handler could not see that the link was used. Disconnect first.',
    );
  }
  const id = crypto.randomUUID();
  const token = await buildLinkToken(options.client.clientSecret, { id, account, connector, isName, expires: at, mark });
  url.searchParams.set('link', token);
  return { url: url.href, id, token };
};

/**
 * For the page that a link leads to: whether the link is open, and for which connector. For a link that is not open, show a
 * page that says so instead of the element.
 *
 * @example
 * ```ts
 * import { readConnectLink, type ConnectHandlerOptions } from 'cyclr-connect/server';
 *
 * declare const options: ConnectHandlerOptions; // the handler's, with `links`
 *
 * export const renderPage = async (link: string): Promise<string> => {
 *   const { state, connector = '' } = await readConnectLink(options, link);
 *   if (state !== 'open') return `This link is ${state}.`;
 *   return `<cyclr-connect endpoint="/cyclr-connect/links/${link}" connector-id="${connector}"></cyclr-connect>`;
 * };
 * ```
 */
export const readConnectLink = async (
  handlerOptions: ConnectHandlerOptions,
  token: string,
): Promise<{ state: LinkState; id?: string; connector?: string; isName?: boolean }> => {
  const options = parseHandlerOptions(handlerOptions);
  const { state, link } = await readLink(token, { options, client: options.createClient() });
  return { state, ...(link === undefined ? {} : { id: link.id, connector: link.connector, isName: link.isName }) };
};
