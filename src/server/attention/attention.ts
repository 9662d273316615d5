import { canNeedAttention } from '../cyclr/connection.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import { buildCredentialMark, credentialOf } from '../cyclr/stored-credential.ts';
import { type Attention, attentionReasons } from '../../protocol/wire.ts';
import type { Account } from '../account.ts';
import type { Context } from '../context.ts';
import { readIsoTime } from '../iso-time.ts';
import type { AttentionChange, RememberedAttention } from '../options/lifecycle-options.ts';
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

const readRemembered = (value: unknown): { attention: Attention; credential: string | undefined } | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { reason, since, credential } = value as Partial<Record<keyof RememberedAttention, unknown>>;
  const known = attentionReasons.find((one) => one === reason);
  if (known === undefined) return undefined;
  const began = readIsoTime(since);
  return {
    attention: { reason: known, since: began },
    credential: typeof credential === 'string' ? credential : undefined,
  };
};

/** What the host remembers, by connector id: not compared yet with what is stored at Cyclr. */
export type AttentionMemory = ReadonlyMap<string, { attention: Attention; credential: string | undefined }>;

/** The mark of the credential that a connector was read with. A list may hide what a connector alone shows: then that is read. */
export const readMark = (
  { client, options }: AttentionContext,
  accountId: string,
  connector: AccountConnector,
): Promise<string | undefined> =>
  credentialOf(connector).kind === 'hidden'
    ? client.readCredentialMark(accountId, connector.id)
    : buildCredentialMark(options.client.clientSecret, connector);

/** Whether a connector was read with the credential that failed; `unknown` where Cyclr hides it, or hid it when it failed. */
export const compareStored = async (
  context: AttentionContext,
  accountId: string,
  connector: AccountConnector,
  credential: string | undefined,
): Promise<'same' | 'other' | 'unknown'> => {
  const mark = credential === undefined ? undefined : await readMark(context, accountId, connector).catch(() => undefined);
  if (mark === undefined) return 'unknown';
  return mark === credential ? 'same' : 'other';
};

const askHost = async (
  { options }: Pick<AttentionContext, 'options'>,
  account: Account,
  ids: readonly string[],
): Promise<AttentionMemory> => {
  if (options.attention === undefined || ids.length === 0) return new Map();
  try {
    const answer: unknown = await options.attention(account, ids);
    // A host that keeps it in a Map may answer the Map.
    const memory = (answer instanceof Map ? Object.fromEntries(answer) : (answer ?? {})) as Readonly<Record<string, unknown>>;
    return new Map(
      ids.flatMap((id) => {
        const remembered = Object.hasOwn(memory, id) ? readRemembered(memory[id]) : undefined;
        return remembered === undefined ? [] : [[id, remembered] as const];
      }),
    );
  } catch {
    return new Map();
  }
};

/** Asks the host what it remembers of one connector, whatever its state at Cyclr; nothing where it fails. */
export const readMemoryOf = (context: Pick<AttentionContext, 'options'>, account: Account, connectorId: string): Promise<AttentionMemory> =>
  askHost(context, account, [connectorId]);

/** Asks the host what it remembers of these connectors; nothing where it fails. */
export const readMemory = (
  context: Pick<AttentionContext, 'options'>,
  account: Account,
  connectors: readonly AccountConnector[],
): Promise<AttentionMemory> =>
  askHost(
    context,
    account,
    connectors.filter(canNeedAttention).map(({ id }) => id),
  );

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
  const remembered = memory ?? (await readMemory(context, account, connectors));
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
