import { ConnectError } from '../../protocol/errors.ts';
import { parseRetryAfter } from '../../protocol/parse-retry-after.ts';
import { readLimited } from '../limits/read-limited.ts';
import { runWithTimeout } from '../limits/run-with-timeout.ts';
import type { Stop } from '../limits/stop.ts';
import { statusOf } from '../status.ts';

export interface UpstreamRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query below Cyclr's API domain. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export interface UpstreamAnswer {
  status: number;
  headers: Headers;
  text: string;
}

export interface UpstreamOptions {
  origin: string;
  fetch: typeof fetch;
  now: () => number;
  /** Milliseconds for one call, its body included. */
  timeout: number;
  /** Called with the cause when no answer came. */
  onUnreachable?: ((origin: string, cause: unknown) => void) | undefined;
}

/** `stop` ends the call early, with its own reason. */
export type Upstream = (request: UpstreamRequest, stop?: Stop) => Promise<UpstreamAnswer>;

/** A page of 100 connectors with their icons is a few MB. A longer answer could fill the memory. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** Shared: without `stream` it keeps no state between calls. */
const decoder = new TextDecoder();

const readText = async (response: Response): Promise<string> => {
  const bytes = await readLimited(response.body, maxAnswerBytes);
  if (bytes === undefined) throw new ConnectError('invalid-response', "Cyclr's answer was longer than 16 MiB.");
  return decoder.decode(bytes);
};

/**
 * HTTP to Cyclr's API. Every call has a time limit. A GET is tried once more after a network error or a 5xx without
 * Retry-After, never after a timeout. A write is not: it may have been carried out before its answer was lost.
 *
 * The function it returns throws {ConnectError} `backend-error` (504 when the time is up) and `rate-limited`.
 */
export const createUpstream = ({ origin, fetch, now, timeout, onUnreachable }: UpstreamOptions): Upstream => {
  const attempt = ({ method, path, headers, body }: UpstreamRequest, outer?: Stop): Promise<UpstreamAnswer> =>
    runWithTimeout(
      timeout,
      'Cyclr',
      async (own) => {
        try {
          // A redirect is never followed: it could send our token to another host.
          const init: RequestInit = { method, headers, signal: own.signal, redirect: 'manual' };
          const response = await fetch(`${origin}${path}`, body === undefined ? init : { ...init, body });
          return { status: response.status, headers: response.headers, text: await readText(response) };
        } catch (cause) {
          if (cause instanceof ConnectError) throw cause;
          // After our own abort, Cyclr is not unreachable.
          if (!own.isStopped) onUnreachable?.(origin, cause);
          throw new ConnectError('backend-error', 'Cyclr could not be reached.', { cause });
        }
      },
      outer,
    );

  /** Not tried a second time: after a timeout the limit would double, and an answer that is too long stays too long. */
  const isFinal = (error: unknown): boolean =>
    error instanceof ConnectError && (statusOf(error) === 504 || error.code === 'invalid-response');

  const attemptTwice = async (request: UpstreamRequest, outer?: Stop): Promise<UpstreamAnswer> => {
    try {
      const answer = await attempt(request, outer);
      if (answer.status < 500 || answer.headers.has('retry-after')) return answer;
    } catch (error) {
      if (isFinal(error) || outer?.isStopped === true) throw error;
    }
    return attempt(request, outer);
  };

  return async (request, stop) => {
    const answer = await (request.method === 'GET' ? attemptTwice(request, stop) : attempt(request, stop));
    const { status } = answer;
    const retryAfter = parseRetryAfter(answer.headers.get('retry-after'), now());
    if (status === 429 || (status === 503 && retryAfter !== undefined)) {
      throw new ConnectError('rate-limited', 'Cyclr asks to wait before another request.', { retryAfter });
    }
    return answer;
  };
};
