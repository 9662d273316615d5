import * as z from 'zod/mini';
import { ConnectError } from '../../protocol/errors.ts';
import type { FieldOverrides } from '../../protocol/fields.ts';
import { maxRequestTimeLimit, pageTimeLimit, requestTimeLimit } from '../../protocol/time-limits.ts';
import { cutTrailingSlashes } from '../../protocol/trailing-slashes.ts';
import type { ChooseMethod } from '../cyclr/choose-method.ts';
import { callShape, partnerShape } from '../cyclr/client-options.ts';
import { createRequestClients } from '../cyclr/cyclr-client.ts';
import { createClock } from '../clock.ts';
import { createLog, type Logger } from '../log.ts';
import { chooseSchema, flag, functionOf, listOf, milliseconds, optionsObject, origin, parseOptions, readWith } from '../option-schemas.ts';
import { fieldOverridesSchema } from './field-override-schema.ts';
import type { ConnectHandlerOptions, ParsedHandlerOptions } from './handler-options.ts';
import { lifecycleShape } from './lifecycle-options.ts';
import { allowedOriginSchema, type PublicUrl, publicUrlSchema } from './public-url.ts';
import { testMethodsSchema } from './test-methods.ts';
import { watchFunctions } from './watch-functions.ts';

type Wanted<Name extends keyof ConnectHandlerOptions> = NonNullable<ConnectHandlerOptions[Name]>;
type FieldsFunction = Extract<Wanted<'fields'>, (...given: never[]) => unknown>;

const basePathSchema = readWith((given) => {
  const path = typeof given === 'string' ? cutTrailingSlashes(given) : undefined;
  const isPath = path !== undefined && /^(?:\/[A-Za-z0-9._~-]+)*$/.test(path);
  return isPath ? { value: path } : { problem: 'must be a path such as /cyclr-connect' };
});

const partnerNameSchema = readWith((given) => {
  const name = typeof given === 'string' ? given.trim() : '';
  return name !== '' && name.length <= 60 ? { value: name } : { problem: 'must be a text of 1 to 60 characters' };
});

const requestTimeoutSchema = milliseconds.check(
  z.maximum(maxRequestTimeLimit, { error: `must be at most ${maxRequestTimeLimit} ms, for the page waits ${pageTimeLimit} ms` }),
);

const fieldsSchema = chooseSchema<FieldsFunction | FieldOverrides>((given) =>
  typeof given === 'function' ? functionOf<FieldsFunction>() : fieldOverridesSchema,
);

const loggerSchema = readWith<Logger | false>((given) => {
  const isLogger = typeof given === 'object' && given !== null && 'error' in given && 'warn' in given;
  const isFit = given === false || (isLogger && typeof given.error === 'function' && typeof given.warn === 'function');
  return isFit ? { value: given as Logger | false } : { problem: 'must be false, or an object with the functions error and warn' };
});

/** Each option by its name: a misspelled one is refused, and so is one that cannot work. */
const schema = optionsObject({
  cyclr: optionsObject({ ...partnerShape, serviceDomain: origin }),
  resolveAccount: functionOf<Wanted<'resolveAccount'>>(),
  basePath: z.optional(basePathSchema),
  publicUrl: z.optional(publicUrlSchema),
  allowHttp: z._default(flag, false),
  allowedOrigins: z._default(listOf(allowedOriginSchema, 'origins'), []),
  partnerName: z.optional(partnerNameSchema),
  fields: z._default(fieldsSchema, {}),
  testMethods: z._default(testMethodsSchema, {}),
  testConnection: z.optional(functionOf<Wanted<'testConnection'>>()),
  method: z.optional(functionOf<ChooseMethod>()),
  beforeDisconnect: z.optional(functionOf<Wanted<'beforeDisconnect'>>()),
  authorizeByPost: z._default(flag, false),
  requestTimeout: z._default(requestTimeoutSchema, requestTimeLimit),
  logger: z.optional(loggerSchema),
  onEvent: z.optional(functionOf<Wanted<'onEvent'>>()),
  ...lifecycleShape,
  ...callShape,
} satisfies Record<keyof ConnectHandlerOptions, z.ZodMiniType>);

/** `/app/cyclr-connect` gives itself, `/cyclr-connect` and the root: a proxy may have cut off any part of its beginning. */
const listTrailingParts = (path: string): string[] => {
  const segments = path.split('/').slice(1);
  return [...segments.map((_segment, index) => `/${segments.slice(index).join('/')}`), ''];
};

const listBasePaths = (basePath: string | undefined, publicUrl: PublicUrl | undefined): string[] => {
  const parts = publicUrl === undefined ? [] : listTrailingParts(publicUrl.path);
  if (basePath !== undefined) return [basePath, ...parts.slice(0, 1)];
  return publicUrl === undefined ? ['/cyclr-connect'] : parts;
};

const createFields = (
  given: FieldsFunction | FieldOverrides,
  watch: Parameters<typeof watchFunctions>[1],
): ParsedHandlerOptions['fields'] => {
  if (typeof given !== 'function') return () => Promise.resolve(given);
  return async (connector) => {
    const overrides = await given(connector);
    const parsed = parseOptions(fieldOverridesSchema, overrides ?? {}, 'What fields answers', (path) => `In what fields answers, ${path}`);
    return watchFunctions(parsed as FieldOverrides, watch, 'fields');
  };
};

/** @throws {ConnectError} `misconfigured`, one sentence that names the option and never its value. */
export const parseHandlerOptions = (given: unknown): ParsedHandlerOptions => {
  const options = parseOptions(schema, given, 'The options of createConnectHandler');
  const { cyclr, tokenPath, fetch, now, timeout, basePath, publicUrl, allowHttp, allowedOrigins, logger, ...unwatched } = options;
  const log = createLog(logger);
  const watch = { log, timeout };
  const { fields, testMethods, ...rest } = watchFunctions(unwatched, watch);
  const clock = createClock(now, (thrown) => {
    log.hostFunction('now', thrown, []);
  });
  if (publicUrl?.isPlainHttp === true && !allowHttp) {
    throw new ConnectError(
      'misconfigured',
      'publicUrl must begin with https:// beyond this machine; for an intranet without TLS, set allowHttp.',
    );
  }
  const { serviceDomain, ...partner } = cyclr;
  const client = { ...partner, tokenPath, fetch, now: clock, timeout };
  return {
    ...rest,
    client,
    createClient: createRequestClients(client, { onUnreachable: log.unreachable, choose: rest.method }),
    serviceOrigin: serviceDomain,
    publicUrl,
    basePaths: listBasePaths(basePath, publicUrl),
    allowedOrigins: new Set(allowedOrigins),
    fields: createFields(fields, watch),
    testMethods: new Map(Object.entries(testMethods)),
    log,
  };
};
