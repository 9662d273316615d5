import type { AuditNotes } from '../audit.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import { canNeedAttention } from '../cyclr/connection.ts';
import type { CyclrClient } from '../cyclr/cyclr-client.ts';
import type { TransactionError } from '../cyclr/parse-transaction-error.ts';
import type { Stop } from '../limits/stop.ts';
import type { ParsedHandlerOptions } from '../options/handler-options.ts';
import { ConnectError } from '../../protocol/errors.ts';
import type { Attention } from '../../protocol/wire.ts';
import { beginAttention, readAttention } from './attention.ts';
import { readMark } from './compare-stored.ts';
import { testAttention } from './test-attention.ts';

/** At most this many connectors are tested for one call; no cycle uses as many. */
const mostConnectors = 50;

/** Which of Cyclr's accounts is meant; undefined ignores the report. */
type FindAccount = (ids: TransactionError['accountIds']) => string | undefined | Promise<string | undefined>;

interface Setting {
  options: ParsedHandlerOptions;
  client: CyclrClient;
  stop: Stop;
  notes: AuditNotes;
}

const isUnknown = (error: unknown): boolean =>
  error instanceof ConnectError &&
  (error.code === 'connector-not-found' || error.code === 'misconfigured' || error.code === 'invalid-response');

/** The account and its connectors of that cycle, as Cyclr itself says; undefined where it has no such cycle. */
const readCycle = async (
  { client }: Setting,
  accountIds: readonly string[],
  cycleId: string,
  stepId: string | undefined,
): Promise<{ accountId: string; connectors: AccountConnector[] } | undefined> => {
  for (const accountId of accountIds) {
    try {
      const ids = (await client.readCycleConnectors(accountId, cycleId, stepId)).slice(0, mostConnectors);
      const found = await client.readConnectors(accountId, ids);
      const connectors = ids.flatMap((id) => {
        const outcome = found.get(id);
        return outcome === undefined || outcome instanceof ConnectError ? [] : [outcome];
      });
      return { accountId, connectors };
    } catch (error) {
      if (!isUnknown(error)) throw error;
    }
  }
  return undefined;
};

/**
 * Decides about one connector. A test decides if there is one. Without a test, Cyclr's report counts only if it can mean
 * no other connector. Inconclusive results are ignored.
 */
const decideFor = async (
  setting: Setting,
  accountId: string,
  connector: AccountConnector,
  isOnlyOne: boolean,
  remembered: Attention | undefined,
): Promise<void> => {
  const connectorId = connector.id;
  const { kind } = await testAttention({ ...setting, connectorId }, accountId, connector, remembered);
  if (kind !== 'none' || !isOnlyOne || remembered !== undefined) return;
  await beginAttention(
    setting,
    { accountId, connectorId, source: 'webhook' },
    await readMark(setting, accountId, connector).catch(() => undefined),
  );
};

/** Begins or ends attentions of the connectors that a report of Cyclr's can mean. `findAccount`: the receiver's option `accountId`. */
export const handleTransactionError = async (
  setting: Setting,
  error: TransactionError,
  findAccount: FindAccount | undefined,
): Promise<void> => {
  if (!error.isAuthentication || error.cycleId === undefined) return;
  const { accountId, accountExternalId } = error.accountIds;
  const wanted = findAccount === undefined ? [accountId, accountExternalId] : [await findAccount(error.accountIds)];
  const accountIds = [...new Set(wanted.filter((one) => one !== undefined))];
  const cycle = await readCycle(setting, accountIds, error.cycleId, error.stepId);
  if (cycle === undefined) return;
  setting.notes.accountId = cycle.accountId;
  const candidates = cycle.connectors.filter(canNeedAttention);
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) setting.notes.connectorId = only.id;
  const remembered = await readAttention(setting, { accountId: cycle.accountId, username: '' }, candidates);
  await Promise.all(
    candidates.map((connector) => decideFor(setting, cycle.accountId, connector, candidates.length === 1, remembered.get(connector.id))),
  );
};
