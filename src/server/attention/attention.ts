import { canNeedAttention } from '../cyclr/connection.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { Attention } from '../../protocol/wire.ts';
import type { Account } from '../account.ts';
import { type AttentionMemory, readMemory } from './attention-memory.ts';
import { compareStored } from './compare-stored.ts';
import type { Context } from '../context.ts';
import type { AttentionChange } from '../options/lifecycle-options.ts';
import { runLimited } from '../limits/run-limited.ts';
import { runWithTimeout } from '../limits/run-with-timeout.ts';

type AttentionContext = Pick<Context, 'client' | 'options'>;

/** Credentials that are read at the same time, to compare their marks. */
const concurrency = 50;

/** Milliseconds for `onAttention`. The answer to the page does not depend on it. */
const longestReport = 3000;

/** Hands a change to the host; neither a throw, a rejected promise nor one that never ends reaches the request. */
export const reportAttention = async ({ options }: Pick<Context, 'options'>, change: AttentionChange): Promise<void> => {
  try {
    const timeout = Math.min(longestReport, options.client.timeout);
    await runWithTimeout(timeout, 'onAttention', async () => options.onAttention?.(change));
  } catch {
    // The page gets its answer also if the host's function failed.
  }
};

/** Whether another credential is stored than the one that failed. Read again, since the host's answer may be newer than `connector`. */
const isReplaced = async (
  context: AttentionContext,
  accountId: string,
  connector: AccountConnector,
  credential: string | undefined,
): Promise<boolean> => {
  if ((await compareStored(context, accountId, connector, credential)) !== 'other') return false;
  const now = await context.client.readCredentialMark(accountId, connector.id).catch(() => undefined);
  return now !== undefined && now !== credential;
};

/**
 * What the host remembers of these connectors, by id. An attention that began under another credential than the one
 * stored now is over: it is left out and reported to the host. `memory`: what the host answered, if it was asked already.
 */
export const readAttention = async (
  context: AttentionContext,
  account: Account,
  connectors: readonly AccountConnector[],
  memory?: AttentionMemory,
): Promise<Map<string, Attention>> => {
  const remembered = memory ?? (await readMemory(context, account, connectors.filter(canNeedAttention)));
  const found = new Map<string, Attention>();
  const check = async (connector: AccountConnector): Promise<void> => {
    const { id } = connector;
    const one = remembered.get(id);
    if (one === undefined || !canNeedAttention(connector)) return;
    if (!(await isReplaced(context, account.accountId, connector, one.credential))) {
      found.set(id, one.attention);
      return;
    }
    await reportAttention(context, { accountId: account.accountId, connectorId: id, attention: null, source: 'credential' });
  };
  await runLimited(connectors, concurrency, check);
  return found;
};

/**
 * Reports to the host that a connector stopped working, with the mark of the credential that failed. Gives what the page
 * shows from now on.
 */
export const beginAttention = async (
  context: AttentionContext,
  { accountId, connectorId, source }: Omit<AttentionChange, 'attention'>,
  credential: string | undefined,
): Promise<Attention> => {
  const attention = { reason: 'failing' as const, since: new Date(context.options.client.now()).toISOString() };
  await reportAttention(context, {
    accountId,
    connectorId,
    attention: { ...attention, ...(credential === undefined ? {} : { credential }) },
    source,
  });
  return attention;
};

/**
 * A credential was stored, signed in to or removed: ends the attention that the host remembers of this connector, unless
 * Cyclr shows that it still holds the credential that failed. `memory`: what the host answered. Gives `memory` without it.
 */
export const endAttention = async (
  context: AttentionContext,
  { accountId }: Account,
  connector: AccountConnector,
  memory: AttentionMemory,
): Promise<AttentionMemory> => {
  const connectorId = connector.id;
  const remembered = memory.get(connectorId);
  if (remembered === undefined) return memory;
  if ((await compareStored(context, accountId, connector, remembered.credential)) === 'same') return memory;
  await reportAttention(context, { accountId, connectorId, attention: null, source: 'credential' });
  return new Map([...memory].filter(([id]) => id !== connectorId));
};
