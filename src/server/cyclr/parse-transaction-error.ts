import * as z from 'zod/mini';
import { idSchema } from './lenient.ts';
import { ConnectError } from '../../protocol/errors.ts';

/*
 * The body of Cyclr's Transaction Error Webhook. Its meaning is documented (the message, the account, the cycle and the
 * step); how the members of cycle and step are written is not, so that both ways are read.
 */

const id = z.nullish(idSchema);
const part = z.nullish(z.object({ Id: id }));

const bodySchema = z.object({
  Message: z.nullish(z.string()),
  AccountId: id,
  AccountExternalId: id,
  CycleId: id,
  Cycle: part,
  StepId: id,
  Step: part,
});

export interface TransactionError {
  /** Cyclr could not authenticate a connector. Other errors are ignored. */
  isAuthentication: boolean;
  /** Cyclr's id of the account, and the partner's own where it gave one. */
  accountIds: { accountId: string | undefined; accountExternalId: string | undefined };
  cycleId: string | undefined;
  stepId: string | undefined;
}

const textOf = (value: string | number | null | undefined): string | undefined => {
  const text = value === undefined || value === null ? '' : String(value).trim();
  return /^[\x21-\x7e]{1,200}$/.test(text) ? text : undefined;
};

/** @throws {ConnectError} `invalid-request` for what is not such a body */
export const parseTransactionError = (json: unknown): TransactionError => {
  const { success, data } = bodySchema.safeParse(json);
  if (!success) throw new ConnectError('invalid-request', "The body is not that of Cyclr's Transaction Error Webhook.");
  return {
    isAuthentication: /authenticat/i.test(data.Message ?? ''),
    accountIds: { accountId: textOf(data.AccountId), accountExternalId: textOf(data.AccountExternalId) },
    cycleId: textOf(data.CycleId ?? data.Cycle?.Id),
    stepId: textOf(data.StepId ?? data.Step?.Id),
  };
};
