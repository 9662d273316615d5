import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import { disconnectConnector } from './backend.ts';
import { isConnected, proofOf } from './connector-needs.ts';
import type { FlowContext } from './context.ts';
import { unsupported } from './failure.ts';
import { recallAttempt } from './attempt-storage.ts';
import { learnOutcome, mayBeDone } from './lost-answer.ts';
import type { SignIn } from './sign-in.ts';
import { hasLock } from './page-lock.ts';

/** What a flow asks the server between its attempts; the newest question is the one that counts. */
export interface Loading {
  /** Reads the connector, and takes up an attempt that was interrupted. */
  load(): Promise<void>;
  /** Disconnects, once the person was asked. */
  disconnect(): Promise<void>;
  /** What is being asked is of no interest any more. */
  stop(): void;
}

export const createLoading = (context: FlowContext, signIn: SignIn): Loading => {
  const { platform, config, store } = context;
  const { backend, connectorId } = config;
  let asking: AbortController | undefined;

  const load = async ({ signal }: AbortController): Promise<void> => {
    const connector = await context.read(signal);
    if (signal.aborted) return;
    const kind = signInKind(connector.authType, connector.oauth2Type);
    if (kind === 'unsupported') {
      context.fail(unsupported(connector), 'loading', connector);
      return;
    }
    store.dispatch({ type: 'loaded', connector, ...proofOf(connector) });
    const remembered = kind === 'window' ? recallAttempt(platform, connectorId) : undefined;
    if (remembered !== undefined && !hasLock(remembered.attempt)) void signIn.resume(remembered, connector);
  };

  /** The answer was lost: the connector, once the server says that it is connected no more. */
  const findDisconnected = async (error: unknown, signal: AbortSignal): Promise<ConnectorView> => {
    if (signal.aborted || !mayBeDone(error)) throw error;
    const { betweenChecks, confirm } = config.timing;
    const { done, connector } = await learnOutcome(platform, {
      read: context.read,
      decide: (now) => !isConnected(now),
      between: betweenChecks,
      limit: confirm,
      signal,
    });
    if (done === true && connector !== undefined) return connector;
    if (done === false) throw error;
    throw new ConnectError('unverifiable', 'The answer to the disconnection was lost, and it is not known whether it was carried out.', {
      cause: error,
    });
  };

  const disconnect = async ({ signal }: AbortController): Promise<void> => {
    if (backend === undefined) throw new ConnectError('misconfigured', 'An endpoint or a backend is needed to disconnect.');
    const connector = await disconnectConnector(backend, connectorId, signal).catch((error: unknown) => findDisconnected(error, signal));
    if (signal.aborted) return;
    store.dispatch({ type: 'load' });
    store.dispatch({ type: 'loaded', connector });
    store.tell({ type: 'disconnected', connectorId });
  };

  const ask = async (stage: 'loading' | 'disconnecting', work: (own: AbortController) => Promise<void>): Promise<void> => {
    asking?.abort();
    // Whoever was told that it begins may have ended it all.
    if (context.runs.isDisposed) return;
    const own = new AbortController();
    asking = own;
    try {
      await work(own);
    } catch (error) {
      // A late success may have come meanwhile: that is the newer word.
      if (!own.signal.aborted && store.state.status === stage) context.fail(error, stage);
    }
  };

  return {
    load() {
      if (context.runs.current !== undefined) return Promise.resolve();
      store.dispatch({ type: 'load' });
      return ask('loading', load);
    },
    disconnect() {
      if (store.state.status !== 'disconnecting' || !store.state.asking) return Promise.resolve();
      // A question of before may be answered after it, with what was true before.
      context.runs.afterwards();
      store.dispatch({ type: 'disconnect' });
      return ask('disconnecting', disconnect);
    },
    stop() {
      asking?.abort();
    },
  };
};
