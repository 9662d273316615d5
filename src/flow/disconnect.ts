import { ConnectError } from '../protocol/errors.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import { disconnectConnector } from './backend.ts';
import { isConnected } from './connector-needs.ts';
import type { FlowContext } from './context.ts';
import { learnOutcome, mayBeDone, watchOutcome } from './lost-answer.ts';

const isDisconnected = (connector: ConnectorView): boolean => !isConnected(connector);

const finish = ({ config, store }: FlowContext, connector: ConnectorView): void => {
  store.dispatch({ type: 'load' });
  store.dispatch({ type: 'loaded', connector });
  store.emit({ type: 'disconnected', connectorId: config.target.id });
};

/** The answer was lost: the server is asked whether the disconnection was carried out. Rule 16. */
const endLostDisconnection = async (context: FlowContext, error: unknown, signal: AbortSignal): Promise<void> => {
  const { done, connector } = await learnOutcome(context, {
    error,
    decide: isDisconnected,
    limit: context.config.timing.confirm,
    signal,
  });
  if (done === true) {
    finish(context, connector);
    return;
  }
  const unknown = () =>
    new ConnectError('unverifiable', 'The answer to the disconnection was lost, and it is not known whether it was carried out.', {
      cause: error,
    });
  context.fail(done === false ? error : unknown(), 'disconnecting');
  watchOutcome(context, isDisconnected, (now) => {
    finish(context, now);
  });
};

/** Disconnects, once the person has confirmed. Rejects with what the server refuses. */
export const disconnect = async (context: FlowContext, signal: AbortSignal): Promise<void> => {
  let connector: ConnectorView;
  try {
    connector = await context.ask(signal, (backend, own) => disconnectConnector(backend, context.config.target.id, own));
  } catch (error) {
    if (signal.aborted || !mayBeDone(error)) throw error;
    await endLostDisconnection(context, error, signal);
    return;
  }
  if (signal.aborted) return;
  if (!isDisconnected(connector)) throw new ConnectError('backend-error', 'The server answered that the connector is still connected.');
  finish(context, connector);
};
