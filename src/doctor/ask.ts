import { ConnectError } from '../protocol/errors.ts';
import { readUrl } from '../protocol/read-url.ts';
import { errorAnswerSchema, type WireError } from '../protocol/wire.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Undefined where the answer is not JSON. */
  json: unknown;
  /** Our handler's error, where it is one. */
  error: WireError | undefined;
}

export type Ask = (url: string, init?: RequestInit) => Promise<Answer>;

/** Node keeps the reason of a failed request in the cause's `code`: ENOTFOUND, ECONNREFUSED, CERT_HAS_EXPIRED. */
const readReason = (error: unknown): string => {
  const { cause, name } = error as { cause?: { code?: unknown }; name?: unknown };
  if (name === 'TimeoutError') return 'no answer in time';
  return typeof cause?.code === 'string' ? cause.code : 'the request failed';
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Requests that follow no redirect; the function throws {ConnectError} `backend-error` where there is no answer. */
export const createAsk =
  (request: typeof fetch, timeout: number): Ask =>
  async (url, init) => {
    try {
      const response = await request(url, { redirect: 'manual', signal: AbortSignal.timeout(timeout), ...init });
      const text = await response.text();
      const json = readJson(text);
      const parsed = errorAnswerSchema.safeParse(json);
      return { status: response.status, headers: response.headers, text, json, error: parsed.success ? parsed.data.error : undefined };
    } catch (cause) {
      throw new ConnectError('backend-error', `${new URL(url).origin} could not be reached: ${readReason(cause)}.`, { cause });
    }
  };

/** What answered, where it was not the handler. A redirect's query is left out: it may hold a token. */
export const describeAnswer = ({ status, headers }: Answer, url: string): string => {
  const location = headers.get('location');
  const target = location === null ? undefined : readUrl(location, url);
  return target === undefined
    ? `${String(status)} with ${headers.get('content-type') ?? 'no content type'}`
    : `${String(status)}, a redirect to ${target.origin}${target.pathname}`;
};
