import type * as z from 'zod/mini';
import { ConnectError } from './errors.ts';

/**
 * Parses one answer by its schema. The message names the place in the answer that is wrong, never the value: it may be
 * a secret.
 *
 * @throws {ConnectError} `invalid-response`
 */
export const parseAnswer = <Schema extends z.ZodMiniType>(schema: Schema, value: unknown, what: string): z.infer<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ConnectError('invalid-response', `${what} was not what the contract promises, at ${wherePath(result.error)}.`);
};

/** Path of the first problem, such as `connectors.0.fields`, or "the top". */
export const wherePath = (error: { issues: readonly { path: readonly PropertyKey[] }[] }): string =>
  error.issues[0]?.path.map(String).join('.') || 'the top';
