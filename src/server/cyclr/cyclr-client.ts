import * as z from 'zod/mini';
import { type AccountConnector, parseAccountConnector, parseAccountConnectors } from './account-connector.ts';
import type { ConnectError } from '../../protocol/errors.ts';
import { isObject, readTime } from './lenient.ts';
import { parseAnswer } from '../../protocol/parse-answer.ts';
import { createAccessToken } from './access-token.ts';
import { type CatalogueCalls, createCatalogueCalls } from './catalogue-calls.ts';
import { type CyclrClientOptions, parseClientOptions, type ParsedClientOptions } from './client-options.ts';
import { type ChooseMethod, chooseMethod } from './choose-method.ts';
import { type CyclrApi, createCyclrApi, expectSuccess, isSuccess, sharePages } from './cyclr-api.ts';
import { parseJson, readJsonOrText } from './parse-json.ts';
import { noteAuthValue } from '../known-secrets.ts';
import { readConnectors } from './read-connectors.ts';
import { type PageOf, readPages } from './read-pages.ts';
import { buildCredentialMark, noteCredential } from './stored-credential.ts';
import { readTestBody } from './read-test-body.ts';
import type { Stop } from '../limits/stop.ts';
import { createUpstream, type UpstreamOptions } from './upstream.ts';
import { buildPathSegment } from './path-segment.ts';

const pageSize = 100;

const signInTokenSchema = z.object({ Token: z.string().check(z.minLength(1)), ExpiresAtUtc: z.optional(z.unknown()) });

/** What Cyclr answered to a test call. */
export interface TestResult {
  /** True where Cyclr carried the call out; undefined where it did not, which proves nothing either way. Never false. */
  ok: true | undefined;
  status: number;
  /** The answer's JSON; its text where it is not JSON. It may hold the third party's data: never pass it on to a page. */
  body: unknown;
}

/**
 * The calls to Cyclr's API that this package needs, as methods of one partner. Every one throws a `ConnectError`:
 * `connector-not-found` (another account's too), `rate-limited` with `retryAfter`, `misconfigured` when Cyclr
 * refuses the partner's own token, `invalid-response`, `backend-error`.
 */
export interface CyclrClient extends CatalogueCalls {
  readConnector(accountId: string, connectorId: string): Promise<AccountConnector>;
  /** Every connector of the account, up to 100,000. One that cannot be read is left out: `readConnector` throws the reason. */
  listConnectors(accountId: string): Promise<AccountConnector[]>;
  /**
   * These connectors of the account, each or the error that concerns it alone; `ids` hold no doubles. By id or from the
   * list, whichever is quicker: one to three rounds of calls at any size of the account. `connector-not-found` only for
   * what was looked for.
   */
  readConnectors(accountId: string, ids: readonly string[]): Promise<Map<string, AccountConnector | ConnectError>>;
  /**
   * A mark of the credential that is stored now: another credential has another mark, and nothing can be read from it.
   * Undefined where Cyclr does not answer the credential.
   */
  readCredentialMark(accountId: string, connectorId: string): Promise<string | undefined>;
  /** Stores a credential; Cyclr's refusal of it is `credentials-rejected`. */
  /** Whether the answer was an object, as Cyclr's is: an empty body or HTML may come from something else, and proves nothing. */
  saveAuthValue(accountId: string, connectorId: string, authValue: string): Promise<boolean>;
  createProperty(accountId: string, connectorId: string, name: string, value: string): Promise<void>;
  updateProperty(accountId: string, connectorId: string, propertyId: string, name: string, value: string): Promise<void>;
  deleteProperty(accountId: string, connectorId: string, propertyId: string): Promise<void>;
  /** Calls a method of the third party: the only proof that a credential works. */
  testMethod(accountId: string, connectorId: string, methodId: string): Promise<TestResult>;
  /** Stops the account's running integrations of this connector, too. */
  deauthenticate(accountId: string, connectorId: string): Promise<void>;
  /** A sign-in token: single use, five minutes, and it opens the whole account. An unknown user name is created. */
  mintSignInToken(accountId: string, username: string): Promise<{ token: string; expiresAt: string | undefined }>;
}

const connectorPath = (connectorId: string): string => `/v1.0/account/connectors/${buildPathSegment(connectorId)}`;
const propertyPath = (connectorId: string, propertyId: string): string =>
  `${connectorPath(connectorId)}/properties/${buildPathSegment(propertyId)}`;

