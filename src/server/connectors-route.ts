import { ConnectError } from '../protocol/errors.ts';
import { type ConnectorFailure, type ConnectorsAnswer, type ConnectorView, maxIdsPerRequest } from '../protocol/wire.ts';
import { buildWireError, createJsonResponse } from './responses.ts';
import { isConnectorId } from './connector-id.ts';
import { buildConnectorView } from './connector-view.ts';
import type { Context } from './context.ts';

const readIds = (url: URL): string[] => {
  const ids = [...new Set((url.searchParams.get('ids') ?? '').split(','))];
  if (!ids.every(isConnectorId)) {
    throw new ConnectError('invalid-request', 'ids must be connector ids, separated by commas.');
  }
  if (ids.length > maxIdsPerRequest) {
    throw new ConnectError('invalid-request', `At most ${maxIdsPerRequest} ids can be asked for at a time.`);
  }
  return ids;
};

/** `GET connectors?ids=1,2,3`: each in the order asked for, an id that failed with its own error. */
export const answerConnectors = async (context: Context): Promise<Response> => {
  const { accountId } = await context.account();
  const ids = readIds(context.url);
  const outcomes = await context.client.readConnectors(accountId, ids);
  const all = [...outcomes.values()];
  const unreachable = all.find((outcome) => outcome instanceof ConnectError && outcome.code === 'backend-error');
  if (unreachable !== undefined && all.every((outcome) => outcome instanceof ConnectError)) throw unreachable;
  const buildItem = async (id: string): Promise<ConnectorView | ConnectorFailure> => {
    const outcome = outcomes.get(id) ?? new ConnectError('connector-not-found', 'This account has no such connector.');
    if (outcome instanceof ConnectError) return { id, error: buildWireError(outcome, context.correlationId) };
    return buildConnectorView(outcome, context.options);
  };
  const connectors = await Promise.all(ids.map(buildItem));
  return createJsonResponse(200, { connectors } satisfies ConnectorsAnswer);
};
