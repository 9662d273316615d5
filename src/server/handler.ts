import { ConnectError } from '../protocol/errors.ts';
import { buildRetryHeaders, createErrorResponse } from './http/responses.ts';
import { type AuditNotes, readErrorKind, recordEvent } from './audit.ts';
import { createCallbackPage } from './pages/callback-page.ts';
import { isConnectorId } from '../protocol/connector-id.ts';
import { applyCrossOrigin, createPreflightAnswer, isPreflight } from './http/cross-origin.ts';
import { createRequestClients, type RequestClient } from './cyclr/cyclr-client.ts';
import type { ConnectHandlerOptions, ParsedHandlerOptions } from './options/handler-options.ts';
import { parseHandlerOptions } from './options/parse-handler-options.ts';
import { findPublicBase, type PublicBase } from './http/public-base.ts';
import { expectTrustedRequest } from './http/request-guard.ts';
import { resolveLink, splitLink } from './links/link-access.ts';
import type { Context } from './context.ts';
import { limitRequest, type RequestLimit } from './limits/request-limit.ts';
import type { Stop } from './limits/stop.ts';
import { resolveAccount } from './resolve-account.ts';
import { endsLikeRoute, findRoutes, type FoundRoutes, type Route } from './routes/route-table.ts';
import { createSaveLedger, type SaveLedger } from './save/save-ledger.ts';
import { readSingleLine } from './single-line.ts';
import { StatusError, statusOf, toConnectError } from './status.ts';

/** Answers everything below `basePath`. Never rejects: whatever goes wrong is an answer. */
export type ConnectHandler = (request: Request) => Promise<Response>;

interface Exchange {
  request: Request;
  url: URL;
  base: PublicBase;
  correlationId: string;
  found: FoundRoutes | undefined;
  /** The one of those for the request's method; undefined where there is none. */
  route: Route | undefined;
  notes: AuditNotes;
  /** The link that the request came with, in its path. */
  link: ReturnType<typeof splitLink>;
}

/** An event is one line of a log. */
const maxAuditText = 300;

const createNotFound = ({ pathname }: URL): ConnectError =>
  endsLikeRoute(pathname)
    ? new StatusError(
        404,
        'misconfigured',
        'The request did not arrive under the path that the handler expects: a proxy or framework changed it, or the handler is mounted elsewhere. Set basePath to the path under which requests arrive, and publicUrl to the address that browsers use.',
      )
    : new StatusError(404, 'invalid-request', 'There is nothing at this address.');

/** The methods that an address answers, as far as the options allow them. */
const listMethods = ({ routes }: FoundRoutes, options: ParsedHandlerOptions, kind?: Route['kind']): string[] =>
  routes
    .filter((route) => (kind === undefined || route.kind === kind) && (route.option === undefined || options[route.option]))
    .map(({ method }) => method);

const createWrongMethod = (found: FoundRoutes, options: ParsedHandlerOptions, option?: string): ConnectError => {
  const more = option === undefined ? '' : `; for others, set ${option} in the handler`;
  return new StatusError(405, 'invalid-request', `This address answers ${listMethods(found, options).join(', ')} only${more}.`);
};

interface Workings {
  options: ParsedHandlerOptions;
  createClient: (stop: Stop) => RequestClient;
  ledger: SaveLedger;
}

const answerRoute = async (exchange: Exchange, workings: Workings): Promise<Response> => {
  const { request, url, base, found, route } = exchange;
  const { options } = workings;
  if (found === undefined) throw createNotFound(url);
  if (isPreflight(request)) {
    const methods = listMethods(found, options, 'api');
    if (methods.length > 0) return createPreflightAnswer(request, options.allowedOrigins, methods);
  }
  if (route === undefined) throw createWrongMethod(found, options);
  if (route.option !== undefined && !options[route.option]) throw createWrongMethod(found, options, route.option);
  if (route.kind === 'file') return route.answer({ request, url, base });
  const limit = limitRequest(request, options.requestTimeout);
  try {
    return await limit.last.race(answerForAccount(route, found.connectorId ?? '', exchange, workings, limit));
  } finally {
    limit.end();
  }
};

