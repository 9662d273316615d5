import { ConnectError, type ConnectErrorOptions, type ErrorCode } from '../protocol/errors.ts';

/** A `ConnectError` whose HTTP status its code alone does not give, such as the 413 and 415 of `invalid-request`. */
export class StatusError extends ConnectError {
  readonly status: number;

  constructor(status: number, code: ErrorCode, message: string, options: ConnectErrorOptions = {}) {
    super(code, message, options);
    this.status = status;
  }
}

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
export const statusOf = (error: ConnectError): number => (error instanceof StatusError ? error.status : usualStatus(error));

/** Any error as one that may be answered. What the host's own code threw is kept as the cause, and never sent to a browser. */
export const toConnectError = (error: unknown): ConnectError =>
  error instanceof ConnectError ? error : new ConnectError('backend-error', 'The request could not be carried out.', { cause: error });

/** Whether a time limit of the handler's was over. An error whose members throw is the host's own. */
export const isTimeLimit = (error: unknown): boolean => {
  try {
    return error instanceof StatusError && error.status === 504;
  } catch {
    return false;
  }
};
