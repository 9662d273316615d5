import { createAttempt } from '../protocol/attempt.ts';
import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError, type Stage } from '../protocol/errors.ts';
import type { ConnectorView, CredentialsRequest, Proof } from '../protocol/wire.ts';
import type { ConnectFlow } from './connect-flow.ts';
import { hasProperties, missingFields, proofOf } from './connector-needs.ts';
import { failureOf, stageOf, unsupported } from './failure.ts';
import { disconnectConnector, readConnector, saveCredentials } from './backend.ts';
import { watchForLateSuccess } from './late-success.ts';
import { forget, recall, remember, type RememberedAttempt, rememberReturnPath, takeReturned } from './memory.ts';
import { type FlowOptions, readOptions } from './options.ts';
import { browserPlatform } from './platform.ts';
import { closeWindow, focusWindow, navigateWindow, openWindow } from './popup.ts';
import { settle, type SettleOptions, type Settlement } from './settle.ts';
import { createSignInAddress } from './sign-in-address.ts';
import { connectorOf, type Failure } from './state.ts';
import { createStateStore } from './state-store.ts';
import { hasTurn, takeTurn } from './turn.ts';
import { untilAborted } from './until-aborted.ts';

/** Why an attempt stopped without an end: nobody is to be told. */
const disposed = Symbol('disposed');

/**
 * One widget's whole story, without a pixel.
 *
 * @throws {ConnectError} `misconfigured`, `unsupported-auth-type`: the options cannot work, and why.
 */
