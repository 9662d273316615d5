/** Every way an attempt can fail. Closed and stable: a host may `switch` on it. */
export const errorCodes = [
  'popup-blocked',
  'cancelled',
  'denied',
  'timed-out',
  'superseded',
  'token-missing',
  'token-expired',
  'not-authenticated',
  'unverifiable',
  'credentials-rejected',
  'not-signed-in',
  'forbidden',
  'connector-not-found',
  'invalid-request',
  'unsupported-auth-type',
  'rate-limited',
  'offline',
  'backend-error',
  'invalid-response',
  'misconfigured',
] as const;
/** One of `errorCodes`. */
export type ErrorCode = (typeof errorCodes)[number];

/** Where in an attempt it failed. */
export type Stage = 'loading' | 'saving' | 'opening' | 'authorizing' | 'confirming' | 'disconnecting';

/** For these a retry cannot help: something must change first. */
const permanentCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'not-signed-in',
  'forbidden',
  'connector-not-found',
  'invalid-request',
  'unsupported-auth-type',
  'misconfigured',
]);

/**
 * Whether the same attempt may succeed at another time.
 *
 * @example
 * ```ts
 * import { isRetryable } from 'cyclr-connect/flow';
 *
 * console.log(isRetryable('timed-out'), isRetryable('forbidden')); // true, false
 * ```
 */
export const isRetryable = (code: ErrorCode): boolean => !permanentCodes.has(code);

export const isErrorCode = (value: unknown): value is ErrorCode => (errorCodes as readonly unknown[]).includes(value);

/**
 * What a code alone does not say. `stopped`: by Cancel. `came-back`: the person came back by hand, and no window was seen to
 * close. `unseen`: how the window ended could not be seen.
 */
export type Story = 'stopped' | 'came-back' | 'unseen';

/** What a person must correct, from the server's answer to the form. */
export interface FieldErrors {
  /** Sentences to show at the fields, by field name. */
  fields: Record<string, string>;
  /** By field name, what the sentence says as one of `FieldProblem`; a host's own sentence has none. */
  problems?: Record<string, string> | undefined;
}

export interface ConnectErrorOptions {
  stage?: Stage | undefined;
  /** What led here; kept for the developer, never shown to a person and never sent over the wire. */
  cause?: unknown;
  fields?: FieldErrors['fields'] | undefined;
  problems?: FieldErrors['problems'];
  /** Why a credential was refused, in the host's own words for the person. */
  explanation?: string | undefined;
  /** Seconds to wait before another try, as an upstream `Retry-After` said. */
  retryAfter?: number | undefined;
  /** Something had been changed: true where it was put back as it was, false where it could not be. */
  restored?: boolean | undefined;
  /** Finds the same failure in the server's own audit trail. */
  correlationId?: string | undefined;
  story?: Story | undefined;
  /** What was connected before is no longer: the refused credential had replaced a good one. */
  lost?: boolean | undefined;
  /** The request was sent and its answer was lost: it may have been carried out. */
  uncertain?: boolean | undefined;
}

/**
 * The one error of this package. `message` is a sentence for a developer: what was expected, and where.
 * It never contains a token, key, password or property value.
 */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
  readonly code: ErrorCode;
  /** This and the rest: as in `ConnectErrorOptions`. */
  readonly stage: Stage | undefined;
  readonly fields: Record<string, string> | undefined;
  readonly problems: Record<string, string> | undefined;
  readonly explanation: string | undefined;
  readonly retryAfter: number | undefined;
  readonly correlationId: string | undefined;
  readonly story: Story | undefined;
  readonly lost: boolean | undefined;
  readonly uncertain: boolean | undefined;
  /** As in `ConnectErrorOptions`. Set after the failure, by the rollback. */
  restored: boolean | undefined;

  constructor(code: ErrorCode, message: string, options: ConnectErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.stage = options.stage;
    this.fields = options.fields;
    this.problems = options.problems;
    this.explanation = options.explanation;
    this.retryAfter = options.retryAfter;
    this.correlationId = options.correlationId;
    this.story = options.story;
    this.lost = options.lost;
    this.uncertain = options.uncertain;
    this.restored = options.restored;
  }

  get retryable(): boolean {
    return isRetryable(this.code);
  }
}
