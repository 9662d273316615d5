import type { AccountConnector } from '../protocol/connector.ts';
import { ConnectError } from '../protocol/errors.ts';
import { type ConnectorFailure, type ConnectorsAnswer, type ConnectorView, maxIdsPerRequest } from '../protocol/wire.ts';
import { buildWireError, createJsonResponse } from './responses.ts';
import { isConnectorId } from './connector-id.ts';
import { buildConnectorView } from './connector-view.ts';
import type { Context } from './context.ts';
import type { CyclrClient } from './cyclr-client.ts';

/** From here on, reading the account's whole list costs fewer calls than reading each. */
const listFrom = 11;
const concurrency = 8;

type Outcome = AccountConnector | ConnectError;

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

/** What concerns this one connector only; anything else would meet the next one too. */
const isSingle = (error: unknown): error is ConnectError =>
  error instanceof ConnectError && error.code !== 'misconfigured' && error.code !== 'rate-limited';

const readEach = async (client: CyclrClient, accountId: string, ids: readonly string[]): Promise<Map<string, Outcome>> => {
  const outcomes = new Map<string, Outcome>();
  const waiting = [...ids];
  let stopped = false;
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined && !stopped; id = waiting.shift()) {
      try {
        outcomes.set(id, await client.readConnector(accountId, id));
      } catch (error) {
        if (!isSingle(error)) {
          stopped = true;
          throw error;
        }
        outcomes.set(id, error);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return outcomes;
};

/** A list changes while its pages are read, and may hold odd ones: the few that it did not show are asked for by id. */
const readListed = async (client: CyclrClient, accountId: string, ids: readonly string[]): Promise<Map<string, Outcome>> => {
  let connectors: AccountConnector[];
  try {
    connectors = await client.listConnectors(accountId, new Set(ids));
  } catch (error) {
    if (error instanceof ConnectError && error.code === 'invalid-response') return readEach(client, accountId, ids);
    throw error;
  }
  const outcomes = new Map<string, Outcome>(connectors.map((connector) => [connector.id, connector]));
  const missing = ids.filter((id) => !outcomes.has(id));
  if (missing.length >= listFrom) return outcomes;
  return new Map([...outcomes, ...(await readEach(client, accountId, missing))]);
};

/** `GET connectors?ids=1,2,3`: each in the order asked for, an id that failed with its own error. */
export const answerConnectors = async (context: Context): Promise<Response> => {
  const { accountId } = await context.account();
  const ids = readIds(context.url);
  const read = ids.length < listFrom ? readEach : readListed;
  const outcomes = await read(context.client, accountId, ids);
  const all = [...outcomes.values()];
  const unreachable = all.find((outcome) => outcome instanceof ConnectError && outcome.code === 'backend-error');
  if (unreachable !== undefined && all.every((outcome) => outcome instanceof ConnectError)) throw unreachable;
  const connectors = ids.map((id): ConnectorView | ConnectorFailure => {
    const outcome = outcomes.get(id) ?? new ConnectError('connector-not-found', 'This account has no such connector.');
    if (outcome instanceof ConnectError) return { id, error: buildWireError(outcome, context.correlationId) };
    return buildConnectorView(outcome, context.options);
  });
  return createJsonResponse(200, { connectors } satisfies ConnectorsAnswer);
};
