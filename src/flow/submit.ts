import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView, CredentialsAnswer, CredentialsRequest } from '../protocol/wire.ts';
import { saveCredentials } from './backend.ts';
import { isConnected } from './connector-needs.ts';
import { backendLimit, type FlowContext } from './context.ts';
import { isStored, learnOutcome, mayBeDone } from './lost-answer.ts';
import { createPoller } from './poller.ts';
import { disposed } from './runs.ts';
import { withTimeLimit } from './time-limit.ts';
import { untilAborted } from './until-aborted.ts';

/** Sends what was typed. Undefined where the server wants something corrected first. */
const save = async (
  { platform, config, store }: FlowContext,
  connector: ConnectorView,
  body: CredentialsRequest,
  signal: AbortSignal,
): Promise<CredentialsAnswer | undefined> => {
  const { backend, target } = config;
  if (backend === undefined)
    throw new ConnectError('misconfigured', 'An endpoint or a backend is needed to save what a person types.', { stage: 'saving' });
  store.dispatch({ type: 'save', connector });
  try {
    return await withTimeLimit(platform, { ...backendLimit(config), signal }, (own) => saveCredentials(backend, target.id, body, own));
  } catch (error) {
    if (!(error instanceof ConnectError) || error.fields === undefined || signal.aborted) throw error;
    const { code, fields, problems } = error;
    store.dispatch({ type: 'needs-input', connector, problems: { fields, ...(problems === undefined ? {} : { problems }), code } });
    return undefined;
  }
};

/** A refused credential had replaced the one before: only the server knows what is stored now. */
const failAfterRefusal = async (context: FlowContext, before: ConnectorView, error: ConnectError, signal: AbortSignal): Promise<void> => {
  const read = await untilAborted(context.read(signal), signal).catch((reason: unknown) => {
    if (signal.reason === disposed) throw reason;
    return undefined;
  });
  const now = read ?? (error.restored === true ? before : { ...before, authenticated: false });
  // A reading that failed is no loss: the handler's word is all that is known then.
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
    const { platform, config, read } = context;
    const { done, connector } = await learnOutcome(platform, {
      read,
      decide: (now) => isStored(before, now, body),
      between: config.timing.betweenChecks,
      limit: config.timing.confirm,
      signal,
    });
    if (done === true && connector !== undefined) return { connector };
    throw done === false ? error : notKnown(error);
  }
};

/** What became of a save whose answer was lost, or that the person cancelled: what the server says, or that it is not known. */
const endLostSave = async (context: FlowContext, before: ConnectorView, body: CredentialsRequest, error: unknown): Promise<void> => {
  const { platform, config, store, runs, read } = context;
  const { timing } = config;
  const isCancelled = error instanceof ConnectError && error.code === 'cancelled';
  const decide = (connector: ConnectorView): boolean | undefined => isStored(before, connector, body);
  const succeed = (connector: ConnectorView, late: boolean): void => {
    context.succeed(body.credential === undefined ? 'saved' : 'authenticated', connector, late);
  };

  store.dispatch({ type: 'confirm' });
  const { done, connector } = await learnOutcome(platform, {
    read,
    decide,
    between: timing.betweenChecks,
    // A person who cancelled does not want to wait.
    limit: isCancelled ? timing.slow : timing.confirm,
    signal: runs.life,
  });
  if (done === true && connector !== undefined) {
    succeed(connector, false);
    return;
  }
  // Cancelled, and the server answered: whichever credential is stored, the card says whether it is connected.
  const isKnown = done === false || (isCancelled && connector !== undefined);
  context.fail(isKnown ? error : notKnown(error), 'saving', connector ?? before);
  if (done !== undefined || connector === undefined) watchLostSave(context, decide, succeed);
};

/** The handler may be at work until its own time limit is over: what it stores until then is a late success. Rule 16. */
const watchLostSave = (
  { platform, config, runs, read }: FlowContext,
  decide: (connector: ConnectorView) => boolean | undefined,
  succeed: (connector: ConnectorView, late: boolean) => void,
): void => {
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
    signal,
    onAnswer(connector) {
      if (decide(connector) !== true) return;
      stop();
      succeed(connector, true);
    },
    onTrouble: () => undefined,
  });
  const asking = window.setInterval(() => {
    poller.want();
  }, 3 * betweenChecks);
  const ending = window.setTimeout(stop, 2 * confirm);
  signal.addEventListener('abort', () => {
    window.clearInterval(asking);
    window.clearTimeout(ending);
  });
};

/** An attempt without a window: what was typed is all there is. */
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
      await endLostSave(context, connector, body, error);
      return;
    }
    if (!(error instanceof ConnectError) || error.code !== 'credentials-rejected') throw error;
    await failAfterRefusal(context, connector, error, signal);
    return;
  }
  if (answer === undefined) return;
  if (answer.proof === 'saved' && signInKind(connector.authType, connector.oauth2Type) !== 'none') {
    throw new ConnectError('not-authenticated', 'The credential was saved, but Cyclr does not call the connector authenticated.', {
      stage: 'confirming',
    });
  }
  context.succeed(answer.proof, answer.connector, false);
};
