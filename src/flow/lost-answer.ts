import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView, CredentialsRequest } from '../protocol/wire.ts';
import type { Platform } from './platform.ts';
import { withTimeLimit } from './time-limit.ts';
import { untilAborted } from './until-aborted.ts';

/*
 * A request that changes something may be carried out although its answer never arrives: the connection is reset, a
 * proxy gives up, the page's time limit is over, the person cancels. Then the server is asked what is true. Rule 16.
 */

/**
 * Whether a request that failed like this may have been carried out. An error that the handler answered, which carries its
 * correlation id, is no such case: it has put back what it had changed.
 */
export const mayBeDone = (error: unknown): boolean =>
  !(error instanceof ConnectError) ||
  error.uncertain === true ||
  (error.correlationId === undefined && (error.code === 'invalid-response' || error.code === 'timed-out'));

/** Whether one typed property is stored; undefined where the two views cannot tell. */
const isPropertyStored = (name: string, value: string, before: ConnectorView, after: ConnectorView): boolean | undefined => {
  const find = ({ fields }: ConnectorView) => fields.find((field) => field.name === name);
  const [was, is] = [find(before), find(after)];
  if (is === undefined || value === (was?.value ?? '')) return undefined;
  if (is.sensitive) return is.saved !== true ? false : was?.saved === true ? undefined : true;
  if (is.value === value) return true;
  return (is.value ?? '') === (was?.value ?? '') ? false : undefined;
};

/** Whether what was typed is stored, by the connector as it was read before and after; undefined where that cannot tell. */
export const isStored = (before: ConnectorView, after: ConnectorView, body: CredentialsRequest): boolean | undefined => {
  // Authenticated says that a credential is stored, not which one.
  if (body.credential !== undefined) return after.authenticated ? (before.authenticated ? undefined : true) : false;
  const stored = Object.entries(body.properties ?? {}).map(([name, value]) => isPropertyStored(name, value, before, after));
  if (stored.includes(false)) return false;
  return stored.includes(true) ? true : undefined;
};

export interface Outcome {
  /** Undefined where the server could not be asked, or cannot tell. */
  done: boolean | undefined;
  /** As the server saw it last; undefined where it could not be asked. */
  connector?: ConnectorView;
}

export interface OutcomeOptions {
  read: (signal: AbortSignal) => Promise<ConnectorView>;
  decide: (connector: ConnectorView) => boolean | undefined;
  /** Milliseconds from one question to the next. */
  between: number;
  /** Milliseconds until it is given up. */
  limit: number;
  signal: AbortSignal;
}

/**
 * Asks the server until two answers in a row agree: the handler may still be at work, or be putting back what it had
 * changed. Rejects with the signal's reason.
 */
export const learnOutcome = async (platform: Platform, { read, decide, between, limit, signal }: OutcomeOptions): Promise<Outcome> => {
  const { window } = platform;
  const end = platform.now() + limit;
  let known: Outcome = { done: undefined };
  for (;;) {
    let wait = between;
    try {
      const reason = () => new ConnectError('timed-out', 'The server did not answer in time.');
      const connector = await withTimeLimit(platform, { limit: end - platform.now(), reason, signal }, read);
      const done = decide(connector);
      if (done === undefined || done === known.done) return { done, connector };
      known = { done, connector };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ConnectError) wait = Math.max(wait, (error.retryAfter ?? 0) * 1_000);
    }
    if (platform.now() + wait >= end) return known;
    await untilAborted(new Promise((resolve) => window.setTimeout(resolve, wait)), signal);
  }
};
