import type { AccountConnector } from '../cyclr/account-connector.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { readQueryNames } from '../../protocol/connectors-query.ts';
import { isConnectorFailure, maxIdsPerRequest, type NamedItem } from '../../protocol/wire.ts';
import type { Account } from '../account.ts';
import { findMeant, pickConnector, readAccountConnectors } from '../install/account-connectors.ts';
import { chooseEntry, findEntries } from '../install/catalogue-choice.ts';
import { buildAvailable } from '../views/available-view.ts';
import type { Context } from '../context.ts';
import { createJsonReply, type Reply } from '../http/reply.ts';
import { noteFailure } from '../views/note-failure.ts';
import { buildViews } from '../views/view-details.ts';

const maxNameLength = 200;

const readNames = (url: URL): string[] => {
  const names = readQueryNames(url);
  if (!names.every((name) => name !== '' && name.length <= maxNameLength)) {
    throw new ConnectError('invalid-request', 'names must be names or ids of connectors of the catalogue, separated by commas.');
  }
  if (names.length > maxIdsPerRequest) {
    throw new ConnectError('invalid-request', `At most ${maxIdsPerRequest} names can be asked for at a time.`);
  }
  return names;
};

/** What the catalogue says of names that the account has no connector of: what may be installed, or why it may not. */
const readMissing = async (context: Context, account: Account, names: readonly string[]): Promise<Map<string, NamedItem>> => {
  const { client, options } = context;
  const { install } = options;
  const fail = (connector: string, thrown: unknown): NamedItem => ({ connector, error: noteFailure(context, connector, thrown) });
  if (names.length === 0) return new Map();
  if (install === undefined) {
    const error = new ConnectError(
      'connector-not-found',
      'This account has no such connector, and without the option install none is added.',
    );
    return new Map(names.map((name) => [name, fail(name, error)]));
  }
  try {
    const entries = await findEntries(client, account.accountId, names);
    const read = async (name: string): Promise<[string, NamedItem]> => {
      try {
        const entry = await chooseEntry(entries, name, install, account);
        return [name, { connector: name, available: await buildAvailable(options, install, account, entry, entries) }];
      } catch (error) {
        return [name, fail(name, error)];
      }
    };
    return new Map(await Promise.all(names.map(read)));
  } catch (error) {
    return new Map(names.map((name) => [name, fail(name, error)]));
  }
};

/** `GET connectors?names=Pipedrive,77`: each in the order asked for. */
export const answerNames = async (context: Context): Promise<Reply> => {
  const account = await context.account();
  const names = readNames(context.url);
  const { connectors } = await readAccountConnectors(context, account);
  const picked = names.flatMap((name): [string, AccountConnector][] => {
    const connector = pickConnector(findMeant(connectors, name));
    return connector === undefined ? [] : [[name, connector]];
  });
  const [views, missing] = await Promise.all([
    buildViews(
      context,
      account,
      picked.map(([, connector]) => connector),
    ),
    readMissing(
      context,
      account,
      names.filter((name) => !picked.some(([found]) => found === name)),
    ),
  ]);
  const items = new Map<string, NamedItem>(missing);
  for (const [index, [name]] of picked.entries()) {
    const view = views[index];
    if (view !== undefined)
      items.set(name, isConnectorFailure(view) ? { connector: name, error: view.error } : { ...view, connector: name });
  }
  return createJsonReply(200, { connectors: names.flatMap((name) => items.get(name) ?? []) });
};
