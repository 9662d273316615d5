import type { ConnectError, ErrorCode } from '../protocol/errors.ts';
import { readSingleLine } from './single-line.ts';
import type { RollbackOutcome } from './save/rollback.ts';
import { ignoreRejection } from './limits/is-thenable.ts';
import type { Proof } from '../protocol/wire.ts';

/** What a request asked the handler to do. */
export type AuditAction =
  'connectors' | 'install' | 'check' | 'credentials' | 'authorize' | 'disconnect' | 'callback' | 'opening' | 'webhook' | 'unknown';

/** One line of the audit trail: who did what to which connector, and how it ended. Never a secret or a value. */
export interface AuditEvent {
  action: AuditAction;
  correlationId: string;
  /** When the request came, in milliseconds since 1970. */
  at: number;
  /** Milliseconds until the answer. */
  duration: number;
  status: number;
  accountId?: string;
  connectorId?: string;
  proof?: Proof;
  /** The connector was put into the account by this request. */
  installed?: true;
  /**
   * The AuthenticationId that it was installed with: to be remembered by connectorId for the option `method`, if Cyclr does
   * not say later which of several was chosen.
   */
  method?: string;
  /** The id of the link that a colleague came with. */
  linkId?: string;
  /** A test that was set up could not be carried out, so `proof` is at most `authenticated`. */
  untested?: true;
  /**
   * What became of the changes of a request that failed: `restored`, as it was before; `overtaken`, another request has
   * written over them; `unknown`, Cyclr refused a credential and hides which one it holds; `lost`, something could not be put back.
   */
  putBack?: RollbackOutcome;
  code?: ErrorCode;
  /** Our own sentence. What Cyclr or the host's code said is left out: it may repeat what it was given. */
  message?: string;
  /** The kind of error that caused it, such as `TypeError`. */
  cause?: string;
}

/** What a route adds to its line while it works. */
export type AuditNotes = Partial<
  Pick<AuditEvent, 'accountId' | 'connectorId' | 'proof' | 'installed' | 'method' | 'linkId' | 'untested' | 'putBack'>
>;

/**
 * The kind of an error, such as `TypeError`. A name that reads like no class may be a value that the host's code put there,
 * and is left out; an error that cannot be read has no kind.
 */
export const readErrorKind = (cause: unknown): string | undefined => {
  try {
    if (!(cause instanceof Error)) return undefined;
    const name: unknown = cause.name;
    return typeof name === 'string' && /^[A-Z]\w{0,50}(?:Error|Exception)(?:_?\d{1,3})?$/.test(name) ? name : 'Error';
  } catch {
    return undefined;
  }
};

/** What is known of a request before it is answered. */
type Begun = Pick<AuditEvent, 'action' | 'correlationId' | 'at'> & { notes: AuditNotes };

/** An event is one line of a log. */
const maxMessage = 300;

/** The line of one request, and of the error that it ended in. */
export const buildEvent = (
  { action, correlationId, at, notes }: Begun,
  ended: number,
  status: number,
  failure: ConnectError | undefined,
): AuditEvent => {
  const cause = readErrorKind(failure?.cause);
  return {
    action,
    correlationId,
    at,
    duration: ended - at,
    status,
    ...notes,
    ...(failure === undefined ? {} : { code: failure.code, message: readSingleLine(failure.message, maxMessage) ?? '' }),
    ...(cause === undefined ? {} : { cause }),
  };
};

/** Hands an event to the host; neither a throw nor a rejected promise there reaches the request. */
export const recordEvent = (onEvent: ((event: AuditEvent) => unknown) | undefined, event: AuditEvent): void => {
  try {
    ignoreRejection(onEvent?.(event));
  } catch {
    // The request is answered also if the host's log fails.
  }
};
