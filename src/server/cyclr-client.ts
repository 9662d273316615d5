import * as z from 'zod/mini';
import { type AccountConnector, parseAccountConnector, parseAccountConnectors } from '../protocol/connector.ts';
import { ConnectError, type ErrorCode } from '../protocol/errors.ts';
import { parseAnswer } from '../protocol/wire.ts';
import { createAccessToken } from './access-token.ts';
import { type CyclrClientOptions, parseClientOptions } from './client-options.ts';
import { parseJson } from './parse-json.ts';
import { createUpstream, type UpstreamAnswer, type UpstreamRequest } from './upstream.ts';

const pageSize = 100;
/** No account has this many connectors: an upstream that keeps promising another page is not believed for ever. */
const maxPages = 100;

const signInTokenSchema = z.object({ Token: z.string().check(z.minLength(1)), ExpiresAtUtc: z.nullish(z.string()) });

/** What a test call said; `ok` undefined: it could not be carried out, which proves nothing either way. */
export interface TestResult {
  ok: boolean | undefined;
}

/**
 * The calls to Cyclr's API that this package needs, as methods of one partner. Every one throws a `ConnectError`:
 * `connector-not-found` (another account's too), `rate-limited` with `retryAfter`, `misconfigured` when Cyclr
 * refuses the partner's own token, `invalid-response`, `backend-error`.
 */
