import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView, CredentialsRequest } from '../protocol/wire.ts';
import type { FlowContext } from './context.ts';
import { createPoller } from './poller.ts';
import { withTimeLimit } from './time-limit.ts';
import { untilAborted } from './until-aborted.ts';

/*
 * A request that changes something may be carried out although its answer never arrives: the connection is reset, a
 * proxy gives up, the page's time limit is over, the person cancels. Then the server is asked what is true. Rule 16.
 */

/**
 * Whether a request that failed like this may have been carried out. With a correlation id the error is the handler's own
 * answer: it has already tried to roll back, and `restored` says with what result.
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

/**
 * `done`: undefined if the server cannot tell, or too few of its answers agreed. `connector`: as the server saw it last;
 * undefined if it did not answer.
 */
export type Outcome = { done: boolean; connector: ConnectorView } | { done: undefined; connector?: ConnectorView };

type Decide = (connector: ConnectorView) => boolean | undefined;

export interface OutcomeOptions {
  /** How the answer was lost. Its Retry-After counts. */
  error: unknown;
  /** Whether the change was made, by one answer; undefined if that cannot tell. */
  decide: Decide;
  /** Milliseconds until it is given up. */
  limit: number;
  signal: AbortSignal;
}

/**
 * Asks the server until two answers in a row agree: the handler may still be at work, or may be rolling back. Rejects
 * with the signal's reason.
 */
export const learnOutcome = async (
  { platform, config, retryGate, read }: FlowContext,
  { error: lost, decide, limit, signal }: OutcomeOptions,
): Promise<Outcome> => {
  const { window } = platform;
  const end = platform.now() + limit;
  let last: Outcome | undefined;
  let wait = 0;
  retryGate.note(lost);
  for (;;) {
    wait = Math.max(wait, retryGate.wait());
    if (platform.now() + wait >= end) return { ...last, done: undefined };
    if (wait > 0) await untilAborted(new Promise((resolve) => window.setTimeout(resolve, wait)), signal);
    wait = config.timing.betweenChecks;
    try {
      const reason = () => new ConnectError('timed-out', 'The server did not answer in time.');
      const connector = await withTimeLimit(platform, { limit: end - platform.now(), reason, signal }, read);
      const outcome: Outcome = { done: decide(connector), connector };
      if (last !== undefined && outcome.done === last.done) return outcome;
      last = outcome;
    } catch (error) {
      signal.throwIfAborted();
      retryGate.note(error);
    }
  }
};

/**
 * The handler may be at work until its own time limit is over. Calls back once if the server says until then that the
 * change was made after all, unless another attempt begins first.
 */
export const watchOutcome = (
  { platform, config, runs, retryGate, read }: FlowContext,
  decide: Decide,
  onDone: (connector: ConnectorView) => void,
): void => {
  // A listener of the failure may have begun another attempt already.
  if (runs.current !== undefined || runs.isDisposed) return;
  const { window } = platform;
  const { betweenChecks, confirm } = config.timing;
  const over = new AbortController();
  const { signal } = over;
  const stop = (): void => {
    over.abort();
  };
  runs.afterwards().addEventListener('abort', stop, { signal });
  const poller = createPoller(platform, {
    ask: read,
    between: betweenChecks,
    limit: confirm,
    retryGate,
    signal,
    onAnswer(connector) {
      if (decide(connector) !== true) return;
      stop();
      onDone(connector);
    },
    onTrouble: () => undefined,
  });
  const asking = window.setInterval(() => {
    poller.want();
  }, 3 * betweenChecks);
  const ending = window.setTimeout(stop, retryGate.wait() + 2 * confirm);
  signal.addEventListener('abort', () => {
    window.clearInterval(asking);
    window.clearTimeout(ending);
  });
};
