import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError } from '../protocol/errors.ts';
import { checkConnector } from './backend.ts';
import { isConnected, proofOf } from './connector-needs.ts';
import type { CheckResult } from './connect-flow.ts';
import type { FlowContext } from './context.ts';
import { disconnect } from './disconnect.ts';
import { toConnectError, unsupported } from './failure.ts';
import { recallAttempt } from './attempt-storage.ts';
import { isQuestion } from './state.ts';
import type { SignIn } from './sign-in.ts';
import { hasLock } from './page-lock.ts';

/** What a flow asks the server between its attempts; the newest question is the one that counts. */
export interface Loading {
  /** Reads the connector, and takes up an attempt that was interrupted. */
  load(): Promise<void>;
  /** Disconnects, once the person has confirmed. */
  disconnect(): Promise<void>;
  /** Tests the stored credential of a connected account. In any other state it resolves with an error, `invalid-request`. */
  check(): Promise<CheckResult>;
  /** Aborts the request under way: its answer is not needed any more. */
  stop(): void;
}

export const createLoading = (context: FlowContext, signIn: SignIn): Loading => {
  const { platform, config, store } = context;
  const { backend, target } = config;
  let asking: AbortController | undefined;
  let checking: Promise<CheckResult> | undefined;

  const load = async ({ signal }: AbortController): Promise<void> => {
    const { connector, available } = await context.find(signal);
    if (signal.aborted) return;
    if (connector === undefined) {
      target.id = '';
      store.dispatch({ type: 'found', available });
      return;
    }
    const kind = signInKind(connector);
    if (kind === 'unsupported') {
      context.fail(unsupported(connector), 'loading', connector);
      return;
    }
    store.dispatch({ type: 'loaded', connector, ...proofOf(connector) });
    const remembered = kind === 'window' ? recallAttempt(platform, target.id) : undefined;
    if (remembered !== undefined && !hasLock(remembered.attempt)) void signIn.resume(remembered, connector);
  };

  const check = async (): Promise<CheckResult> => {
    if (backend === undefined || store.state.status !== 'connected')
      return { error: new ConnectError('invalid-request', 'Nothing is connected that could be checked.') };
    asking?.abort();
    const { signal } = (asking = new AbortController());
    try {
      const checked = await context.ask(signal, (server, own) => checkConnector(server, target.id, { signal: own }));
      const connector = checked?.connector ?? (await context.read(signal));
      const proved = checked?.proof === 'tested' && isConnected(connector) ? { proof: checked.proof } : proofOf(connector);
      store.dispatch({ type: 'checked', connector, ...proved });
      return { connector, ...proved };
    } catch (error) {
      return {
        error: signal.aborted ? new ConnectError('superseded', 'Something newer took the place of the check.') : toConnectError(error),
      };
    }
  };

  const ask = async (stage: 'loading' | 'disconnecting', work: (own: AbortController) => Promise<void>): Promise<void> => {
    asking?.abort();
    // A listener of `statechange` may have disposed of the flow.
    if (context.runs.isDisposed) return;
    const own = new AbortController();
    asking = own;
    try {
      await work(own);
    } catch (error) {
      // A late success may have changed the state meanwhile: do not overwrite it.
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
      if (!isQuestion(store.state)) return Promise.resolve();
      // A question that was asked before may be answered after it, with the old state.
      context.runs.afterwards();
      store.dispatch({ type: 'disconnect' });
      return ask('disconnecting', ({ signal }) => disconnect(context, signal));
    },
    check: () => (checking ??= check().finally(() => (checking = undefined))),
    stop() {
      asking?.abort();
    },
  };
};
