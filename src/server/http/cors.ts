import { ConnectError } from '../../protocol/errors.ts';
import { createReply, type Reply } from './reply.ts';

const isAllowed = (request: Request, allowed: ReadonlySet<string>): boolean => allowed.has(request.headers.get('origin') ?? '');

/** Let pages of the allowed origins read an answer, with their cookies sent; no other page, never `*`. */
export const buildCorsHeaders = (request: Request, allowed: ReadonlySet<string>): Record<string, string> => {
  if (allowed.size === 0) return {};
  if (!isAllowed(request, allowed)) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': request.headers.get('origin') ?? '',
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After, X-Cyclr-Connect',
  };
};

export const isPreflight = (request: Request): boolean =>
  request.method === 'OPTIONS' && request.headers.has('access-control-request-method');

/** Headers by name, as a preflight lists them. */
const isHeaderList = (text: string): boolean => text.length <= 4096 && /^[\w!#$%&'*+.^`|~, -]+$/.test(text);

/**
 * Allows the methods of the address, and every header that the page asks for: monitoring adds its own to each `fetch`
 * (`traceparent`, `baggage`, `sentry-trace`), and apps without cookies send `Authorization`. The origin is what decides.
 *
 * @throws {ConnectError} `forbidden` for an origin that is not allowed.
 */
export const createPreflightReply = (request: Request, allowed: ReadonlySet<string>, methods: readonly string[]): Reply => {
  if (!isAllowed(request, allowed)) {
    throw new ConnectError('forbidden', 'This origin is not one of allowedOrigins.');
  }
  const asked = request.headers.get('access-control-request-headers') ?? '';
  return createReply(204, null, {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': isHeaderList(asked) ? asked : 'Content-Type',
    'access-control-max-age': '600',
  });
};
