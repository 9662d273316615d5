import { ConnectError, type ErrorCode } from '../protocol/errors.ts';
import { parseRetryAfter } from '../protocol/parse-retry-after.ts';
import { pageTimeLimit } from '../protocol/time-limits.ts';
import { errorAnswerSchema } from '../protocol/wire.ts';
import type { Platform } from './platform.ts';
import { withTimeLimit } from './time-limit.ts';

/** Added to every request: an object, or a function that gives one or promises one, such as a fresh bearer token. */
export type EndpointHeaders = HeadersInit | (() => HeadersInit | Promise<HeadersInit>);

/** What a host gave as `headers`, at the moment of a request. */
export const readHeaders = (given: EndpointHeaders | undefined): HeadersInit | Promise<HeadersInit> =>
  typeof given === 'function' ? given() : (given ?? {});

export interface EndpointRequest {
  /** Below the endpoint, such as `connectors/1234/credentials`. */
  path: string;
  query?: string;
  /** Makes it a POST. */
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/** @throws {ConnectError} as a rejection; `uncertain` if a POST may have been carried out nevertheless. */
export type EndpointFetch = (request: EndpointRequest) => Promise<unknown>;

const codeOfStatus = (status: number): ErrorCode => {
  switch (status) {
    case 401:
      return 'not-signed-in';
    case 403:
      return 'forbidden';
    case 429:
      return 'rate-limited';
    default:
      return status >= 500 ? 'backend-error' : 'invalid-response';
  }
};

const withoutSlash = (path: string): string => path.replace(/\/$/, '');

/** A redirect that was followed and led to something that is not the handler's answer. */
const describeRedirect = (asked: string, reached: string): ConnectError => {
  const from = new URL(asked);
  const to = new URL(reached, asked);
  const isSamePage = to.origin === from.origin && withoutSlash(to.pathname) === withoutSlash(from.pathname);
  const isSignIn = /log-?_?in|sign-?_?in|auth|sso|session|account/i.test(to.hostname + to.pathname) && !isSamePage;
  return new ConnectError(
    isSignIn ? 'not-signed-in' : 'misconfigured',
    `The endpoint redirects to ${to.origin}${to.pathname}, which is not an answer of the handler.`,
  );
};

/** Requests to one endpoint. A redirect is followed once, for reads; a slash that the server adds is remembered. */
export const createEndpointFetch = (endpoint: string, headers: EndpointHeaders | undefined, platform: Platform): EndpointFetch => {
  let slash = '';

  const buildHeaders = async (hasBody: boolean): Promise<Headers> => {
    let built: Headers;
    try {
      built = new Headers(await readHeaders(headers));
    } catch (cause) {
      const message = 'headers must be an object of header names and texts, or a function that gives one.';
      throw new ConnectError(typeof headers === 'function' ? 'backend-error' : 'misconfigured', message, { cause });
    }
    built.set('accept', 'application/json');
    if (hasBody) built.set('content-type', 'application/json');
    return built;
  };

  const readAnswer = async (response: Response, url: string): Promise<unknown> => {
    const { ok, status } = response;
    const more = {
      retryAfter: parseRetryAfter(response.headers.get('retry-after'), Date.now()) || undefined,
      // An error of a proxy's: the handler may have carried the request out nevertheless.
      uncertain: ok || status >= 500 || status === 408 ? true : undefined,
    };
    let json: unknown;
    try {
      json = await response.json();
    } catch (cause) {
      if (response.redirected) throw describeRedirect(url, response.url);
      const message = `The endpoint answered ${String(status)} with something that is not JSON. Is the handler mounted there?`;
      throw new ConnectError(ok ? 'invalid-response' : codeOfStatus(status), message, { ...more, cause });
    }
    if (ok) return json;
    const parsed = errorAnswerSchema.safeParse(json);
    if (parsed.success) {
      const { code, message, ...said } = parsed.data.error;
      throw new ConnectError(code, message, { ...said, retryAfter: more.retryAfter });
    }
    throw new ConnectError(codeOfStatus(status), `The endpoint answered ${String(status)}.`, more);
  };

  const send = async ({ path, query = '', body }: EndpointRequest, signal: AbortSignal): Promise<unknown> => {
    const isRead = body === undefined;
    const init: RequestInit = {
      ...(isRead ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(body) }),
      headers: await buildHeaders(!isRead),
      credentials: 'include',
      cache: 'no-store',
      redirect: 'manual',
      signal,
    };
    const buildUrl = (): string => `${endpoint}/${path}${slash}${query}`;
    const isOnline = (): boolean => platform.window.navigator.onLine;
    const wasOnline = isOnline();
    const attempt = async (url: string, more: RequestInit = {}): Promise<Response> => {
      try {
        return await platform.fetch(url, { ...init, ...more });
      } catch (cause) {
        if (signal.aborted) throw signal.reason;
        if (!wasOnline) throw new ConnectError('offline', 'The browser is offline; nothing was sent.', { cause });
        if (!isOnline()) throw new ConnectError('offline', 'The browser went offline.', { cause, uncertain: true });
        const message = 'The endpoint could not be reached: the network, CORS, or a Content-Security-Policy without it in connect-src.';
        throw new ConnectError('backend-error', message, { cause, uncertain: true });
      }
    };

    let url = buildUrl();
    let response = await attempt(url);
    if (response.type === 'opaqueredirect' && isRead) {
      response = await attempt(url, { redirect: 'follow' }).catch((cause: unknown) => {
        if (!(cause instanceof ConnectError) || cause.code !== 'backend-error') throw cause;
        throw new ConnectError(
          'not-signed-in',
          'The endpoint redirects to a page of another origin, as a server does when its session has ended.',
          { cause },
        );
      });
      if (response.redirected && response.ok && new URL(response.url).pathname.endsWith(`/${path}/`)) slash = '/';
    } else if (response.type === 'opaqueredirect' && slash === '') {
      // A redirected POST was not carried out. A server that requires a slash at the end accepts it with one.
      slash = '/';
      url = buildUrl();
      response = await attempt(url);
      if (response.type === 'opaqueredirect') slash = '';
    }
    if (response.type === 'opaqueredirect') {
      throw new ConnectError('not-signed-in', 'The endpoint redirects, as a server does when its session has ended.');
    }
    return readAnswer(response, url);
  };

  return ({ signal, ...request }) =>
    withTimeLimit(
      platform,
      {
        limit: pageTimeLimit,
        reason: () => new ConnectError('backend-error', 'The endpoint did not answer in time.', { uncertain: true }),
        signal,
      },
      (own) => send(request, own),
    );
};
