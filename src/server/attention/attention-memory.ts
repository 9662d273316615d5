import type { Account } from '../account.ts';
import type { Context } from '../context.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import { readIsoTime } from '../iso-time.ts';
import type { RememberedAttention } from '../options/lifecycle-options.ts';
import { type Attention, attentionReasons } from '../../protocol/wire.ts';

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

/** Asks the host what it remembers of these connectors; nothing where it fails. */
export const readMemory = async (
  { options }: Pick<Context, 'options'>,
  account: Account,
  connectors: readonly AccountConnector[],
): Promise<AttentionMemory> => {
  const ids = connectors.map(({ id }) => id);
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
