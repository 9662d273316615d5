import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView, CredentialsAnswer, CredentialsRequest } from '../protocol/wire.ts';
import { saveCredentials } from './backend.ts';
import { isConnected } from './connector-needs.ts';
import type { FlowContext } from './context.ts';
import { inTime } from './in-time.ts';
import { disposed } from './runs.ts';
import { untilAborted } from './until-aborted.ts';

/** Sends what was typed. Undefined where the server wants something corrected first. */
export const save = async (
  { config, store }: FlowContext,
  connector: ConnectorView,
  body: CredentialsRequest,
  signal: AbortSignal,
): Promise<CredentialsAnswer | undefined> => {
  const { backend, connectorId } = config;
  if (backend === undefined)
    throw new ConnectError('misconfigured', 'An endpoint or a backend is needed to save what a person types.', { stage: 'saving' });
  store.dispatch({ type: 'save', connector });
  try {
    return await untilAborted(inTime(saveCredentials(backend, connectorId, body, signal), config.timing.deadline, 'The backend'), signal);
  } catch (error) {
    if (!(error instanceof ConnectError) || error.fields === undefined || signal.aborted) throw error;
    const kinds = error.problems === undefined ? {} : { kinds: error.problems };
    store.dispatch({ type: 'refuse', problems: { fields: error.fields, ...kinds, code: error.code } });
    return undefined;
  }
};

/** A refused credential had taken the place of the one before: what stands now, only the server knows. */
const failAfterRefusal = async (context: FlowContext, before: ConnectorView, error: ConnectError, signal: AbortSignal): Promise<void> => {
  const now = await untilAborted(context.read(signal), signal).catch((reason: unknown) => {
    if (signal.reason === disposed) throw reason;
    return { ...before, authenticated: false };
  });
  context.fail(error, 'saving', now, isConnected(before) && !isConnected(now));
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
    if (!(error instanceof ConnectError) || error.code !== 'credentials-rejected' || signal.aborted) throw error;
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
