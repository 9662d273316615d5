import * as z from 'zod/mini';
import { ConnectError } from '../protocol/errors.ts';
import { readOrigin } from '../protocol/origin.ts';
import { readUrl } from '../protocol/read-url.ts';

/*
 * What an option may be. Each message follows the option's name: "timeout" and "must be a number …" make one sentence.
 * No message holds the value: a secret in the wrong place must not end up in a log.
 */

/** An object with these members and no others: a misspelled option must not silently have its default. */
export const optionsObject = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? `is not an option; there are ${Object.keys(shape).join(', ')}` : 'must be an object',
  });

const notEmpty = 'must be a text that is not empty';
export const text = z.string({ error: notEmpty }).check(z.refine((value) => value.trim() !== '', { error: notEmpty }));

export const flag = z.boolean({ error: 'must be true or false' });

/** A function. It is not called here; its type is the caller's. */
export const functionOf = <Wanted>() => z.custom<Wanted>((value) => typeof value === 'function', { error: 'must be a function' });

const notPositive = 'must be a number of milliseconds above 0';
/** Timers hold 31 bits; one that is set for longer ends at once. */
const longestTimer = 2 ** 31 - 1;
export const milliseconds = z
  .number({ error: notPositive })
  .check(z.positive({ error: notPositive }), z.maximum(longestTimer, { error: `must be at most ${longestTimer} ms` }));

export const recordOf = <Value extends z.ZodMiniType>(value: Value) => z.record(z.string(), value, { error: 'must be an object' });

export const listOf = <Item extends z.ZodMiniType>(item: Item, what: string) => z.array(item, { error: `must be a list of ${what}` });

/** A value as `read` gives it, or the problem that `read` finds. */
export const readWith = <Wanted>(read: (value: unknown) => { value: Wanted } | { problem: string }) =>
  z.pipe(
    z.unknown(),
    z.transform((given, context): Wanted => {
      const found = read(given);
      if ('value' in found) return found.value;
      context.issues.push({ code: 'custom', message: found.problem, input: given });
      return z.NEVER;
    }),
  );

/** Parses a value by the schema that `choose` picks for it. Not a union: its error would not say what is wrong inside. */
export const chooseSchema = <Output>(choose: (given: unknown) => z.ZodMiniType) =>
  z.pipe(
    z.unknown(),
    z.transform((given, context): Output => {
      const { data, error } = choose(given).safeParse(given);
      for (const issue of error?.issues ?? []) {
        context.issues.push({ code: 'custom', path: pathOf(issue), message: issue.message, input: given });
      }
      return error === undefined ? (data as Output) : z.NEVER;
    }),
  );

/** An http(s) address without a user name or a password; undefined for anything else. */
export const readWebAddress = (given: unknown): URL | undefined => {
  const url = typeof given === 'string' ? readUrl(given) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : undefined;
};

/** A host name or an https origin (http on loopback), as an origin. */
export const origin = readWith(readOrigin);

/** The path of the member that is wrong or unknown. */
export const pathOf = (issue: z.core.$ZodIssue): PropertyKey[] =>
  issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;

/**
 * The options, checked and with their defaults. `what` names the whole in a sentence.
 *
 * @throws {ConnectError} `misconfigured`, one sentence that names the option and never its value.
 */
export const parseOptions = <Schema extends z.ZodMiniType>(
  schema: Schema,
  given: unknown,
  what: string,
  nameOf = (path: string): string => path,
): z.output<Schema> => {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue === undefined ? '' : pathOf(issue).map(String).join('.');
  throw new ConnectError('misconfigured', `${path === '' ? what : nameOf(path)} ${issue?.message ?? 'cannot work'}.`);
};
