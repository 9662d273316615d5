import type { ErrorCode } from '../../protocol/errors.ts';

/**
 * OAuth's values of `error` (RFC 6749, 4.1.2.1 and 5.2; `redirect_uri_mismatch` is Google's) by which the person did not refuse:
 * the third party failed, or the connector's registration at the third party is wrong.
 */
export const oauthErrors: readonly (readonly [error: string, code: ErrorCode])[] = [
  ['server_error', 'backend-error'],
  ['temporarily_unavailable', 'backend-error'],
  ['invalid_scope', 'misconfigured'],
  ['invalid_request', 'misconfigured'],
  ['invalid_client', 'misconfigured'],
  ['unauthorized_client', 'misconfigured'],
  ['unsupported_response_type', 'misconfigured'],
  ['unsupported_grant_type', 'misconfigured'],
  ['redirect_uri_mismatch', 'misconfigured'],
];

const codes = new Map(oauthErrors);

/** The code for `error=`; `denied` for `access_denied`, and for any text that is not known. */
export const readRefusalCode = (error: string): ErrorCode => codes.get(error) ?? 'denied';