export interface CyclrClient {
  readConnector(accountId: string, connectorId: string): Promise<AccountConnector>;
  /**
   * Every connector of the account; with `wanted`, pages are read only until all of those ids were seen. One that is
   * not as the contract promises is left out: `readConnector` says why.
   */
  listConnectors(accountId: string, wanted?: ReadonlySet<string>): Promise<AccountConnector[]>;
  /** Stores a credential; Cyclr's refusal of it is `credentials-rejected`. */
  saveAuthValue(accountId: string, connectorId: string, authValue: string): Promise<void>;
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

type Meanings = Partial<Record<number, ErrorCode>>;

const connectorPath = (connectorId: string): string => `/v1.0/account/connectors/${encodeURIComponent(connectorId)}`;
const propertyPath = (connectorId: string, propertyId: string): string =>
  `${connectorPath(connectorId)}/properties/${encodeURIComponent(propertyId)}`;

const describe = (code: ErrorCode, status: number): string => {
  switch (code) {
    case 'connector-not-found':
      return 'This account has no such connector.';
    case 'credentials-rejected':
      return 'Cyclr refused what was given.';
    case 'misconfigured':
      return `Cyclr refused the partner's access, or did not know what it was asked for (status ${status}).`;
    default:
      return `Cyclr answered with status ${status}.`;
  }
};

/** The body of a test's answer is not documented; a plain word of failure in it is heard all the same. */
const saysFailure = (text: string): boolean => /"success"\s*:\s*false/i.test(text);

/** @throws {ConnectError} `misconfigured` for a mistake in the options. */
export const createCyclrClient = (options: CyclrClientOptions): CyclrClient => {
  const { apiOrigin, clientId, clientSecret, tokenPath, fetch, now, timeout } = parseClientOptions(options);
  const upstream = createUpstream({ origin: apiOrigin, fetch, now, timeout });
  const accessToken = createAccessToken({ upstream, clientId, clientSecret, now });

  /** Cyclr's tokens are revocable at any moment: one refusal is answered with one new token, a second is final. */
  const send = async (request: UpstreamRequest): Promise<UpstreamAnswer> => {
    const sendWith = (token: string) =>
      upstream({ ...request, headers: { accept: 'application/json', authorization: `Bearer ${token}`, ...request.headers } });
    const first = await accessToken.get();
    const answer = await sendWith(first);
    if (answer.status !== 401) return answer;
    accessToken.forget(first);
    const second = await accessToken.get();
    const last = await sendWith(second);
    if (last.status === 401) accessToken.forget(second);
    return last;
  };

  /** What an answer's status means; Cyclr's own sentence stays here, for it may repeat what it was given. */
  const expectSuccess = ({ status }: UpstreamAnswer, meanings: Meanings): void => {
    if (status >= 200 && status < 300) return;
    const usual: Meanings = { 401: 'misconfigured', 403: 'misconfigured', 404: 'connector-not-found' };
    const code = meanings[status] ?? usual[status] ?? 'backend-error';
    throw new ConnectError(code, describe(code, status));
  };

  const read = async (accountId: string, path: string, what: string) => {
    const answer = await send({ method: 'GET', path, headers: { 'x-cyclr-account': accountId } });
    expectSuccess(answer, {});
    return { json: parseJson(answer.text, what), headers: answer.headers };
  };

  const readPageNow = async (accountId: string, page: number) => {
    const path = `/v1.0/account/connectors?page=${page}&pageSize=${pageSize}`;
    const { json, headers } = await read(accountId, path, "Cyclr's list of account connectors");
    const totalPages = Number(headers.get('total-pages') ?? NaN);
    return { ...parseAccountConnectors(json), totalPages: Number.isInteger(totalPages) ? totalPages : undefined };
  };

  const pagesUnderWay = new Map<string, ReturnType<typeof readPageNow>>();

  /** A page of many cards asks in several requests at once, and all of them need the same list: what is under way is shared. */
  const readPage = (accountId: string, page: number): ReturnType<typeof readPageNow> => {
    const key = `${page} ${accountId}`;
    const underWay = pagesUnderWay.get(key);
    if (underWay !== undefined) return underWay;
    const own = readPageNow(accountId, page).finally(() => {
      pagesUnderWay.delete(key);
    });
    pagesUnderWay.set(key, own);
    return own;
  };

  const write = (method: 'POST' | 'PUT', accountId: string, path: string, body: Record<string, string>) =>
    send({
      method,
      path,
      headers: { 'x-cyclr-account': accountId, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  return {
    readConnector: async (accountId, connectorId) => {
      const { json } = await read(accountId, connectorPath(connectorId), "Cyclr's account connector");
      return parseAccountConnector(json);
    },

    listConnectors: async (accountId, wanted) => {
      const found = new Map<string, AccountConnector>();
      const missing = new Set(wanted);
      for (let page = 1; page <= maxPages; page += 1) {
        const { connectors, length, totalPages } = await readPage(accountId, page);
        const before = found.size;
        for (const connector of connectors) {
          found.set(connector.id, connector);
          missing.delete(connector.id);
        }
        // Without the header the end is where a page is empty, or where it brings nothing new.
        const isLast = length === 0 || (totalPages === undefined ? found.size === before : page >= totalPages);
        if (isLast || (wanted !== undefined && missing.size === 0)) break;
      }
      return [...found.values()];
    },

    saveAuthValue: async (accountId, connectorId, authValue) => {
      const answer = await write('PUT', accountId, connectorPath(connectorId), { AuthValue: authValue });
      expectSuccess(answer, { 400: 'credentials-rejected' });
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
      expectSuccess(
        await send({ method: 'DELETE', path: propertyPath(connectorId, propertyId), headers: { 'x-cyclr-account': accountId } }),
        {},
      );
    },

    testMethod: async (accountId, connectorId, methodId) => {
      const path = `${connectorPath(connectorId)}/test/${encodeURIComponent(methodId)}`;
      const { status, text } = await write('POST', accountId, path, {});
      if (status >= 200 && status < 300) return { ok: !saysFailure(text) };
      // An unknown method says nothing about the credential, nor does an address that Cyclr has not approved for tests,
      // nor a gateway that could not get through.
      return { ok: status === 403 || status === 404 || status > 500 ? undefined : false };
    },

    deauthenticate: async (accountId, connectorId) => {
      expectSuccess(await write('PUT', accountId, `${connectorPath(connectorId)}/deauthenticate`, {}), {});
    },

    mintSignInToken: async (accountId, username) => {
      const path = tokenPath.replaceAll('{accountId}', encodeURIComponent(accountId));
      const answer = await write('POST', accountId, path, { Username: username });
      expectSuccess(answer, { 404: 'misconfigured' });
      const what = "Cyclr's sign-in token";
      const { Token, ExpiresAtUtc } = parseAnswer(signInTokenSchema, parseJson(answer.text, what), what);
      return { token: Token, expiresAt: ExpiresAtUtc ?? undefined };
    },
  };
};
