import { createFlowSync } from './flow-sync.ts';
import { beginAttempt } from './begin-attempt.ts';
import type { ConnectFlow } from './connect-flow.ts';
import { ConnectError } from '../protocol/errors.ts';
import { createContext } from './context.ts';
import { createLoading } from './loading.ts';
import type { FlowOptions } from './options.ts';
import { createSignIn } from './sign-in.ts';
import { createSignInWindow } from './sign-in-window.ts';

/**
 * The headless state machine of one widget; it renders nothing.
 *
 * @example
 * ```ts
 * import { createConnectFlow } from 'cyclr-connect/flow';
 *
 * const flow = createConnectFlow({ endpoint: '/cyclr-connect', connectorId: '1234' });
 * flow.subscribe((notice) => {
 *   if (notice.type === 'statechange') console.log(notice.state.status);
 * });
 * document.querySelector('#connect')?.addEventListener('click', () => void flow.connect());
 * await flow.load();
 * ```
 *
 * @throws {ConnectError} `misconfigured`, `unsupported-auth-type`: the options cannot work, and why.
 */
export const createConnectFlow = (options: FlowOptions): ConnectFlow => {
  const context = createContext(options);
  const { store, runs, address } = context;
  const opened = createSignInWindow(context);
  const signIn = createSignIn(context, opened);
  const loading = createLoading(context, signIn);
  const sync = createFlowSync(context, loading);

  return {
    get state() {
      return store.state;
    },
    get pending() {
      return runs.current !== undefined;
    },
    subscribe: store.subscribe,
    load() {
      sync.join();
      return loading.load();
    },
    connect(body = {}) {
      if (runs.isDisposed) return Promise.resolve();
      if (runs.current !== undefined) {
        opened.focus();
        return runs.current.done;
      }
      sync.join();
      loading.stop();
      return beginAttempt(context, opened, signIn, body);
    },
    // Rule 13.
    cancel() {
      const blocked = store.state.status === 'authorizing' && store.state.window === 'blocked';
      runs.current?.controller.abort(
        blocked
          ? new ConnectError('popup-blocked', 'The browser opened no window, and the attempt was given up.')
          : new ConnectError('cancelled', 'The attempt was cancelled.', { story: 'stopped' }),
      );
    },
    showWindow() {
      opened.focus();
    },
    openAgain() {
      const { state } = store;
      if (runs.current === undefined || state.status !== 'authorizing' || state.window === 'returned' || !address.canOpen()) return;
      const { attempt, controller } = runs.current;
      const isOpen = opened.openAgain(attempt, controller);
      if (!isOpen) return;
      const { connector, leavable } = state;
      store.dispatch({ type: 'open', connector, window: 'open', reopenable: address.canOpen(), leavable, href: address.link(attempt) });
    },
    continueHere() {
      const { state } = store;
      if (runs.current === undefined || state.status !== 'authorizing' || !state.leavable) return;
      const { attempt, controller } = runs.current;
      opened.leave(attempt, controller);
      store.dispatch({ type: 'window', window: 'leaving' });
    },
    askToDisconnect() {
      store.dispatch({ type: 'ask' });
    },
    keep() {
      store.dispatch({ type: 'keep' });
    },
    check: () => loading.check(),
    disconnect: () => loading.disconnect(),
    dispose() {
      sync.leave();
      store.clear();
      loading.stop();
      runs.dispose();
    },
  };
};
