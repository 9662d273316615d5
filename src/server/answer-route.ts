import { ConnectError } from '../protocol/errors.ts';
import { isConnectorId } from '../protocol/connector-id.ts';
import { createPreflightReply, isPreflight } from './http/cors.ts';
import type { ParsedHandlerOptions } from './options/handler-options.ts';
import type { Reply } from './http/reply.ts';
import { expectTrustedRequest } from './http/request-guard.ts';
import { resolveLink, splitLink } from './links/link-access.ts';
import type { RequestFacts } from './context.ts';
import { limitRequest, type RequestLimit } from './limits/request-limit.ts';
import { resolveAccount } from './resolve-account.ts';
import { endsLikeRoute, type FoundRoutes, type Route } from './routes/route-table.ts';
import type { SaveLedger } from './save/save-ledger.ts';
import { StatusError } from './status.ts';

/** One request, and the route that it found. */
export interface Exchange extends RequestFacts {
  found: FoundRoutes | undefined;
  /** The one of those for the request's method; undefined where there is none. */
  route: Route | undefined;
  /** The link that the request came with, in its path. */
  link: ReturnType<typeof splitLink>;
}

const createNotFound = ({ pathname }: URL): ConnectError =>
  endsLikeRoute(pathname)
    ? new StatusError(
        404,
        'misconfigured',
        'The request did not arrive under the path that the handler expects: a proxy or framework changed it, or the handler is mounted elsewhere. Set basePath to the path under which requests arrive, and publicUrl to the address that browsers use.',
      )
    : new StatusError(404, 'invalid-request', 'There is nothing at this address.');

/** The methods that an address answers, as far as the options allow them. */
export const listHttpMethods = ({ routes }: FoundRoutes, options: ParsedHandlerOptions, kind?: Route['kind']): string[] =>
  routes
    .filter((route) => (kind === undefined || route.kind === kind) && (route.option === undefined || options[route.option]))
    .map(({ method }) => method);

const createWrongMethod = (found: FoundRoutes, options: ParsedHandlerOptions, option?: string): ConnectError => {
  const more = option === undefined ? '' : `; for others, set ${option} in the handler`;
  return new StatusError(405, 'invalid-request', `This address answers ${listHttpMethods(found, options).join(', ')} only${more}.`);
};

/** The answer of the route that a request found. @throws {ConnectError} why the request has no route */
export const answerRoute = async (exchange: Exchange, options: ParsedHandlerOptions, ledger: SaveLedger): Promise<Reply> => {
  const { request, url, base, found, route } = exchange;
  if (found === undefined) throw createNotFound(url);
  if (isPreflight(request)) {
    const methods = listHttpMethods(found, options, 'api');
    if (methods.length > 0) return createPreflightReply(request, options.allowedOrigins, methods);
  }
  if (route === undefined) throw createWrongMethod(found, options);
  if (route.option !== undefined && !options[route.option]) throw createWrongMethod(found, options, route.option);
  if (route.kind === 'file') return route.answer({ request, url, base, options });
  const limit = limitRequest(request, options.requestTimeout);
  try {
    return await limit.last.race(answerForAccount(route, found.connectorId ?? '', exchange, options, ledger, limit));
  } finally {
    limit.end();
  }
};

const answerForAccount = async (
  route: Exclude<Route, { kind: 'file' }>,
  connectorId: string,
  exchange: Exchange,
  options: ParsedHandlerOptions,
  ledger: SaveLedger,
  { stop, last }: RequestLimit,
): Promise<Reply> => {
  const { request, url, base, found, notes, link } = exchange;
  const trusted = { own: base.origin, allowed: options.allowedOrigins };
  if (route.kind === 'api') expectTrustedRequest(request, trusted);
  if (isConnectorId(connectorId)) notes.connectorId = connectorId;
  const client = options.createClient(stop);
  const account = async () => {
    const resolved = await (link === undefined
      ? resolveAccount(options, request)
      : resolveLink({ token: link.token, action: route.action, connectorId, url }, { client, options }, notes));
    stop.throwIfStopped();
    notes.accountId = resolved.accountId;
    // Checked after the session: a request without one is answered 401, whatever else is wrong with it.
    if (found?.connectorId !== undefined && !isConnectorId(connectorId)) {
      throw new ConnectError('invalid-request', 'That is not the id of a connector.');
    }
    return resolved;
  };
  const createCleanUpClient = () => options.createClient(last);
  return route.answer({ options, client, ledger, stop, createCleanUpClient, trusted, connectorId, account, ...exchange });
};
