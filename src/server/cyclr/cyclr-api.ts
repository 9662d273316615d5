import { ConnectError, type ErrorCode } from '../../protocol/errors.ts';
import type { AccessToken } from './access-token.ts';
import { parseJson } from './parse-json.ts';
import type { Stop } from '../limits/stop.ts';
import type { Upstream, UpstreamAnswer, UpstreamRequest } from './upstream.ts';

/** What a status means for one call; the others have their usual meaning. */
export type Meanings = Partial<Record<number, ErrorCode>>;

const describe = (code: ErrorCode, status: number): string => {
  switch (code) {
    case 'connector-not-found':
      return 'This account has no such connector.';
    case 'credentials-rejected':
      return 'Cyclr refused what was given.';
    case 'misconfigured':
      return `Cyclr refused the call (status ${status}): check apiDomain, tokenPath, and that resolveAccount's accountId is an account of this partner.`;
    default:
      return `Cyclr answered with status ${status}.`;
  }
};

export const isSuccess = ({ status }: UpstreamAnswer): boolean => status >= 200 && status < 300;

/**
 * Throws what an answer's status means. Cyclr's own message is left out, because it may repeat what was sent.
 *
 * @throws {ConnectError}
 */
export const expectSuccess = (answer: UpstreamAnswer, meanings: Meanings = {}): void => {
  if (isSuccess(answer)) return;
  const { status } = answer;
  const usual: Meanings = { 401: 'misconfigured', 403: 'misconfigured', 404: 'connector-not-found' };
  const code = meanings[status] ?? usual[status] ?? 'backend-error';
  throw new ConnectError(code, describe(code, status));
};

export interface Page {
  json: unknown;
  /** Undefined where Cyclr does not say. */
  totalPages: number | undefined;
}

/** Cyclr's API with the partner's token: every call of one client goes through here. */
export interface CyclrApi {
  send: (request: UpstreamRequest) => Promise<UpstreamAnswer>;
  /** `accountId` is left out for what belongs to the partner. `what` names the answer in an error's sentence. */
  read: (accountId: string | undefined, path: string, what: string) => Promise<{ json: unknown; headers: Headers }>;
  /** One page of a list. */
  readPage: (accountId: string | undefined, path: string, what: string) => Promise<Page>;
  write: (method: 'POST' | 'PUT', accountId: string | undefined, path: string, body: object) => Promise<UpstreamAnswer>;
}

const accountHeader = (accountId: string | undefined): Record<string, string> =>
  accountId === undefined ? {} : { 'x-cyclr-account': accountId };

/** `stop` ends every call early, with its own reason; without one only each call's own limit does. */
export const createCyclrApi = (upstream: Upstream, accessToken: AccessToken, stop?: Stop): CyclrApi => {
  // The token's request is shared: a caller that stops waits no longer, and does not end it for the others.
  const readToken = (): string | Promise<string> => {
    const token = accessToken.get();
    return stop === undefined || typeof token === 'string' ? token : stop.race(token);
  };

  /** Cyclr's tokens are revocable at any moment: one refusal is answered with one new token, a second is final. */
  const send = async (request: UpstreamRequest): Promise<UpstreamAnswer> => {
    const sendWith = (token: string) =>
      upstream({ ...request, headers: { accept: 'application/json', authorization: `Bearer ${token}`, ...request.headers } }, stop);
    const first = await readToken();
    const answer = await sendWith(first);
    if (answer.status !== 401) return answer;
    accessToken.forget(first);
    const second = await readToken();
    const last = await sendWith(second);
    if (last.status === 401) accessToken.forget(second);
    return last;
  };

  const read: CyclrApi['read'] = async (accountId, path, what) => {
    const answer = await send({ method: 'GET', path, headers: accountHeader(accountId) });
    expectSuccess(answer);
    return { json: parseJson(answer.text, what), headers: answer.headers };
  };

  return {
    send,
    read,
    readPage: async (accountId, path, what) => {
      const { json, headers } = await read(accountId, path, what);
      const totalPages = headers.get('total-pages')?.trim() ?? '';
      // A count of zero beside a page that exists is wrong: then the count is not known.
      return { json, totalPages: /^0*[1-9]\d{0,8}$/.test(totalPages) ? Number(totalPages) : undefined };
    },
    write: (method, accountId, path, body) =>
      send({
        method,
        path,
        headers: { 'content-type': 'application/json', ...accountHeader(accountId) },
        body: JSON.stringify(body),
      }),
  };
};

/** The same for callers that share one request at the same time: a page of many cards needs the same list several times. */
export const sharePages = (readPage: CyclrApi['readPage']): CyclrApi['readPage'] => {
  const underWay = new Map<string, Promise<Page>>();
  return (accountId, path, what) => {
    const key = `${path} ${accountId ?? ''}`;
    const shared =
      underWay.get(key) ??
      readPage(accountId, path, what).finally(() => {
        underWay.delete(key);
      });
    underWay.set(key, shared);
    return shared;
  };
};
