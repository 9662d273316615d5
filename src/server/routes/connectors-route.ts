import { ConnectError } from '../../protocol/errors.ts';
import { type ConnectorFailure, type ConnectorsAnswer, type ConnectorView, maxIdsPerRequest } from '../../protocol/wire.ts';
import { createJsonReply, type Reply } from '../http/reply.ts';
import { isConnectorId } from '../../protocol/connector-id.ts';
import { answerList } from './connector-list.ts';
import type { Context } from '../context.ts';
import { answerNames } from './named-connectors.ts';
import { noteFailure } from '../views/note-failure.ts';
import { buildViews } from '../views/view-details.ts';

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
const answerIds = async (context: Context): Promise<Reply> => {
  const account = await context.account();
  const { accountId } = account;
  const ids = readIds(context.url);
  const outcomes = await context.client.readConnectors(accountId, ids);
  const all = [...outcomes.values()];
  const unreachable = all.find((outcome) => outcome instanceof ConnectError && outcome.code === 'backend-error');
  if (unreachable !== undefined && all.every((outcome) => outcome instanceof ConnectError)) throw unreachable;
  const asked = ids.flatMap((id) => {
    const outcome = outcomes.get(id);
    return outcome === undefined || outcome instanceof ConnectError ? [] : [outcome];
  });
  const views = new Map((await buildViews(context, account, asked)).map((view) => [view.id, view]));
  const connectors = ids.map((id): ConnectorView | ConnectorFailure => {
    const view = views.get(id);
    if (view !== undefined) return view;
    const outcome = outcomes.get(id);
    const error =
      outcome instanceof ConnectError ? outcome : new ConnectError('connector-not-found', 'This account has no such connector.');
    return { id, error: noteFailure(context, id, error) };
  });
  return createJsonReply(200, { connectors } satisfies ConnectorsAnswer);
};

/** `GET connectors`, by `ids`, by `names`, or all of the account's. */
export const answerConnectors = (context: Context): Promise<Reply> => {
  const { searchParams } = context.url;
  if (searchParams.has('ids')) return answerIds(context);
  return searchParams.has('names') ? answerNames(context) : answerList(context);
};
