import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView, CredentialsAnswer, CredentialsRequest } from '../protocol/wire.ts';
import { saveCredentials } from './backend.ts';
import { isConnected } from './connector-needs.ts';
import { backendLimit, type FlowContext } from './context.ts';
import { disposed } from './runs.ts';
import { withTimeLimit } from './time-limit.ts';
import { untilAborted } from './until-aborted.ts';

/** Sends what was typed. Undefined where the server wants something corrected first. */
export const save = async (
  { platform, config, store }: FlowContext,
  connector: ConnectorView,
  body: CredentialsRequest,
  signal: AbortSignal,
): Promise<CredentialsAnswer | undefined> => {
  const { backend, connectorId } = config;
  if (backend === undefined)
    throw new ConnectError('misconfigured', 'An endpoint or a backend is needed to save what a person types.', { stage: 'saving' });
  store.dispatch({ type: 'save', connector });
  try {
    return await withTimeLimit(platform, { ...backendLimit(config), signal }, (own) => saveCredentials(backend, connectorId, body, own));
  } catch (error) {
    if (!(error instanceof ConnectError) || error.fields === undefined || signal.aborted) throw error;
    const { code, fields, problems } = error;
    store.dispatch({ type: 'needs-input', connector, problems: { fields, ...(problems === undefined ? {} : { problems }), code } });
    return undefined;
  }
};

/** A refused credential had taken the place of the one before: what stands now, only the server knows. */
const failAfterRefusal = async (context: FlowContext, before: ConnectorView, error: ConnectError, signal: AbortSignal): Promise<void> => {
  const now = await untilAborted(context.read(signal), signal).catch((reason: unknown) => {
    if (signal.reason === disposed) throw reason;
    return { ...before, authenticated: false };
  });
  const lost = isConnected(before) && !isConnected(now) ? true : undefined;
  context.fail(
    new ConnectError(error.code, error.message, { explanation: error.explanation, correlationId: error.correlationId, lost }),
    'saving',
    now,
  );
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
