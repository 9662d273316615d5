import { createAttempt } from '../protocol/attempt.ts';
import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView, CredentialsRequest } from '../protocol/wire.ts';
import type { ConnectInput } from './connect-flow.ts';
import { findMissing, hasProperties, isConnected, proofOf } from './connector-needs.ts';
import type { FlowContext } from './context.ts';
import { unsupported } from './failure.ts';
import { findMissingCredential, findMissingMethod, install, previewConnector } from './installing.ts';
import type { SignIn } from './sign-in.ts';
import type { SignInWindow } from './sign-in-window.ts';
import { availableOf, connectorOf, type Known, type Problems } from './state.ts';
import { submit } from './submit.ts';
import { untilAborted } from './until-aborted.ts';

/** In milliseconds. A view older than this may be out of date: another device or a colleague may have connected. Rule 17. */
const outdatedAfter = 10_000;

/**
 * Whether the account may be connected meanwhile, so that no sign-in is needed. What was typed is sent in any case: the
 * person asked to store it.
 */
const mustAskFirst = ({ config, age }: FlowContext, shown: ConnectorView, body: CredentialsRequest): boolean =>
  config.backend !== undefined && signInKind(shown) === 'window' && !isConnected(shown) && !hasProperties(body) && age() > outdatedAfter;

/** Begins a new attempt in the click: installs the connector if it is missing, then signs in by a window or saves what was typed. */
export const beginAttempt = (context: FlowContext, opened: SignInWindow, signIn: SignIn, input: ConnectInput): Promise<void> => {
  const { platform, config, address, store, runs } = context;
  const { method, ...body } = input;
  const attempt = createAttempt((bytes) => platform.random(bytes));
  const now = platform.now();
  const shown = connectorOf(store.state);
  const isOutdated = shown !== undefined && mustAskFirst(context, shown, body);
  const known = isOutdated ? undefined : shown;
  const offered = shown === undefined ? availableOf(store.state) : undefined;
  const unchosen = offered && findMissingMethod(offered, method);
  if (offered !== undefined && unchosen !== undefined) {
    store.dispatch({ type: 'needs-input', available: offered, problems: unchosen });
    return Promise.resolve();
  }
  const expected = shown ?? (offered && previewConnector(offered, method));
  // If the kind is not known yet, open a window: after waiting for the answer the browser would block it.
  const wantsWindow =
    expected === undefined || expected.authType === '' ? body.credential === undefined : signInKind(expected) === 'window';
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

  const find = async (signal: AbortSignal): Promise<Known> => {
    store.dispatch({ type: 'load' });
    const found = await untilAborted(context.find(signal), signal);
    const { connector, available } = found;
    if (available !== undefined) config.target.id = '';
    store.dispatch(available === undefined ? { type: 'loaded', connector } : { type: 'found', available });
    return found;
  };
  const needsInput = (event: Known & { problems: Problems }): void => {
    if (wantsWindow) opened.close();
    store.dispatch({ type: 'needs-input', ...event });
  };

  /**
   * The account's connector, installed first where it is missing. Undefined where something must be asked first, or the
   * attempt has ended.
   */
  const obtain = async (signal: AbortSignal): Promise<ConnectorView | undefined> => {
    const { connector, available } = offered === undefined ? await find(signal) : { available: offered };
    if (connector !== undefined) return connector;
    const problems = findMissingMethod(available, method);
    if (problems !== undefined) {
      needsInput({ available, problems });
      return undefined;
    }
    const preview = previewConnector(available, method);
    if (preview !== undefined && preview.authType !== '' && signInKind(preview) === 'unsupported') throw unsupported(preview);
    const installed = await install(context, available, method, signal);
    const { proof } = proofOf(installed);
    // Another tab has installed it meanwhile, and the sign-in there has succeeded already.
    if (proof === undefined || installed.attention !== undefined || signInKind(installed) === 'none') return installed;
    if (wantsWindow) opened.close();
    context.succeed(proof, installed, false);
    return undefined;
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    // No await for a connector that is known: the pressed button must show the new state at once.
    const connector = known ?? (await obtain(signal));
    if (connector === undefined) return;
    const kind = signInKind(connector);
    if (kind !== 'window' && wantsWindow) opened.close();
    if (kind === 'unsupported') throw unsupported(connector);
    const { proof } = proofOf(connector);
    if (isOutdated && proof !== undefined) {
      opened.close();
      context.succeed(proof, connector, false);
      return;
    }
    const missing = shown === undefined ? (findMissing(connector, body) ?? findMissingCredential(connector, body)) : undefined;
    if (missing !== undefined) needsInput({ connector, problems: missing });
    else if (kind === 'window') await signIn.run(attempt, connector, body, pointed, signal);
    else
      await submit(
        context,
        connector,
        kind === 'client-credentials' ? { ...body, credential: { type: 'ClientCredentials' } } : body,
        signal,
      );
  };

  return runs.begin(attempt, wantsWindow ? now : undefined, (signal) =>
    run(signal).catch((error: unknown) => {
      // Nothing will navigate the blank window any more.
      if (wantsWindow && connectorOf(store.state) === undefined) opened.close();
      throw error;
    }),
  );
};
