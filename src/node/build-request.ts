import { streamBody } from './body-stream.ts';
import type { Exchange } from './exchange.ts';
import type { NodeRequest } from './node-types.ts';

/** The address as the browser sent it: frameworks cut the mount's path off `url`, and keep the whole in `originalUrl`. */
const readUrl = (request: NodeRequest): string => {
  const { originalUrl, socket } = request as { originalUrl?: unknown; socket?: { encrypted?: unknown } };
  const target = typeof originalUrl === 'string' ? originalUrl : (request.url ?? '/');
  if (!target.startsWith('/')) return new URL(target).href;
  const host = request.headers['host'] ?? request.headers[':authority'];
  // Joined as text: against a base, a target such as `//example.com/` would name another host.
  return `${socket?.encrypted === true ? 'https' : 'http'}://${typeof host === 'string' && host !== '' ? host : 'localhost'}${target}`;
};

const copyHeaders = (request: NodeRequest): Headers => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // HTTP/2's pseudo-headers, such as `:path`, are no headers.
    if (value === undefined || name.startsWith(':')) continue;
    for (const one of [value].flat()) headers.append(name, one);
  }
  return headers;
};

const isForm = (headers: Headers): boolean =>
  /^(?:application\/x-www-form-urlencoded|multipart\/)/i.test(headers.get('content-type') ?? '');

/**
 * The body that a parser has read: its bytes where they were kept, else written again from what it made of them.
 * Undefined where nothing was kept: the handler sees that a body was announced, and says that it was read before.
 */
const restoreBody = ({ parsed, raw }: Exchange, headers: Headers): Uint8Array | string | undefined => {
  if (raw instanceof Uint8Array || typeof raw === 'string') return raw;
  if (parsed instanceof Uint8Array || typeof parsed === 'string') return parsed;
  // Express 4's parsers leave `{}` where they read nothing. A form's fields are never written as JSON: the handler refuses the type.
  if (parsed === undefined || parsed === null || isForm(headers)) return undefined;
  return JSON.stringify(parsed);
};

/** @throws {TypeError} for a method or an address that no `Request` can have. */
export const buildRequest = (exchange: Exchange, signal: AbortSignal): Request => {
  const { request } = exchange;
  const method = request.method ?? 'GET';
  const headers = copyHeaders(request);
  const url = readUrl(request);
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  if (request.readableDidRead !== true && request.readableEnded !== true) {
    const init = { method, headers, signal, body: streamBody(request), duplex: 'half' };
    return new Request(url, init);
  }
  const body = restoreBody(exchange, headers);
  if (body !== undefined) {
    // They describe the bytes as they were sent; the parser has decompressed them.
    for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) headers.delete(name);
  }
  return new Request(url, { method, headers, signal, body: body === undefined ? null : (body as BodyInit) });
};