export const createConnectFlow = (options: FlowOptions): ConnectFlow => {
  const platform = options.platform ?? browserPlatform();
  const config = readOptions(options, platform);
  const { backend, connectorId, timing } = config;
  const address = createSignInAddress(config, platform);
  const store = createStateStore(platform);
  const { dispatch, tell } = store;

  let opened: Window | null = null;
  let run: { controller: AbortController; done: Promise<void>; attempt: string } | undefined;
  let lateWatch: AbortController | undefined;
  let loading: AbortController | undefined;
  let isDisposed = false;

  /** Without a server to ask, all that is known of the connector is what the host said. */
  const assumed = (): ConnectorView => ({
    id: connectorId,
    name: '',
    authType: config.authType,
    authenticated: false,
    fields: [],
    ...(config.serviceOrigin === undefined ? {} : { serviceOrigin: config.serviceOrigin }),
  });

  const read = async (signal: AbortSignal): Promise<ConnectorView> =>
    backend === undefined ? assumed() : readConnector(backend, connectorId, signal);

  const succeed = (proof: Proof, connector: ConnectorView, late: boolean): void => {
    // Over before anybody is told: a listener may begin the next attempt at once.
    run = undefined;
    forget(platform, connectorId);
    dispatch({ type: 'succeed', connector, proof, late });
    tell({
      type: 'connected', connectorId, authType: connector.authType, proof, late,
      ...(backend === undefined ? {} : { connector }),
    });
  };

  const fail = (error: unknown, stage: Stage, connector = connectorOf(store.state)): Failure => {
    const failure = failureOf(error, stage);
    run = undefined;
    dispatch({ type: 'fail', failure, connector });
    tell({ type: 'failed', connectorId, ...failure });
    return failure;
  };

  const settled = (settlement: Settlement, connector: ConnectorView, late: boolean): void => {
    succeed(settlement.proof, settlement.connector ?? { ...connector, authenticated: true }, late);
  };

  const settleOptions = (remembered: RememberedAttempt, connector: ConnectorView, signal: AbortSignal): SettleOptions => ({
    attempt: remembered.attempt,
    startedAt: remembered.startedAt,
    serviceOrigin: address.expectedServiceOrigin(connector),
    currentWindow: () => opened,
    check: backend === undefined ? undefined : (asked) => read(asked),
    wasAuthenticated: remembered.wasAuthenticated,
    timing,
    signal,
    onWindow: (known) => { dispatch({ type: 'window', window: known }); },
    onSignal: () => { dispatch({ type: 'signal' }); },
  });

  const watchOn = (code: Failure['code'], remembered: RememberedAttempt, connector: ConnectorView): void => {
    const controller = new AbortController();
    lateWatch = controller;
    void watchForLateSuccess(platform, code, settleOptions(remembered, connector, controller.signal)).then((settlement) => {
      if (settlement !== undefined && lateWatch === controller) settled(settlement, connector, true);
    });
  };

  /** Runs one attempt to its end. Only the newest may commit; whatever it throws becomes its one `failed`. */
  const begin = (attempt: string, inWindow: boolean, work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    lateWatch?.abort();
    lateWatch = undefined;
    const controller = new AbortController();
    const own = { controller, attempt, done: Promise.resolve() };
    run = own;
    const giveTurn = inWindow
      ? takeTurn(attempt, () => { controller.abort(new ConnectError('superseded', 'A newer sign-in on this page took the turn.')); })
      : undefined;
    own.done = work(controller.signal)
      .catch((error: unknown) => {
        if (error === disposed || controller.signal.reason === disposed) return;
        fail(error, stageOf(store.state));
      })
      .finally(() => {
        giveTurn?.();
        if (run === own) run = undefined;
      });
    return own.done;
  };

  /** Waits for a window's attempt, and after a failure keeps an eye on it. */
  const awaitSettlement = async (
    remembered: RememberedAttempt,
    connector: ConnectorView,
    signal: AbortSignal,
    returned?: SettleOptions['returned'],
  ): Promise<void> => {
    try {
      const settlement = await settle(platform, { ...settleOptions(remembered, connector, signal), returned });
      closeWindow(opened);
      settled(settlement, connector, false);
    } catch (error) {
      if (signal.reason === disposed) throw error;
      if (signal.aborted) closeWindow(opened);
      forget(platform, connectorId);
      const failure = fail(error, stageOf(store.state));
      // Unless a listener has begun anew, or ended it all, in the meantime.
      if (run === undefined && !isDisposed) watchOn(failure.code, remembered, connector);
    }
  };

  const save = async (connector: ConnectorView, body: CredentialsRequest, signal: AbortSignal) => {
    if (backend === undefined) throw new ConnectError('misconfigured', 'An endpoint or a backend is needed to save what a person types.', { stage: 'saving' });
    dispatch({ type: 'save', connector });
    try {
      return await untilAborted(saveCredentials(backend, connectorId, body, signal), signal);
    } catch (error) {
      if (!(error instanceof ConnectError) || error.fields === undefined || signal.aborted) throw error;
      dispatch({ type: 'refuse', problems: { fields: error.fields, code: error.code } });
      return undefined;
    }
  };

  /** An attempt without a window: what was typed is all there is. */
  const submit = async (connector: ConnectorView, body: CredentialsRequest, signal: AbortSignal): Promise<void> => {
    const answer = await save(connector, body, signal);
    if (answer === undefined) return;
    if (answer.proof === 'saved' && signInKind(connector.authType, connector.oauth2Type) !== 'none') {
      throw new ConnectError('not-authenticated', 'The credential was saved, but Cyclr does not call the connector authenticated.', { stage: 'confirming' });
    }
    succeed(answer.proof, answer.connector, false);
  };

  /** Everything between the click and the waiting. Undefined where something must be corrected first. */
  const sendToSignIn = async (attempt: string, before: ConnectorView, body: CredentialsRequest, pointed: boolean, signal: AbortSignal) => {
    const answer = hasProperties(body) ? await save(before, { properties: body.properties }, signal) : { connector: before };
    if (answer === undefined) return undefined;
    const { connector } = answer;
    const remembered = { attempt, connectorId, startedAt: platform.now(), wasAuthenticated: before.authenticated };
    address.expectedServiceOrigin(connector);
    const leaves = config.mode === 'redirect';
    dispatch({
      type: 'open', connector, reopenable: address.canOpen(),
      window: opened === null && !leaves ? 'blocked' : 'open',
      href: address.link(attempt),
    });
    remember(platform, remembered);
    if (!pointed && (opened !== null || leaves)) {
      const url = await untilAborted(address.fetch(attempt), signal);
      if (opened !== null) navigateWindow(opened, url);
      else leavePage(attempt, url);
      address.spend();
    }
    return { remembered, connector };
  };

  const leavePage = (attempt: string, url: string): void => {
    rememberReturnPath(platform, attempt);
    platform.window.location.assign(url);
  };

  const signIn = async (attempt: string, before: ConnectorView, body: CredentialsRequest, pointed: boolean, signal: AbortSignal): Promise<void> => {
    const sent = await sendToSignIn(attempt, before, body, pointed, signal).catch((error: unknown) => {
      closeWindow(opened);
      forget(platform, connectorId);
      throw error;
    });
    if (sent === undefined) closeWindow(opened);
    else await awaitSettlement(sent.remembered, sent.connector, signal);
  };

  /** The part of a window attempt that must happen in the click itself. True where the window is already on its way. */
  const openNow = (attempt: string, savesFirst: boolean): boolean => {
    opened = null;
    if (config.mode === 'redirect') return false;
    const ready = savesFirst ? undefined : address.ready(attempt);
    opened = openWindow(platform, ready ?? 'about:blank');
    if (opened !== null && ready !== undefined) address.spend();
    return ready !== undefined && opened !== null;
  };

  const connect = (body: CredentialsRequest = {}): Promise<void> => {
    if (run !== undefined) {
      focusWindow(opened);
      return run.done;
    }
    loading?.abort(disposed);
    const attempt = createAttempt((bytes) => platform.random(bytes));
    const known = connectorOf(store.state);
    const kindOf = (connector: ConnectorView) => signInKind(connector.authType, connector.oauth2Type);
    // Before the connector is known a window is opened on trust: waiting for the answer would lose the click.
    const wantsWindow = known === undefined ? body.credential === undefined : kindOf(known) === 'window';
    if (wantsWindow && !address.canOpen()) {
      return begin(attempt, true, () => Promise.reject(new ConnectError('token-missing', 'A sign-in token is used once: give getToken, or a new token, for another attempt.', { stage: 'opening' })));
    }
    let pointed: boolean;
    try {
      pointed = wantsWindow && openNow(attempt, known === undefined || hasProperties(body));
    } catch (error) {
      return begin(attempt, true, () => Promise.reject(error));
    }

    return begin(attempt, wantsWindow, async (signal) => {
      let connector = known;
      if (connector === undefined) {
        dispatch({ type: 'load' });
        connector = await untilAborted(read(signal), signal).catch((error: unknown) => {
          if (wantsWindow) closeWindow(opened);
          throw error;
        });
        dispatch({ type: 'loaded', connector });
      }
      const kind = kindOf(connector);
      if (kind !== 'window' && wantsWindow) closeWindow(opened);
      if (kind === 'unsupported') throw unsupported(connector);
      const missing = known === undefined ? missingFields(connector, body) : {};
      if (Object.keys(missing).length > 0) {
        closeWindow(opened);
        dispatch({ type: 'save', connector });
        dispatch({ type: 'refuse', problems: { fields: missing } });
      } else if (kind === 'window') await signIn(attempt, connector, body, pointed, signal);
      else await submit(connector, kind === 'client-credentials' ? { ...body, credential: { type: 'ClientCredentials' } } : body, signal);
    });
  };

  const resume = (remembered: RememberedAttempt, connector: ConnectorView): Promise<void> => {
    opened = null;
    return begin(remembered.attempt, true, (signal) => {
      dispatch({ type: 'open', connector, window: 'unsure', reopenable: address.canOpen() });
      return awaitSettlement(remembered, connector, signal, takeReturned(platform, remembered.attempt));
    });
  };

  return {
    get state() {
      return store.state;
    },
    get pending() {
      return run !== undefined;
    },
    subscribe: store.subscribe,
    async load() {
      if (run !== undefined) return;
      loading?.abort(disposed);
      const own = new AbortController();
      loading = own;
      dispatch({ type: 'load' });
      try {
        const connector = await read(own.signal);
        if (own.signal.aborted || loading !== own) return;
        const kind = signInKind(connector.authType, connector.oauth2Type);
        if (kind === 'unsupported') {
          fail(unsupported(connector), 'loading', connector);
          return;
        }
        dispatch({ type: 'loaded', connector, ...proofOf(connector) });
        const remembered = kind === 'window' ? recall(platform, connectorId, timing.deadline) : undefined;
        if (remembered !== undefined && !hasTurn(remembered.attempt)) void resume(remembered, connector);
      } catch (error) {
        if (own.signal.aborted || loading !== own) return;
        fail(error, 'loading');
      }
    },
    connect,
    cancel() {
      const blocked = store.state.status === 'authorizing' && store.state.window === 'blocked';
      run?.controller.abort(blocked
        ? new ConnectError('popup-blocked', 'The browser opened no window, and the attempt was given up.')
        : new ConnectError('cancelled', 'The attempt was cancelled.'));
    },
    showWindow() {
      focusWindow(opened);
    },
    openAgain() {
      if (run === undefined || store.state.status !== 'authorizing' || !address.canOpen()) return;
      const { attempt, controller } = run;
      const { connector } = store.state;
      const link = address.link(attempt);
      if (config.mode === 'redirect' && link !== undefined) {
        leavePage(attempt, link);
        return;
      }
      const previous = opened;
      let pointed: boolean;
      try {
        pointed = openNow(attempt, false);
      } catch (error) {
        controller.abort(error);
        return;
      }
      if (opened === null) {
        opened = previous;
        return;
      }
      closeWindow(previous);
      dispatch({ type: 'open', connector, window: 'open', reopenable: address.canOpen(), href: link });
      if (pointed) return;
      const target = opened;
      address.fetch(attempt).then(
        (url) => {
          navigateWindow(target, url);
          address.spend();
        },
        (error: unknown) => {
          closeWindow(target);
          controller.abort(error);
        },
      );
    },
    askToDisconnect() {
      dispatch({ type: 'ask' });
    },
    keep() {
      dispatch({ type: 'keep' });
    },
    async disconnect() {
      if (store.state.status !== 'disconnecting' || !store.state.asking) return;
      const own = new AbortController();
      loading = own;
      dispatch({ type: 'disconnect' });
      try {
        if (backend === undefined) throw new ConnectError('misconfigured', 'An endpoint or a backend is needed to disconnect.');
        const connector = await disconnectConnector(backend, connectorId, own.signal);
        if (own.signal.aborted) return;
        dispatch({ type: 'load' });
        dispatch({ type: 'loaded', connector });
        tell({ type: 'disconnected', connectorId });
      } catch (error) {
        if (!own.signal.aborted) fail(error, 'disconnecting');
      }
    },
    dispose() {
      isDisposed = true;
      store.clear();
      loading?.abort(disposed);
      lateWatch?.abort();
      run?.controller.abort(disposed);
    },
  };
};