const answerForAccount = async (
  route: Exclude<Route, { kind: 'file' }>,
  connectorId: string,
  { request, url, base, correlationId, found, notes, link }: Exchange,
  { options, createClient, ledger }: Workings,
  { stop, last }: RequestLimit,
): Promise<Response> => {
  const trusted = { own: base.origin, allowed: options.allowedOrigins };
  if (route.kind === 'api') expectTrustedRequest(request, trusted);
  if (isConnectorId(connectorId)) notes.connectorId = connectorId;
  const { client, readStored } = createClient(stop);
  const account = async () => {
    const resolved = await (link === undefined
      ? resolveAccount(options, request)
      : resolveLink({ token: link.token, action: route.action, connectorId, url }, options, client, notes));
    stop.throwIfStopped();
    notes.accountId = resolved.accountId;
    // Not before: a request without a session is answered 401, whatever else is wrong with it.
    if (found?.connectorId !== undefined && !isConnectorId(connectorId)) {
      throw new ConnectError('invalid-request', 'That is not the id of a connector.');
    }
    return resolved;
  };
  const context: Context = {
    request,
    url,
    base,
    options,
    client,
    readStored: (accountId) => readStored(accountId, connectorId),
    ledger,
    stop,
    createCleanUpClient: () => createClient(last),
    trusted,
    correlationId,
    connectorId,
    account,
    notes,
  };
  return route.answer(context);
};

/** The page that waits for a message on another origin, where that origin is one of the host's; never what was merely sent. */
const findOpener = ({ searchParams }: URL, allowed: ReadonlySet<string>): string | undefined =>
  searchParams.get('return') === 'message' ? [...allowed].find((origin) => origin === searchParams.get('origin')) : undefined;

const createFailureAnswer = (
  error: ConnectError,
  { found, route, base, url, correlationId }: Exchange,
  options: ParsedHandlerOptions,
): Response => {
  const status = statusOf(error);
  if (route?.action === 'authorize' && route.kind === 'page') {
    // A person looks at this one: in a window, and without the words that only a developer needs.
    const opener = findOpener(url, options.allowedOrigins);
    return createCallbackPage(base.path, { code: error.code, opener, status, headers: buildRetryHeaders(error) });
  }
  const answer = createErrorResponse(error, correlationId);
  if (status === 405 && found !== undefined) answer.headers.set('allow', listMethods(found, options).join(', '));
  return answer;
};

/**
 * The partner's half: mount it below `basePath` on the server that knows the person's session. Fetch API only; an
 * adapter turns a framework's request into a `Request`, and where its URL is not the one that browsers
 * see, `publicUrl` says which that is. Nothing is kept between requests but the partner's access token.
 *
 * @throws {ConnectError} `misconfigured`, at once, for a mistake in the options.
 */
export const createConnectHandler = (given: ConnectHandlerOptions): ConnectHandler => {
  const options = parseHandlerOptions(given);
  const createClient = createRequestClients(options.client, { onUnreachable: options.log.unreachable, choose: options.method });
  const workings = { options, createClient, ledger: createSaveLedger() };
  const { now } = options.client;

  return async (request) => {
    const at = now();
    const url = new URL(request.url);
    const link = options.links === undefined ? undefined : splitLink(url.pathname);
    const found = findRoutes(link?.pathname ?? url.pathname, options.basePaths);
    const route = found?.routes.find(({ method }) => method === request.method);
    const base = findPublicBase(request, url, found?.basePath ?? options.basePaths[0] ?? '', options);
    const exchange: Exchange = {
      request,
      url,
      base,
      correlationId: crypto.randomUUID(),
      found,
      route,
      notes: {},
      link,
    };
    let failure: ConnectError | undefined;
    let answer: Response;
    try {
      answer = await answerRoute(exchange, workings);
    } catch (error) {
      failure = toConnectError(error);
      options.log.failure(failure);
      answer = createFailureAnswer(failure, exchange, options);
    }
    const cause = readErrorKind(failure?.cause);
    recordEvent(options.onEvent, {
      action: (route ?? found?.routes[0])?.action ?? 'unknown',
      correlationId: exchange.correlationId,
      at,
      duration: now() - at,
      status: answer.status,
      ...exchange.notes,
      ...(failure === undefined ? {} : { code: failure.code, message: readSingleLine(failure.message, maxAuditText) ?? '' }),
      ...(cause === undefined ? {} : { cause }),
    });
    // So that a page can see when its own address for the handler is another.
    answer.headers.set('x-cyclr-connect', `base=${base.origin}${base.path}${link?.prefix ?? ''}`);
    // A page is navigated to; no script of another origin has any business reading it.
    return route === undefined || route.kind === 'api' ? applyCrossOrigin(request, answer, options.allowedOrigins) : answer;
  };
};
