import type { AccountConnector } from '../cyclr/account-connector.ts';
import { canNeedAttention, hasConnection } from '../cyclr/connection.ts';
import {
  type AvailableView,
  type ConnectorFailure,
  type ConnectorList,
  type ConnectorView,
  isConnectorFailure,
} from '../../protocol/wire.ts';
import type { Account } from '../account.ts';
import { readMemory } from '../attention/attention-memory.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { readAccountConnectors } from '../install/account-connectors.ts';
import { installLimit, isAllowed, isOfEntry } from '../install/catalogue-choice.ts';
import type { CatalogueEntry } from '../cyclr/catalogue.ts';
import type { Context } from '../context.ts';
import type { InstallRules } from '../options/lifecycle-options.ts';
import { buildWireError, createJsonReply, type Reply } from '../http/reply.ts';
import { buildAvailable } from '../views/available-view.ts';
import { filterConnectors } from '../views/filter-connectors.ts';
import { toConnectError } from '../status.ts';
import { noteFailure } from '../views/note-failure.ts';
import { buildViews } from '../views/view-details.ts';

const pageSize = 100;

interface Offer {
  answer: Pick<ConnectorList, 'available' | 'another' | 'availableError'>;
  /** Of an account connector, where the catalogue names one. */
  categoryOf?: (connector: AccountConnector) => string | undefined;
}

/**
 * What `install` lets the account have: for the first time, and once more. Drafts, and entries of the same name that cannot
 * be distinguished, are left out.
 */
const readOffer = async (
  context: Context,
  install: InstallRules,
  account: Account,
  connectors: readonly AccountConnector[],
): Promise<Offer> => {
  const all = (await context.client.findConnectors({ accountId: account.accountId })).filter(({ draft }) => !draft);
  // An entry for which a function of the host throws is left out; the rest of the list is shown.
  const offer = async (entry: CatalogueEntry): Promise<[AvailableView, number][]> => {
    try {
      if (!(await isAllowed(install, entry, account))) return [];
      const count = connectors.filter((connector) => isOfEntry(connector, entry)).length;
      return [[await buildAvailable(context.options, install, account, entry, all), count]];
    } catch (error) {
      noteFailure(context, entry.name, error);
      return [];
    }
  };
  const offered = (await Promise.all(all.map(offer))).flat();
  const limit = installLimit(install);
  return {
    answer: {
      available: offered.flatMap(([view, count]) => (count === 0 ? [view] : [])),
      another: offered.flatMap(([view, count]) => (count > 0 && count < limit ? [view] : [])),
    },
    categoryOf: (connector) => all.find((entry) => isOfEntry(connector, entry))?.category ?? undefined,
  };
};

/** What may be added, or why it could not be read: then the list is shown without it. */
const readOfferOrError = async (context: Context, account: Account, connectors: readonly AccountConnector[]): Promise<Offer> => {
  const { install, log } = context.options;
  if (install === undefined) return { answer: {} };
  try {
    return await readOffer(context, install, account, connectors);
  } catch (thrown) {
    context.stop.throwIfStopped();
    const error = toConnectError(thrown);
    log.catalogue(error);
    return { answer: { availableError: buildWireError(error, context.correlationId) } };
  }
};

/** The categories of connectors on other pages, which do not read the catalogue. */
const listCategories = ({ categoryOf }: Offer, later: readonly AccountConnector[]): Pick<ConnectorList, 'categories'> => {
  const byName = new Map(later.map((connector) => [connector.catalogue.name ?? connector.name, connector]));
  const categories = [...byName].flatMap(([name, connector]) => {
    const category = categoryOf?.(connector);
    return category === undefined ? [] : [[name, category] as const];
  });
  return categories.length === 0 ? {} : { categories: Object.fromEntries(categories) };
};

const readPage = (text: string | null): number | undefined => {
  if (text === null) return undefined;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new ConnectError('invalid-request', 'page must be a number from 1 to 9999.');
};

/**
 * `GET connectors`: all of the account's connectors that the host's `filter` lets through, and what may be added. With
 * `page`, a hundred of them, and how many pages there are; what may be added, and all categories, come with the first.
 */
export const answerList = async (context: Context): Promise<Reply> => {
  const account = await context.account();
  const page = readPage(context.url.searchParams.get('page'));
  const { connectors } = await readAccountConnectors(context, account);
  const { shown, broken } = await filterConnectors(context, connectors);
  const memory = await readMemory(context, account, shown.filter(canNeedAttention));
  // What needs attention is on the first page, then comes what is connected; within that, the account's own order.
  const rankOf = (connector: AccountConnector): number => (memory.has(connector.id) ? 0 : hasConnection(connector) ? 1 : 2);
  const ordered = [...shown].sort((a, b) => rankOf(a) - rankOf(b));
  const part = page === undefined ? ordered : ordered.slice((page - 1) * pageSize, page * pageSize);
  const [views, offer] = await Promise.all([
    buildViews(
      context,
      account,
      part.filter(({ id }) => !broken.has(id)),
      memory,
    ),
    page === undefined || page === 1 ? readOfferOrError(context, account, connectors) : undefined,
  ]);
  const found = new Map(views.map((view) => [view.id, view]));
  const named = part.flatMap((connector): (ConnectorView | ConnectorFailure)[] => {
    const { id, catalogue } = connector;
    const error = broken.get(id);
    if (error !== undefined) return [{ id, error }];
    const view = found.get(id);
    if (view === undefined || isConnectorFailure(view)) return view === undefined ? [] : [view];
    return [{ connector: catalogue.name ?? view.name, category: offer?.categoryOf?.(connector), ...view }];
  });
  return createJsonReply(200, {
    connectors: named,
    ...offer?.answer,
    ...(page === 1 && offer !== undefined ? listCategories(offer, ordered.slice(pageSize)) : {}),
    ...(page === undefined ? {} : { pages: Math.max(1, Math.ceil(shown.length / pageSize)) }),
  } satisfies ConnectorList);
};
