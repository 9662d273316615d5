import type { ConnectError } from '../../protocol/errors.ts';
import type { WireError } from '../../protocol/wire.ts';
import { statusOf } from '../status.ts';

const commonHeaders = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export const createResponse = (status: number, body: string | null, headers: Record<string, string>): Response =>
  new Response(body, { status, headers: { ...commonHeaders, ...headers } });

export const createJsonResponse = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  createResponse(status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers });

/** An error as it travels: never its cause. */
export const buildWireError = (error: ConnectError, correlationId: string): WireError => ({
  code: error.code,
  message: error.message,
  ...(error.fields === undefined ? {} : { fields: error.fields }),
  ...(error.problems === undefined ? {} : { problems: error.problems }),
  ...(error.explanation === undefined ? {} : { explanation: error.explanation }),
  ...(error.restored === undefined ? {} : { restored: error.restored }),
  correlationId,
});

export const buildRetryHeaders = (error: ConnectError): Record<string, string> =>
  error.retryAfter === undefined ? {} : { 'retry-after': String(error.retryAfter) };

export const createErrorResponse = (error: ConnectError, correlationId: string): Response =>
  createJsonResponse(statusOf(error), { error: buildWireError(error, correlationId) }, buildRetryHeaders(error));
