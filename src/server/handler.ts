import { answerRoute, type Exchange, listHttpMethods } from './answer-route.ts';
import { baseHeader, buildBase } from '../protocol/base-header.ts';
import { ConnectError } from '../protocol/errors.ts';
import { buildRetryHeaders, createErrorReply, type Reply, toResponse } from './http/reply.ts';
import { type AuditNotes, buildEvent, recordEvent } from './audit.ts';
import { createCallbackPage } from './pages/callback-page.ts';
import { buildCorsHeaders } from './http/cors.ts';
import type { ConnectHandlerOptions, ParsedHandlerOptions } from './options/handler-options.ts';
import { parseHandlerOptions } from './options/parse-handler-options.ts';
import { findPublicBase } from './http/public-base.ts';
import { splitLink } from './links/link-access.ts';
import { findRoutes } from './routes/route-table.ts';
import { createSaveLedger } from './save/save-ledger.ts';
import { statusOf, toConnectError } from './status.ts';

/** Answers everything below `basePath`. Never rejects: whatever goes wrong is an answer. */
export type ConnectHandler = (request: Request) => Promise<Response>;

/** The page that waits for a message on another origin, where that origin is one of the host's; never what was merely sent. */
const findOpener = ({ searchParams }: URL, allowed: ReadonlySet<string>): string | undefined =>
  searchParams.get('return') === 'message' ? [...allowed].find((origin) => origin === searchParams.get('origin')) : undefined;

const createFailureReply = (
  error: ConnectError,
  { request, found, route, base, url, correlationId }: Exchange,
  options: ParsedHandlerOptions,
): Reply => {
  const status = statusOf(error);
  if (route?.action === 'authorize' && route.kind === 'page') {
    // A person sees this answer in a window, so it is a page without a developer's details.
    const opener = findOpener(url, options.allowedOrigins);
    const asked = { request, basePath: base.path, partner: options.partnerName };
    return createCallbackPage(asked, { code: error.code, opener }, status, buildRetryHeaders(error));
  }
  return createErrorReply(
    error,
    correlationId,
    status === 405 && found !== undefined ? { allow: listHttpMethods(found, options).join(', ') } : {},
  );
};

/**
 * The partner's half: mount it below `basePath` on the server that has the person's session. Fetch API only; an
 * adapter turns a framework's request into a `Request`, and where its URL is not the one that browsers
 * see, `publicUrl` says which that is. Kept between requests, in memory only: the partner's access
 * token, results of test calls for a minute, which messages were logged, and the pages of the sign-in window.
 *
 * @example
 * ```ts
 * import { createConnectHandler } from 'cyclr-connect/server';
 *
 * declare const findSession: (request: Request) => Promise<{ accountId: string; username: string } | undefined>; // yours
 *
 * export const handler = createConnectHandler({
 *   cyclr: {
 *     apiDomain: 'api.cyclr.com',
 *     serviceDomain: 'acme-h.cyclr.com',
 *     clientId: process.env.CYCLR_ID ?? '',
 *     clientSecret: process.env.CYCLR_SECRET ?? '',
 *   },
 *   resolveAccount: findSession,
 * });
 * ```
 *
 * @throws {ConnectError} `misconfigured`, at once, for a mistake in the options.
 */
export const createConnectHandler = (given: ConnectHandlerOptions): ConnectHandler => {
  const options = parseHandlerOptions(given);
  const ledger = createSaveLedger();
  const { now } = options.client;

  return async (request) => {
    const at = now();
    const url = new URL(request.url);
    const link = options.links === undefined ? undefined : splitLink(url.pathname);
    const found = findRoutes(link?.pathname ?? url.pathname, options.basePaths);
    const route = found?.routes.find(({ method }) => method === request.method);
    const base = findPublicBase(request, url, found?.basePath ?? options.basePaths[0] ?? '', options);
    const correlationId = crypto.randomUUID();
    const notes: AuditNotes = {};
    const exchange: Exchange = { request, url, base, correlationId, found, route, notes, link };
    let failure: ConnectError | undefined;
    let reply: Reply;
    try {
      reply = await answerRoute(exchange, options, ledger);
    } catch (error) {
      failure = toConnectError(error);
      options.log.failure(failure);
      reply = createFailureReply(failure, exchange, options);
    }
    const action = (route ?? found?.routes[0])?.action ?? 'unknown';
    recordEvent(options.onEvent, buildEvent({ action, correlationId, at, notes }, now(), reply.status, failure));
    // So that a page can see when its own address for the handler is another.
    reply.headers[baseHeader] = buildBase(`${base.origin}${base.path}${link?.prefix ?? ''}`);
    // Pages are navigated to, not fetched: they need no CORS headers.
    if (route === undefined || route.kind === 'api') Object.assign(reply.headers, buildCorsHeaders(request, options.allowedOrigins));
    return toResponse(reply);
  };
};
