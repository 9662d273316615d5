import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView, CredentialsAnswer, CredentialsRequest } from '../protocol/wire.ts';
import { saveCredentials } from './backend.ts';
import { isConnected } from './connector-needs.ts';
import type { FlowContext } from './context.ts';
import { isStored, learnOutcome, mayBeDone, type Outcome, watchOutcome } from './lost-answer.ts';
import { disposed } from './runs.ts';
import { untilAborted } from './until-aborted.ts';

/** Sends what was typed. Undefined where something must be corrected first, as the server says. */
const save = async (
  { ask, config, store }: FlowContext,
  connector: ConnectorView,
  body: CredentialsRequest,
  signal: AbortSignal,
): Promise<CredentialsAnswer | undefined> => {
  store.dispatch({ type: 'save', connector });
  try {
    return await ask(signal, (backend, own) => saveCredentials(backend, config.target.id, body, own));
  } catch (error) {
    if (!(error instanceof ConnectError) || error.fields === undefined || signal.aborted) throw error;
    const { code, fields, problems } = error;
    store.dispatch({ type: 'needs-input', connector, problems: { fields, ...(problems && { problems }), code } });
    return undefined;
  }
};

/** A refused credential had replaced the one before: what is stored now must be read from the server. */
const failAfterRefusal = async (context: FlowContext, before: ConnectorView, error: ConnectError, signal: AbortSignal): Promise<void> => {
  const read = await untilAborted(context.read(signal), signal).catch((reason: unknown) => {
    if (signal.reason === disposed) throw reason;
    return undefined;
  });
  const now = read ?? (error.restored === true ? before : { ...before, authenticated: false });
  // If the read failed, use the handler's `restored`.
  const lost = read !== undefined && isConnected(before) && !isConnected(read) ? true : undefined;
  context.fail(
    new ConnectError(error.code, error.message, {
      explanation: error.explanation,
      correlationId: error.correlationId,
      restored: error.restored,
      lost,
    }),
    'saving',
    now,
  );
};

const notKnown = (cause: unknown): ConnectError =>
  new ConnectError('unverifiable', 'The answer to the save was lost. It may have been carried out.', {
    stage: 'saving',
    cause,
  });

/**
 * Saves settings ahead of a sign-in. If the answer is lost, the server is asked, and the sign-in goes on if they are stored.
 * Rule 16.
 */
export const saveBeforeSignIn = async (
  context: FlowContext,
  before: ConnectorView,
  body: CredentialsRequest,
  signal: AbortSignal,
): Promise<Pick<CredentialsAnswer, 'connector'> | undefined> => {
  try {
    return await save(context, before, body, signal);
  } catch (error) {
    if (signal.aborted || !mayBeDone(error)) throw error;
    const { done, connector } = await learnOutcome(context, {
      error,
      decide: (now) => isStored(before, now, body),
      limit: context.config.timing.confirm,
      signal,
    });
    if (done === true) return { connector };
    throw done === false ? error : notKnown(error);
  }
};

/** Ends a save whose answer was lost, or that the person cancelled, by what the server says now. Rule 16. */
const endLostSave = async (
  context: FlowContext,
  before: ConnectorView,
  body: CredentialsRequest,
  error: unknown,
  signal: AbortSignal,
): Promise<void> => {
  const { store, runs } = context;
  const { confirm, slow } = context.config.timing;
  const decide = (connector: ConnectorView): boolean | undefined => isStored(before, connector, body);
  const succeed = (connector: ConnectorView, late: boolean): void => {
    context.succeed(body.credential === undefined ? 'saved' : 'authenticated', connector, late);
  };

  store.dispatch({ type: 'confirm' });
  const isCancelled = signal.aborted;
  let outcome: Outcome;
  try {
    // After Cancel there is no wait.
    const options = isCancelled ? { limit: slow, signal: runs.life } : { limit: confirm, signal };
    outcome = await learnOutcome(context, { error, decide, ...options });
  } catch (reason) {
    if (isCancelled || signal.reason === disposed) throw reason;
    await endLostSave(context, before, body, reason, signal);
    return;
  }
  const { done, connector } = outcome;
  if (done === true) {
    succeed(connector, false);
    return;
  }
  // `cancelled` does not say which credential is stored; the card shows whether the connector is connected, as it was read.
  const isKnown = done === false || (isCancelled && connector !== undefined);
  context.fail(isKnown ? error : notKnown(error), 'saving', connector ?? before);
  watchOutcome(context, decide, (now) => {
    succeed(now, true);
  });
};

/** Submits what was typed, without a sign-in window. */
export const submit = async (
  context: FlowContext,
  connector: ConnectorView,
  body: CredentialsRequest,
  signal: AbortSignal,
): Promise<void> => {
  let answer: CredentialsAnswer | undefined;
  try {
    answer = await save(context, connector, body, signal);
  } catch (error) {
    if (signal.reason === disposed) throw error;
    if (signal.aborted || mayBeDone(error)) {
      await endLostSave(context, connector, body, error, signal);
      return;
    }
    if (!(error instanceof ConnectError) || error.code !== 'credentials-rejected') throw error;
    await failAfterRefusal(context, connector, error, signal);
    return;
  }
  if (answer === undefined) return;
  if (answer.proof === 'saved' && signInKind(connector) !== 'none') {
    throw new ConnectError('not-authenticated', 'The credential was saved, but Cyclr does not call the connector authenticated.', {
      stage: 'confirming',
    });
  }
  context.succeed(answer.proof, answer.connector, false);
};
