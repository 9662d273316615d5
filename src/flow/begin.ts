import { createAttempt } from '../protocol/attempt.ts';
import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView, CredentialsRequest } from '../protocol/wire.ts';
import { findMissing, hasProperties, isConnected, proofOf } from './connector-needs.ts';
import type { FlowContext } from './context.ts';
import { unsupported } from './failure.ts';
import type { SignIn } from './sign-in.ts';
import type { SignInWindow } from './sign-in-window.ts';
import { connectorOf } from './state.ts';
import { submit } from './submit.ts';
import { untilAborted } from './until-aborted.ts';

const kindOf = (connector: ConnectorView) => signInKind(connector.authType, connector.oauth2Type);

/** Older than this, in milliseconds, "not connected" may have been overtaken: another device, or a colleague. Rule 17. */
const outdatedAfter = 10_000;

/** Whether a sign-in may be needless. What a person has typed is sent all the same: it is what they want. */
const mustLookFirst = ({ config, age }: FlowContext, shown: ConnectorView, body: CredentialsRequest): boolean =>
  config.backend !== undefined && kindOf(shown) === 'window' && !isConnected(shown) && !hasProperties(body) && age() > outdatedAfter;

/** Begins a new attempt in the click, and runs it by whichever way the connector needs. */
export const beginAttempt = (context: FlowContext, opened: SignInWindow, signIn: SignIn, body: CredentialsRequest): Promise<void> => {
  const { platform, address, store, runs } = context;
  const attempt = createAttempt((bytes) => platform.random(bytes));
  const now = platform.now();
  const shown = connectorOf(store.state);
  const isOutdated = shown !== undefined && mustLookFirst(context, shown, body);
  const known = isOutdated ? undefined : shown;
  // Before the connector is known a window is opened on trust: waiting for the answer would lose the click.
  const wantsWindow = shown === undefined ? body.credential === undefined : kindOf(shown) === 'window';
  if (wantsWindow && !address.canOpen()) {
    return runs.begin(attempt, now, () =>
      Promise.reject(
        new ConnectError('token-missing', 'A sign-in token is used once: give getToken, or a new token, for another attempt.', {
          stage: 'opening',
        }),
      ),
    );
  }
  let pointed: boolean;
  try {
    pointed = wantsWindow && opened.open(attempt, known === undefined || hasProperties(body));
  } catch (error) {
    return runs.begin(attempt, now, () => Promise.reject(error));
  }

  const find = async (signal: AbortSignal): Promise<ConnectorView> => {
    store.dispatch({ type: 'load' });
    const connector = await untilAborted(context.read(signal), signal).catch((error: unknown) => {
      if (wantsWindow) opened.close();
      throw error;
    });
    store.dispatch({ type: 'loaded', connector });
    return connector;
  };

  return runs.begin(attempt, wantsWindow ? now : undefined, async (signal) => {
    const connector = known ?? (await find(signal));
    const kind = kindOf(connector);
    if (kind !== 'window' && wantsWindow) opened.close();
    if (kind === 'unsupported') throw unsupported(connector);
    const { proof } = proofOf(connector);
    if (isOutdated && proof !== undefined) {
      opened.close();
      context.succeed(proof, connector, false);
      return;
    }
    const missing = shown === undefined ? findMissing(connector, body) : undefined;
    if (missing !== undefined) {
      opened.close();
      store.dispatch({ type: 'needs-input', connector, problems: missing });
    } else if (kind === 'window') await signIn.run(attempt, connector, body, pointed, signal);
    else
      await submit(
        context,
        connector,
        kind === 'client-credentials' ? { ...body, credential: { type: 'ClientCredentials' } } : body,
        signal,
      );
  });
};
