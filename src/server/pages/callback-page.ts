import { createResponse } from '../http/responses.ts';
import { buildCallbackDocument, type CallbackFailure, callbackPolicy, callbackScript, callbackStyle } from './callback-document.ts';

const pageHeaders = {
  'content-security-policy': `${callbackPolicy}; frame-ancestors 'none'`,
  'x-frame-options': 'DENY',
};

/** `GET callback`, or with a failure what a sign-in that could not start shows in its window. */
export const createCallbackPage = (
  basePath: string,
  failure?: CallbackFailure & { status: number; headers: Record<string, string> },
): Response =>
  createResponse(failure?.status ?? 200, buildCallbackDocument(`${basePath}/`, failure), {
    ...failure?.headers,
    ...pageHeaders,
    'content-type': 'text/html; charset=utf-8',
  });

export const createCallbackScript = (): Response =>
  createResponse(200, callbackScript, { ...pageHeaders, 'content-type': 'text/javascript; charset=utf-8' });

export const createCallbackStyle = (): Response =>
  createResponse(200, callbackStyle, { ...pageHeaders, 'content-type': 'text/css; charset=utf-8' });
