import { ConnectError } from '../protocol/errors.ts';
import { buildRetryHeaders, createErrorResponse } from './responses.ts';
import { type AuditNotes, recordEvent } from './audit.ts';
import { createCallbackPage } from './callback-page.ts';
import { isConnectorId } from './connector-id.ts';
import { applyCrossOrigin, createPreflightAnswer, isPreflight } from './cross-origin.ts';
import { createCyclrClient, type CyclrClient } from './cyclr-client.ts';
import { type ConnectHandlerOptions, parseHandlerOptions, type ParsedHandlerOptions } from './options.ts';
import { expectTrustedRequest } from './request-guard.ts';
import { resolveAccount } from './resolve-account.ts';
import { findRoute, type FoundRoute } from './routes.ts';
import { createRefusal, statusOf } from './status.ts';

/** Answers everything below `basePath`. Never rejects: whatever goes wrong is an answer. */
export type ConnectHandler = (request: Request) => Promise<Response>;

interface Exchange {
  request: Request;
  url: URL;
  correlationId: string;
  found: FoundRoute | undefined;
  notes: AuditNotes;
}

/** What the host's own code throws is no business of a browser's. */
const readError = (error: unknown): ConnectError =>
  error instanceof ConnectError ? error : new ConnectError('backend-error', 'The request could not be carried out.', { cause: error });

const createRouteAnswer = async (
  { request, url, correlationId, found, notes }: Exchange,
  options: ParsedHandlerOptions,
  client: CyclrClient,
): Promise<Response> => {
  if (found === undefined) throw createRefusal(404, 'invalid-request', 'There is nothing at this address.');
  const { route, connectorId = '' } = found;
  if (route.kind === 'api' && isPreflight(request)) {
    return createPreflightAnswer(request, options.allowedOrigins, route.method);
  }
  if (request.method !== route.method) {
    throw createRefusal(405, 'invalid-request', `This address answers ${route.method} only.`);
  }
  const trusted = { own: options.publicOrigin ?? url.origin, allowed: options.allowedOrigins };
  if (route.kind === 'api') expectTrustedRequest(request, trusted);
  if (found.connectorId !== undefined) {
    if (!isConnectorId(connectorId)) throw new ConnectError('invalid-request', 'That is not the id of a connector.');
    notes.connectorId = connectorId;
  }
  const account = async () => {
    const resolved = await resolveAccount(options, request);
    notes.accountId = resolved.accountId;
    return resolved;
  };
  return route.answer({ request, url, options, client, trusted, correlationId, connectorId, account, notes });
};

/** The page that waits for a message on another origin, where that origin is one of the host's; never what was merely sent. */
const findOpener = ({ searchParams }: URL, allowed: ReadonlySet<string>): string | undefined =>
  searchParams.get('return') === 'message' ? [...allowed].find((origin) => origin === searchParams.get('origin')) : undefined;

const createFailureAnswer = (
  error: ConnectError,
  { found, url, correlationId }: Exchange,
  { basePath, allowedOrigins }: ParsedHandlerOptions,
): Response => {
  const status = statusOf(error);
  if (status !== 405 && found?.route.action === 'authorize') {
    // A person looks at this one: in a window, and without the words that only a developer needs.
    const opener = findOpener(url, allowedOrigins);
    return createCallbackPage(basePath, { code: error.code, opener, status, headers: buildRetryHeaders(error) });
  }
  const answer = createErrorResponse(error, correlationId);
  if (status === 405 && found !== undefined) answer.headers.set('allow', found.route.method);
  return answer;
};

/**
 * The partner's half: mount it below `basePath` on the server that knows the person's session. Fetch API only; an
 * adapter turns a framework's request into a `Request` whose URL has the host that browsers see (or set
 * `publicOrigin`). Nothing is kept between requests but the partner's access token.
 *
 * @throws {ConnectError} `misconfigured`, at once, for a mistake in the options.
 */
export const createConnectHandler = (given: ConnectHandlerOptions): ConnectHandler => {
  const options = parseHandlerOptions(given);
  const { apiOrigin, serviceOrigin: _checked, ...clientOptions } = options.client;
  const client = createCyclrClient({ apiDomain: apiOrigin, ...clientOptions });
  const { now } = options.client;

  return async (request) => {
    const at = now();
    const url = new URL(request.url);
    const exchange: Exchange = {
      request,
      url,
      correlationId: crypto.randomUUID(),
      found: findRoute(url.pathname, options.basePath),
      notes: {},
    };
    let failure: ConnectError | undefined;
    let answer: Response;
    try {
      answer = await createRouteAnswer(exchange, options, client);
    } catch (error) {
      failure = readError(error);
      answer = createFailureAnswer(failure, exchange, options);
    }
    recordEvent(options.onEvent, {
      action: exchange.found?.route.action ?? 'unknown',
      correlationId: exchange.correlationId,
      at,
      duration: now() - at,
      status: answer.status,
      ...exchange.notes,
      ...(failure === undefined ? {} : { code: failure.code, message: failure.message }),
      ...(failure?.cause instanceof Error ? { cause: failure.cause.name } : {}),
    });
    // A page is navigated to; no script of another origin has any business reading it.
    return exchange.found?.route.kind === 'page' ? answer : applyCrossOrigin(request, answer, options.allowedOrigins);
  };
};
