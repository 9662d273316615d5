import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { Attention, ConnectorFailure, ConnectorView } from '../../protocol/wire.ts';
import { type Account, guest, type GuestAccount } from '../account.ts';
import type { AttentionMemory } from '../attention/attention-memory.ts';
import { readAttention } from '../attention/attention.ts';
import { buildConnectorView } from './connector-view.ts';
import type { Context } from '../context.ts';
import { describeAccount } from './describe-account.ts';
import { testOnLoad } from '../attention/test-on-load.ts';
import { runLimited } from '../limits/run-limited.ts';
import { noteFailure } from './note-failure.ts';

/** Calls of the host's own functions at the same time. */
const concurrency = 8;

/** For the holder of a used link: shows that it is connected, and no stored value. */
const withoutValues = (view: ConnectorView): ConnectorView => ({
  ...view,
  guest: 'used',
  fields: view.fields.map(({ value: _stored, ...field }) => field),
});

/** Once a credential is stored, the link that stored it is used up. */
export const asUsed = (account: Account | GuestAccount): Account | GuestAccount =>
  guest in account ? { ...account, [guest]: { ...account[guest], isUsed: true } } : account;

const isUsedLink = (account: Account | GuestAccount): boolean => guest in account && account[guest].isUsed;

const buildOne = async (
  context: Context,
  account: Account | GuestAccount,
  connector: AccountConnector,
  remembered: ReadonlyMap<string, Attention>,
): Promise<ConnectorView> => {
  if (isUsedLink(account)) return withoutValues(await buildConnectorView(connector, context.options));
  const [attention, label] = await Promise.all([
    testOnLoad(context, account.accountId, connector, remembered.get(connector.id)),
    describeAccount(context, account, connector),
  ]);
  const view = await buildConnectorView(connector, context.options);
  return { attention, account: label, guest: guest in account ? 'open' : undefined, ...view };
};

const readRemembered = async (
  context: Context,
  account: Account | GuestAccount,
  connectors: readonly AccountConnector[],
  memory?: AttentionMemory,
) => (isUsedLink(account) ? new Map<string, Attention>() : readAttention(context, account, connectors, memory));

/**
 * Account connectors as a page sees them: with what needs attention, and whose account each is. If a function of the host
 * throws for one, that one has an error, and the others are shown. `memory`: what the host remembers, if it was asked already.
 */
export const buildViews = async (
  context: Context,
  account: Account | GuestAccount,
  connectors: readonly AccountConnector[],
  memory?: AttentionMemory,
): Promise<(ConnectorView | ConnectorFailure)[]> => {
  const remembered = await readRemembered(context, account, connectors, memory);
  return runLimited(connectors, concurrency, async (connector) => {
    const { id } = connector;
    try {
      return await buildOne(context, account, connector, remembered);
    } catch (error) {
      return { id, error: noteFailure(context, id, error) };
    }
  });
};

export const buildView = async (
  context: Context,
  account: Account | GuestAccount,
  connector: AccountConnector,
  memory?: AttentionMemory,
): Promise<ConnectorView> => buildOne(context, account, connector, await readRemembered(context, account, [connector], memory));