const createClient = (
  api: CyclrApi,
  { clientSecret, tokenPath }: { clientSecret: string; tokenPath: string },
  { choose, isOfRequest }: { choose: ChooseMethod | undefined; isOfRequest: boolean },
): CyclrClient => {
  const { send, read, readPage, write } = api;

  /** Only for the client of one request, which a host's functions get: a client that is kept would collect every credential it reads. */
  const note = (authValue: unknown): void => {
    if (isOfRequest) noteAuthValue(client, authValue);
  };

  const parse = (json: unknown): AccountConnector => noteCredential(chooseMethod(parseAccountConnector(json), choose), json);

  const readConnector: CyclrClient['readConnector'] = async (accountId, connectorId) => {
    const { json } = await read(accountId, connectorPath(connectorId), "Cyclr's account connector");
    if (isObject(json)) note(json.AuthValue);
    return parse(json);
  };

  const readAccountPage = async (accountId: string, page: number): Promise<PageOf<AccountConnector>> => {
    const path = `/v1.0/account/connectors?page=${page}&pageSize=${pageSize}`;
    const { json, totalPages } = await readPage(accountId, path, "Cyclr's list of account connectors");
    return { ...parseAccountConnectors(json, parse), totalPages };
  };

  const client: CyclrClient = {
    readConnector,

    listConnectors: async (accountId) => (await readPages((page) => readAccountPage(accountId, page))).items,

    readConnectors: (accountId, ids) =>
      readConnectors(
        {
          readPage: (page) => readAccountPage(accountId, page),
          readConnector: (id) => readConnector(accountId, id),
        },
        ids,
      ),

    readCredentialMark: async (accountId, connectorId) => buildCredentialMark(clientSecret, await readConnector(accountId, connectorId)),

    ...createCatalogueCalls({ send, read, readPage, write }),

    saveAuthValue: async (accountId, connectorId, authValue) => {
      note(authValue);
      const answer = await write('PUT', accountId, connectorPath(connectorId), { AuthValue: authValue });
      expectSuccess(answer, { 400: 'credentials-rejected' });
      return isObject(readJsonOrText(answer.text));
    },

    createProperty: async (accountId, connectorId, name, value) => {
      const path = `${connectorPath(connectorId)}/properties`;
      expectSuccess(await write('POST', accountId, path, { Name: name, Value: value }), { 400: 'credentials-rejected' });
    },

    updateProperty: async (accountId, connectorId, propertyId, name, value) => {
      expectSuccess(await write('PUT', accountId, propertyPath(connectorId, propertyId), { Name: name, Value: value }), {
        400: 'credentials-rejected',
      });
    },

    deleteProperty: async (accountId, connectorId, propertyId) => {
      const headers = { 'x-cyclr-account': accountId };
      expectSuccess(await send({ method: 'DELETE', path: propertyPath(connectorId, propertyId), headers }));
    },

    testMethod: async (accountId, connectorId, methodId) => {
      const path = `${connectorPath(connectorId)}/test/${buildPathSegment(methodId)}`;
      const answer = await write('POST', accountId, path, {});
      const { body, isOk } = readTestBody(answer);
      return { ok: isSuccess(answer) && isOk ? true : undefined, status: answer.status, body };
    },

    deauthenticate: async (accountId, connectorId) => {
      expectSuccess(await write('PUT', accountId, `${connectorPath(connectorId)}/deauthenticate`, {}));
    },

    mintSignInToken: async (accountId, username) => {
      const path = tokenPath.replaceAll('{accountId}', buildPathSegment(accountId));
      const answer = await write('POST', accountId, path, { Username: username });
      expectSuccess(answer, { 404: 'misconfigured' });
      const what = "Cyclr's sign-in token";
      const { Token, ExpiresAtUtc } = parseAnswer(signInTokenSchema, parseJson(answer.text, what), what);
      return { token: Token, expiresAt: readTime(ExpiresAtUtc) };
    },
  };

  return client;
};

/**
 * Makes a client for each request. All share the access token and the pages that are being read. `choose` names the method of
 * a connector where Cyclr names none.
 */
export const createRequestClients = (
  options: ParsedClientOptions,
  { onUnreachable, choose }: { onUnreachable?: UpstreamOptions['onUnreachable']; choose?: ChooseMethod | undefined } = {},
): ((stop?: Stop) => CyclrClient) => {
  const { apiDomain, clientId, clientSecret, fetch, now, timeout } = options;
  const upstream = createUpstream({ origin: apiDomain, fetch, now, timeout, onUnreachable });
  const accessToken = createAccessToken({ upstream, clientId, clientSecret, now });
  // Shared requests are not canceled when one caller stops.
  const readShared = sharePages(createCyclrApi(upstream, accessToken).readPage);
  return (stop) => {
    const own = createCyclrApi(upstream, accessToken, stop);
    const readPage: CyclrApi['readPage'] = (...page) => (stop === undefined ? readShared(...page) : stop.race(readShared(...page)));
    return createClient({ ...own, readPage }, options, { choose, isOfRequest: stop !== undefined });
  };
};

/**
 * Makes the calls to Cyclr's API one by one, with a partner token that is fetched when needed and kept in memory.
 *
 * @example
 * ```ts
 * import { createCyclrClient } from 'cyclr-connect/server';
 *
 * const client = createCyclrClient({
 *   apiDomain: 'api.cyclr.com',
 *   clientId: process.env.CYCLR_ID ?? '',
 *   clientSecret: process.env.CYCLR_SECRET ?? '',
 * });
 * for (const { id, name } of await client.listConnectors('acct-ada')) console.log(id, name);
 * ```
 *
 * @throws {ConnectError} `misconfigured` for a mistake in the options.
 */
export const createCyclrClient = (options: CyclrClientOptions): CyclrClient => createRequestClients(parseClientOptions(options))();
