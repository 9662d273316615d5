import { ConnectError, type Stage } from '../protocol/errors.ts';
import type { ConnectorView, Proof } from '../protocol/wire.ts';
import { type Backend, findConnector, readConnector } from './backend.ts';
import { describeFailure, stageOf, toConnectError } from './failure.ts';
import { type FlowConfig, readOptions } from './flow-config.ts';
import type { FlowOptions } from './options.ts';
import { browserPlatform, type Platform } from './platform.ts';
import { createRetryGate, type RetryGate } from './retry-gate.ts';
import { createRuns, type Runs } from './runs.ts';
import { createSignInAddress, type SignInAddress } from './sign-in-address.ts';
import { connectorOf, type Failure, type Known } from './state.ts';
import { createStateStore, type StateStore } from './state-store.ts';
import { withTimeLimit } from './time-limit.ts';

/** What the parts of one flow share. */
export interface FlowContext {
  readonly platform: Platform;
  readonly config: FlowConfig;
  readonly address: SignInAddress;
  readonly store: StateStore;
  readonly runs: Runs;
  readonly retryGate: RetryGate;
  /** Asks the server, within `limit` milliseconds: what a host's own backend may take; the endpoint's has shorter limits of its own. */
  readonly ask: <Answer>(
    signal: AbortSignal,
    question: (backend: Backend, signal: AbortSignal) => Promise<Answer>,
    limit?: number,
  ) => Promise<Answer>;
  /** The connector as the server sees it. Without a server, all that is known of it is what the host said. */
  readonly read: (signal: AbortSignal) => Promise<ConnectorView>;
  /** Notes that what is shown was just read, here or by another card of the page. */
  readonly noteRead: () => void;
  /** Milliseconds since what is shown was read. */
  readonly age: () => number;
  /** The same by the name that the host gave, where it gave one: the account may have no such connector yet. */
  readonly find: (signal: AbortSignal) => Promise<Known>;
  /** Ends the attempt in `connected`. */
  readonly succeed: (proof: Proof, connector: ConnectorView, late: boolean) => void;
  /** Ends the attempt, or a load, in its one `failed`. */
  readonly fail: (error: unknown, stage: Stage, connector?: ConnectorView) => Failure;
}

/** @throws {ConnectError} `misconfigured`, `unsupported-auth-type`: the options cannot work, and why. */
export const createContext = (options: FlowOptions): FlowContext => {
  const platform = options.platform ?? browserPlatform();
  const config = readOptions(options, platform);
  const { backend, target } = config;
  const store = createStateStore(platform);
  const runs = createRuns((error) => {
    fail(error, stageOf(store.state));
  });

  let readAt = -Infinity;

  const ask: FlowContext['ask'] = async (signal, question, limit = config.timing.deadline) => {
    if (backend === undefined) throw new ConnectError('misconfigured', 'This needs an endpoint or a backend.');
    const reason = () => new ConnectError('timed-out', 'The backend did not answer in time.');
    return withTimeLimit(platform, { limit, reason, signal }, (own) => question(backend, own));
  };

  const look: FlowContext['ask'] = async (signal, question) => {
    const began = platform.now();
    const answer = await ask(signal, question);
    readAt = Math.max(readAt, began);
    return answer;
  };

  const read: FlowContext['read'] = async (signal) => {
    const { authType, serviceOrigin } = config;
    return backend === undefined
      ? { id: target.id, name: '', authType, authenticated: false, fields: [], serviceOrigin }
      : look(signal, (server, own) => readConnector(server, target.id, own));
  };

  const fail: FlowContext['fail'] = (error, stage, connector = connectorOf(store.state)) => {
    const failure = describeFailure(toConnectError(error), stage);
    runs.end();
    store.dispatch({ type: 'fail', failure, connector });
    const { story: _shown, ...detail } = failure;
    store.emit({ type: 'failed', connectorId: target.id, ...detail });
    return failure;
  };

  return {
    platform,
    config,
    address: createSignInAddress(config, platform, () => connectorOf(store.state)),
    store,
    runs,
    retryGate: createRetryGate(platform),
    read,
    ask,
    async find(signal) {
      const { connector: name } = target;
      if (name === undefined) return { connector: await read(signal) };
      const found = await look(signal, (server, own) => findConnector(server, name, own));
      target.id = found.connector?.id ?? target.id;
      return found;
    },
    noteRead() {
      readAt = platform.now();
    },
    age: () => platform.now() - readAt,
    succeed(proof, { attention: _over, ...connector }, late) {
      readAt = platform.now();
      runs.end();
      store.dispatch({ type: 'succeed', connector, proof, late });
      store.emit({
        type: 'connected',
        connectorId: target.id,
        authType: connector.authType,
        proof,
        late,
        ...(backend === undefined ? {} : { connector }),
      });
    },
    fail,
  };
};
