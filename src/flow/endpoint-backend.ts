import { ConnectError, type ErrorCode } from '../protocol/errors.ts';
import { parseRetryAfter } from '../protocol/retry-after.ts';
import { pageTimeLimit } from '../protocol/time-limits.ts';
import {
  errorAnswerSchema,
  type ConnectorsAnswer,
  type CredentialsAnswer,
  type DisconnectAnswer,
  maxIdsPerRequest,
} from '../protocol/wire.ts';
import type { Backend } from './backend.ts';
import type { Platform } from './platform.ts';
import { untilAborted } from './until-aborted.ts';

const codeOfStatus = (status: number): ErrorCode => {
  switch (status) {
    case 401:
      return 'not-signed-in';
    case 403:
      return 'forbidden';
    case 429:
      return 'rate-limited';
    default:
      return status >= 500 ? 'backend-error' : 'invalid-response';
  }
};

const readAnswer = async (response: Response): Promise<unknown> => {
  // A server that sends a signed-out person to its own sign-in page answers a redirect, which is not for us to follow.
  if (response.type === 'opaqueredirect') {
    throw new ConnectError('not-signed-in', 'The endpoint answered with a redirect, as a server does when its session has ended.');
  }
  // Of a proxy's own answer too.
  const retryAfter = parseRetryAfter(response.headers.get('retry-after'), Date.now()) || undefined;
  let json: unknown;
  try {
    json = await response.json();
  } catch (cause) {
    const code = response.ok ? 'invalid-response' : codeOfStatus(response.status);
    throw new ConnectError(
      code,
      `The endpoint answered ${String(response.status)} with something that is not JSON. Is the handler mounted there?`,
      { cause, retryAfter },
    );
  }
  if (response.ok) return json;
  const parsed = errorAnswerSchema.safeParse(json);
  if (parsed.success) {
    const { code, message, ...more } = parsed.data.error;
    throw new ConnectError(code, message, { ...more, retryAfter });
  }
  throw new ConnectError(codeOfStatus(response.status), `The endpoint answered ${String(response.status)}.`, { retryAfter });
};

/** Our handler's routes, over fetch. Reads asked for in one turn of the event loop become one request. */
export const createEndpointBackend = (endpoint: string, platform: Platform): Backend => {
  const call = async (path: string, init: RequestInit, signal?: AbortSignal): Promise<unknown> => {
    const stop = new AbortController();
    const abort = (): void => {
      stop.abort(signal?.reason);
    };
    const timer = setTimeout(() => {
      stop.abort(new ConnectError('backend-error', 'The endpoint did not answer in time.'));
    }, pageTimeLimit);
    signal?.addEventListener('abort', abort);
    try {
      signal?.throwIfAborted();
      const response = await platform.fetch(`${endpoint}${path}`, {
        ...init,
        headers: { accept: 'application/json', ...(init.body === undefined ? {} : { 'content-type': 'application/json' }) },
        credentials: 'include',
        cache: 'no-store',
        redirect: 'manual',
        signal: stop.signal,
      });
      return await readAnswer(response);
    } catch (cause) {
      if (cause instanceof ConnectError) throw cause;
      if (stop.signal.aborted) throw stop.signal.reason;
      throw platform.window.navigator.onLine
        ? new ConnectError(
            'backend-error',
            'The endpoint could not be reached: the network, CORS, or a Content-Security-Policy without it in connect-src.',
            { cause },
          )
        : new ConnectError('offline', 'The browser is offline.', { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };

  const post = (id: string, action: string, body: unknown, signal: AbortSignal): Promise<unknown> =>
    call(`/connectors/${encodeURIComponent(id)}/${action}`, { method: 'POST', body: JSON.stringify(body) }, signal);

  const batcher = batcherFor(
    endpoint,
    (ids) => call(`/connectors?ids=${ids.map(encodeURIComponent).join(',')}`, { method: 'GET' }) as Promise<ConnectorsAnswer>,
  );

  return {
    // One caller leaves; the request goes on for the others in it.
    read: ([id = '', ...more], { signal }) => untilAborted(batcher([id, ...more]), signal),
    // What fetch gives is parsed where it is used, for every backend alike.
    save: (id, body, { signal }) => post(id, 'credentials', body, signal) as Promise<CredentialsAnswer>,
    disconnect: (id, { signal }) => post(id, 'disconnect', {}, signal) as Promise<DisconnectAnswer>,
    authorizeUrl: (id, attempt, options) => {
      const query = options.return === 'callback' ? 'return=callback' : `return=message&origin=${encodeURIComponent(options.origin)}`;
      return `${endpoint}/connectors/${encodeURIComponent(id)}/authorize?attempt=${attempt}&${query}`;
    },
  };
};

type ReadMany = (ids: string[]) => Promise<ConnectorsAnswer>;

interface Batch {
  ids: Set<string>;
  answer: Promise<ConnectorsAnswer>;
}

/** Batches that are still being gathered, by endpoint: all the widgets of a page share them. */
const gathering = new Map<string, Batch>();

const batcherFor =
  (endpoint: string, readMany: ReadMany): ReadMany =>
  (ids) => {
    const open = gathering.get(endpoint);
    if (open !== undefined && open.ids.size + ids.filter((id) => !open.ids.has(id)).length <= maxIdsPerRequest) {
      for (const id of ids) open.ids.add(id);
      return open.answer;
    }
    const batch: Batch = {
      ids: new Set(ids),
      answer: new Promise((resolve) => {
        setTimeout(resolve);
      }).then(() => {
        if (gathering.get(endpoint) === batch) gathering.delete(endpoint);
        return readMany([...batch.ids]);
      }),
    };
    gathering.set(endpoint, batch);
    return batch.answer;
  };
