import { ConnectError } from '../protocol/errors.ts';
import { createResponse } from './responses.ts';

const isAllowed = (request: Request, allowed: ReadonlySet<string>): boolean => allowed.has(request.headers.get('origin') ?? '');

/** Lets pages of the allowed origins read an answer, with their cookies sent; no other page, never `*`. */
export const applyCrossOrigin = (request: Request, response: Response, allowed: ReadonlySet<string>): Response => {
  if (allowed.size === 0) return response;
  response.headers.append('vary', 'Origin');
  if (!isAllowed(request, allowed)) return response;
  response.headers.set('access-control-allow-origin', request.headers.get('origin') ?? '');
  response.headers.set('access-control-allow-credentials', 'true');
  response.headers.set('access-control-expose-headers', 'Retry-After');
  return response;
};

export const isPreflight = (request: Request): boolean =>
  request.method === 'OPTIONS' && request.headers.has('access-control-request-method');

/** @throws {ConnectError} `forbidden` for an origin that is not allowed. */
export const createPreflightAnswer = (request: Request, allowed: ReadonlySet<string>, method: string): Response => {
  if (!isAllowed(request, allowed)) {
    throw new ConnectError('forbidden', 'This origin is not one of allowedOrigins.');
  }
  return createResponse(204, null, {
    'access-control-allow-methods': method,
    'access-control-allow-headers': 'Content-Type',
    'access-control-max-age': '600',
  });
};
