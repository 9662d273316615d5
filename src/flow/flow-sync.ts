import { signInKind } from '../protocol/auth-type.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import { isConnected, proofOf } from './connector-needs.ts';
import type { FlowContext } from './context.ts';
import type { Loading } from './loading.ts';
import { pageSyncOf, type SyncMember } from './page-sync.ts';
import { availableOf, connectorOf, isPending, type State } from './state.ts';

/** While a flow changes something itself, what others report is ignored; the server is asked afterwards. */
const isBusy = (state: State): boolean => isPending(state) || (state.status === 'disconnecting' && !state.asking);

/** A list's answer also names the catalogue's connector. */
const contentOf = (connector: ConnectorView | undefined): string => JSON.stringify({ ...connector, connector: undefined });

/**
 * Makes one flow agree with the others of its page, and with those of other pages of this browser, that show the same
 * connector of the same endpoint. Flows of this page get the connector; other pages get only its id, and ask the server.
 * Active from the first reading until `leave`.
 */
export interface FlowSync {
  join(): void;
  leave(): void;
}

export const createFlowSync = (context: FlowContext, loading: Loading): FlowSync => {
  const { platform, config, store, runs } = context;
  const { endpoint, target } = config;
  if (endpoint === undefined) return { join: () => undefined, leave: () => undefined };
  const pageSync = pageSyncOf(platform);
  /** Something may have changed while this flow was busy. */
  let hasMissed = false;
  let isRefetching = false;
  let leave: (() => void) | undefined;
  let joinedAs: string | undefined;
  /** As a list or a look-up by name gave it; no other answer holds it. */
  let catalogueName: string | undefined;
  /** While a connector is known by name only, it joins for all connectors of the endpoint: any change may be about it. */
  const join = (): void => {
    if (joinedAs === target.id) return;
    leave?.();
    joinedAs = target.id;
    leave = pageSync.join(endpoint, target.id || undefined, member);
  };

  const take = (connector: ConnectorView, isNews: boolean): void => {
    const { state } = store;
    const known = connectorOf(state);
    if (signInKind(connector) === 'unsupported') return;
    const isFailed = state.status === 'failed';
    const isGained = isConnected(connector) && !isConnected(known);
    const ends = isFailed && (isNews || state.stage === 'loading' || isGained);
    if (!ends && contentOf(known) === contentOf(connector)) return;
    const merged = known?.connector === undefined ? connector : { connector: known.connector, ...connector };
    store.dispatch({ type: 'learned', connector: merged, ends, ...proofOf(connector) });
  };

  const member: SyncMember = {
    learn(connector, isNews) {
      const { state } = store;
      if (connector.id !== target.id) {
        // What is not in the account yet may have come into it, unless the news is about a connector of another name.
        if (isNews && [undefined, availableOf(state)?.name].includes(connector.connector)) member.refetch();
        return;
      }
      if (isBusy(state) || runs.current !== undefined) {
        hasMissed = true;
        return;
      }
      if (state.status !== 'loading') {
        context.noteRead();
        take(connector, isNews);
      } else if (isNews) {
        // The request under way may have been answered before the change.
        loading.stop();
        context.noteRead();
        store.dispatch({ type: 'loaded', connector, ...proofOf(connector) });
      }
    },
    refetch() {
      const before = store.state;
      if (before.status === 'idle') return;
      if (isBusy(before) || before.status === 'loading' || runs.current !== undefined || isRefetching) {
        hasMissed = true;
        return;
      }
      isRefetching = true;
      // A list that shows the same may be about to ask.
      void Promise.resolve()
        .then(() => context.find(runs.life))
        .then(({ connector }) => {
          if (runs.isDisposed || runs.current !== undefined || store.state !== before || connector === undefined) return;
          join();
          take(connector, false);
        })
        // Keep what is shown: the person asked for nothing, so this is no failure.
        .catch(() => undefined)
        .finally(() => {
          isRefetching = false;
          catchUp();
        });
    },
  };

  const catchUp = (): void => {
    if (!hasMissed || runs.isDisposed || runs.current !== undefined || isBusy(store.state) || store.state.status === 'loading') return;
    hasMissed = false;
    member.refetch();
  };

  const tellOthers = (connector: ConnectorView | undefined): void => {
    hasMissed = false;
    if (connector !== undefined) pageSync.share(endpoint, { connector: catalogueName, ...connector }, member, true);
    pageSync.announce(endpoint, target.id, member, 'other pages');
  };

  store.subscribe((notice) => {
    if (leave === undefined) return;
    join();
    if (notice.type === 'statechange') catalogueName = connectorOf(notice.previous)?.connector ?? catalogueName;
    switch (notice.type) {
      case 'connected':
        tellOthers(notice.connector);
        break;
      case 'disconnected':
        tellOthers(connectorOf(store.state));
        break;
      case 'installed':
        pageSync.announce(endpoint, target.id, member, 'all');
        break;
      case 'failed':
        // A failed attempt may have changed something at the server: the others ask it.
        if (notice.stage !== 'loading' && notice.code !== 'superseded') pageSync.announce(endpoint, target.id, member, 'all');
        queueMicrotask(catchUp);
        break;
      case 'statechange': {
        // Read, or checked.
        if (notice.previous.status !== 'loading' && notice.previous.status !== 'connected') break;
        const connector = connectorOf(notice.state);
        if (connector !== undefined && ['ready', 'connected'].includes(notice.state.status))
          pageSync.share(endpoint, connector, member, false);
        queueMicrotask(catchUp);
      }
    }
  });

  return {
    join,
    leave() {
      leave?.();
      leave = undefined;
      joinedAs = undefined;
    },
  };
};
