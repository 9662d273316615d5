import type { ConnectorView, CredentialsRequest } from '../protocol/wire.ts';
import { forgetAttempt, hasLeft, rememberAttempt, type RememberedAttempt } from './attempt-storage.ts';
import { type Backend, checkConnector } from './backend.ts';
import { hasProperties } from './connector-needs.ts';
import type { FlowContext } from './context.ts';
import { isFramed } from './embedding.ts';
import { stageOf } from './failure.ts';
import { watchForLateSuccess } from './late-success.ts';
import { disposed } from './runs.ts';
import { settle } from './settle.ts';
import type { Settlement } from './settle-options.ts';
import type { SignInWindow } from './sign-in-window.ts';
import type { Failure } from './state.ts';
import { saveBeforeSignIn } from './submit.ts';

/** An attempt with a window: to the sign-in, and back. */
export interface SignIn {
  /** `pointed`: the window is on its way there already. */
  run(attempt: string, before: ConnectorView, body: CredentialsRequest, pointed: boolean, signal: AbortSignal): Promise<void>;
  /** Takes up an attempt that a reload or a redirect interrupted. */
  resume(remembered: RememberedAttempt, connector: ConnectorView): Promise<void>;
}

export const createSignIn = (context: FlowContext, opened: SignInWindow): SignIn => {
  const { platform, config, address, store, runs } = context;
  const { target, timing } = config;

  const settled = (settlement: Settlement, remembered: RememberedAttempt, connector: ConnectorView, late: boolean): void => {
    forgetAttempt(platform, remembered);
    context.succeed(settlement.proof, settlement.connector ?? { ...connector, authenticated: true }, late);
  };

  /** Tells a server that still shows an earlier attention that this sign-in came back. If that fails, the sign-in has still succeeded. */
  const tellReturn = async ({ connector }: Settlement, attempt: string, signal: AbortSignal): Promise<void> => {
    if (connector?.attention === undefined) return;
    const check = (backend: Backend, own: AbortSignal) => checkConnector(backend, target.id, { signal: own, attempt });
    await context.ask(signal, check, timing.confirm).catch(() => undefined);
  };

  const watchOn = async ({ code, stage }: Failure, remembered: RememberedAttempt, connector: ConnectorView): Promise<void> => {
    const signal = runs.afterwards();
    const failed = { code, wasSignalled: stage === 'confirming' };
    const settlement = await watchForLateSuccess(context, failed, {
      remembered,
      serviceOrigin: address.expectedServiceOrigin(connector),
      opened,
      signal,
    });
    if (settlement === undefined) return;
    await tellReturn(settlement, remembered.attempt, signal);
    if (!signal.aborted) settled(settlement, remembered, connector, true);
  };

  /** Waits for the attempt to settle; after a failure, watches for a late success. */
  const awaitSettlement = async (
    remembered: RememberedAttempt,
    connector: ConnectorView,
    signal: AbortSignal,
    isResumed: boolean,
  ): Promise<void> => {
    let known = { remembered, connector };
    const handleDenial = (now: ConnectorView): void => {
      if (known.remembered.wasAuthenticated) rememberAttempt(platform, { ...remembered, wasAuthenticated: false });
      known = { remembered: { ...remembered, wasAuthenticated: false }, connector: now };
    };
    try {
      const settlement = await settle(
        context,
        { remembered, serviceOrigin: address.expectedServiceOrigin(connector), opened, signal },
        isResumed,
        handleDenial,
      );
      opened.close();
      await tellReturn(settlement, remembered.attempt, signal);
      // A cancel or a newer sign-in ends the wait for the report, and takes nothing from a success that is proved.
      if (signal.reason === disposed) throw disposed;
      settled(settlement, remembered, connector, false);
    } catch (error) {
      if (signal.reason === disposed) throw error;
      if (signal.aborted) opened.close();
      forgetAttempt(platform, remembered);
      const failure = context.fail(error, stageOf(store.state), known.connector);
      // Unless a listener has started another attempt or disposed of the flow meanwhile.
      if (runs.current === undefined && !runs.isDisposed) void watchOn(failure, known.remembered, known.connector);
    }
  };

  const canLeave = (): boolean => config.mode === 'auto' && config.return === 'callback' && !isFramed(platform);

  /** Saves what must be saved first, and sends the window to the sign-in. Undefined where something must be corrected first. */
  const send = async (attempt: string, before: ConnectorView, body: CredentialsRequest, pointed: boolean, signal: AbortSignal) => {
    const answer = hasProperties(body)
      ? await saveBeforeSignIn(context, before, { properties: body.properties }, signal)
      : { connector: before };
    if (answer === undefined) return undefined;
    const { connector } = answer;
    const remembered = { attempt, connectorId: target.id, startedAt: platform.now(), wasAuthenticated: before.authenticated };
    address.expectedServiceOrigin(connector);
    store.dispatch({
      type: 'open',
      connector,
      reopenable: address.canOpen(),
      window: opened.leavesPage ? 'leaving' : opened.handle === null ? 'blocked' : 'open',
      leavable: canLeave(),
      href: address.link(attempt),
    });
    rememberAttempt(platform, remembered);
    try {
      if (!pointed) await opened.send(attempt, signal);
    } catch (error) {
      forgetAttempt(platform, remembered);
      throw error;
    }
    return { remembered, connector };
  };

  return {
    async run(attempt, before, body, pointed, signal) {
      const sent = await send(attempt, before, body, pointed, signal).catch((error: unknown) => {
        opened.close();
        throw error;
      });
      if (sent === undefined) opened.close();
      else await awaitSettlement(sent.remembered, sent.connector, signal, false);
    },
    resume(remembered, connector) {
      const { attempt, startedAt } = remembered;
      opened.resume(hasLeft(platform, attempt));
      return runs.begin(attempt, startedAt, (signal) => {
        const window = opened.leavesPage ? 'returned' : 'unsure';
        store.dispatch({ type: 'open', connector, window, reopenable: address.canOpen(), leavable: false });
        return awaitSettlement(remembered, connector, signal, true);
      });
    },
  };
};
