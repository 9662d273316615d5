import { readQueryNames } from '../../protocol/connectors-query.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { type Account, guest, type GuestAccount } from '../account.ts';
import type { AuditAction, AuditNotes } from '../audit.ts';
import { nameKey } from '../cyclr/catalogue.ts';
import type { ConnectLink } from './link-token.ts';
import { type LinkContext, type LinkState, readLink } from './read-link.ts';

/** The path without its link, and the link's token: `/cyclr-connect/links/TOKEN/connectors` is `/cyclr-connect/connectors`. */
export const splitLink = (pathname: string): { pathname: string; prefix: string; token: string } | undefined => {
  const [, before, token, after] = /^(.*)\/links\/([A-Za-z0-9_.-]+)(\/.+)$/.exec(pathname) ?? [];
  if (before === undefined || token === undefined || after === undefined) return undefined;
  return { pathname: before + after, prefix: `/links/${token}`, token };
};

const sentences: Record<Exclude<LinkState, 'open'>, string> = {
  altered: 'This link is not one that this server made.',
  expired: 'This link has expired.',
  revoked: 'This link was revoked.',
  used: 'This link has been used: the connector is connected.',
};

const actions: ReadonlySet<AuditAction> = new Set<AuditAction>(['connectors', 'install', 'credentials', 'authorize']);

const expectOwnConnector = (own: string | undefined, connectorId: string): void => {
  if (connectorId !== own) throw new ConnectError('forbidden', 'This link is for another connector.');
};

const expectOwnQuery = (own: string | undefined, link: ConnectLink, url: URL): void => {
  const ids = url.searchParams.get('ids');
  if (ids !== null) return expectOwnConnector(own, ids);
  if (link.isName && readQueryNames(url).every((name) => nameKey(name) === nameKey(link.connector))) return;
  throw new ConnectError('forbidden', 'This link is for one connector only.');
};

export interface LinkRequest {
  token: string;
  action: AuditAction;
  /** Empty where the route is about none. */
  connectorId: string;
  url: URL;
}

/**
 * Whose account a link opens, for this one request. A link that was used up still answers reads, so that the page which
 * used it sees that it is connected; nothing can be changed with it.
 *
 * @throws {ConnectError} `forbidden`
 */
export const resolveLink = async (
  { token, action, connectorId, url }: LinkRequest,
  context: LinkContext,
  notes: AuditNotes,
): Promise<GuestAccount> => {
  const { state, link, found } = await readLink(token, context);
  if (link !== undefined) notes.linkId = link.id;
  const isReading = action === 'connectors';
  if (link === undefined || (state !== 'open' && !(state === 'used' && isReading))) {
    throw new ConnectError('forbidden', sentences[state === 'open' ? 'altered' : state]);
  }
  if (!actions.has(action)) throw new ConnectError('forbidden', 'A link lets its holder connect, and nothing else.');
  const { connector, isName } = link;
  const own = isName ? found?.id : connector;
  if (connectorId !== '') expectOwnConnector(own, connectorId);
  else if (isReading) expectOwnQuery(own, link, url);
  return { ...link.account, [guest]: { connector, isName, isUsed: state === 'used' } };
};

/** @throws {ConnectError} `forbidden` where a link's holder installs something else than it is for. */
export const expectOwnInstall = (account: Account | GuestAccount, request: { connector: string; name?: string | undefined }): void => {
  if (!(guest in account)) return;
  const { connector, isName } = account[guest];
  const isOwn = isName && nameKey(request.connector) === nameKey(connector) && request.name === undefined;
  if (!isOwn) throw new ConnectError('forbidden', 'This link is for another connector.');
};
