import { ConnectError, type ConnectErrorOptions, type ErrorCode } from '../protocol/errors.ts';

/** HTTP statuses that the code alone does not give away, such as the 413 and 415 of `invalid-request`. */
const statuses = new WeakMap<ConnectError, number>();

/** A `ConnectError` that is answered with this status. */
export const createRefusal = (status: number, code: ErrorCode, message: string, options: ConnectErrorOptions = {}): ConnectError => {
  const error = new ConnectError(code, message, options);
  statuses.set(error, status);
  return error;
};

const usualStatus = (error: ConnectError): number => {
  switch (error.code) {
    case 'invalid-request':
      return error.fields === undefined ? 400 : 422;
    case 'not-signed-in':
      return 401;
    case 'forbidden':
      return 403;
    case 'connector-not-found':
      return 404;
    case 'credentials-rejected':
    case 'not-authenticated':
    case 'unsupported-auth-type':
      return 422;
    case 'rate-limited':
      return 429;
    default:
      return 502;
  }
};

/** The HTTP status that an error is answered with. */
export const statusOf = (error: ConnectError): number => statuses.get(error) ?? usualStatus(error);
