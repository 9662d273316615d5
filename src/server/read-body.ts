import * as z from 'zod/mini';
import { ConnectError } from '../protocol/errors.ts';
import { wherePath } from '../protocol/wire.ts';
import { readLimited } from './read-limited.ts';
import { StatusError } from './status.ts';

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

/** An object cannot hold this name as one of its own: it would be lost on the way, and the rest stored without it. */
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

/**
 * The JSON of a request, as the schema wants it. `application/json` is demanded because no form of another site can
 * send it; only an empty body may come without.
 *
 * @throws {ConnectError} `invalid-request`, status 400, 413 or 415
 */
export const readBody = async <Schema extends z.ZodMiniType>(request: Request, schema: Schema): Promise<z.infer<Schema>> => {
  const type = request.headers.get('content-type');
  const isJson = type !== null && /^application\/json\s*(?:;|$)/i.test(type.trim());
  const wrongType = (): ConnectError => new StatusError(415, 'invalid-request', 'The content type must be application/json.');
  if (type !== null && !isJson) throw wrongType();
  const bytes = await readBytes(request);
  if (!isJson && bytes.byteLength > 0) throw wrongType();
  const result = schema.safeParse(bytes.byteLength === 0 ? {} : readJson(bytes));
  if (result.success) return result.data;
  throw new ConnectError('invalid-request', `The body is not what the contract promises, at ${describePlace(result.error)}.`);
};
