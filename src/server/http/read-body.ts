import * as z from 'zod/mini';
import { ConnectError } from '../../protocol/errors.ts';
import { wherePath } from '../../protocol/parse-answer.ts';
import { readLimited } from '../limits/read-limited.ts';
import type { Context } from '../context.ts';
import { StatusError } from '../status.ts';

const maxBytes = 64 * 1024;

const tooLarge = (): ConnectError => new StatusError(413, 'invalid-request', 'The body must not exceed 64 KiB.');

export const readBytes = async (request: Request): Promise<Uint8Array> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  if (request.bodyUsed) throw createReadBefore();
  const bytes = await readLimited(request.body, maxBytes);
  if (bytes === undefined) throw tooLarge();
  return bytes;
};

const createReadBefore = (): ConnectError =>
  new ConnectError(
    'misconfigured',
    'The body was read before the handler got the request. Mount the handler before body parsers such as express.json(), or through cyclr-connect/node.',
  );

/** Assigning this name to an object sets its prototype: the value would be lost, and the rest stored without it. */
const refuseProto = (name: string, value: unknown): unknown => {
  if (name === '__proto__') throw new ConnectError('invalid-request', 'The body must not have a member of the name __proto__.');
  return value;
};

export const readJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), refuseProto);
  } catch (error) {
    if (error instanceof ConnectError) throw error;
    throw new ConnectError('invalid-request', 'The body must be JSON in UTF-8.');
  }
};

/** Where the body is wrong, as far as the names are ours: below `properties` they are the sender's. */
const describePlace = ({ issues }: { issues: readonly { path: readonly PropertyKey[] }[] }): string => {
  const path = issues[0]?.path ?? [];
  return wherePath({ issues: [{ path: path[0] === 'properties' ? ['properties'] : path }] });
};

/** Whether headers say that a body comes. A content type alone says so only where the route needs a body. */
const isAnnounced = ({ headers }: Request, isNeeded: boolean): boolean =>
  Number(headers.get('content-length') ?? 0) > 0 || headers.has('transfer-encoding') || (isNeeded && headers.has('content-type'));

/**
 * The JSON of a request, parsed by the schema. `application/json` is required because a form of another site cannot
 * send it. An empty body is accepted only where the route needs nothing from it (`isNeeded: false`): elsewhere the route
 * would store nothing and answer with success.
 *
 * @throws {ConnectError} `invalid-request`, status 400, 413 or 415; `misconfigured` where the body was read before
 */
export const readBody = async <Schema extends z.ZodMiniType>(
  { request, stop }: Pick<Context, 'request' | 'stop'>,
  schema: Schema,
  { isNeeded = true }: { isNeeded?: boolean } = {},
): Promise<z.infer<Schema>> => {
  const type = request.headers.get('content-type');
  const isJson = type !== null && /^application\/json\s*(?:;|$)/i.test(type.trim());
  const wrongType = (): ConnectError => new StatusError(415, 'invalid-request', 'The content type must be application/json.');
  if (type !== null && !isJson) throw wrongType();
  const bytes = await stop.race(readBytes(request));
  const isEmpty = bytes.byteLength === 0;
  if (isEmpty && isAnnounced(request, isNeeded)) throw createReadBefore();
  if (isEmpty && isNeeded) throw new ConnectError('invalid-request', 'The body must be JSON in UTF-8; it was empty.');
  if (!isJson && !isEmpty) throw wrongType();
  const result = schema.safeParse(isEmpty ? {} : readJson(bytes));
  if (result.success) return result.data;
  throw new ConnectError('invalid-request', `The body is not what the contract promises, at ${describePlace(result.error)}.`);
};
