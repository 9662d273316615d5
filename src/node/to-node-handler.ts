import { buildRequest } from './build-request.ts';
import { findExchange } from './exchange.ts';
import type { FastifyReplyLike, FastifyRequestLike, KoaContextLike, NodeHandler, NodeRequest, NodeResponse } from './node-types.ts';
import { sendResponse } from './send-response.ts';

/**
 * Makes a Fetch API handler one for Node: `http.createServer(connect)`, `app.use('/cyclr-connect', connect)` in Express,
 * Nest and Vite's `server.middlewares`, `app.all('/cyclr-connect/*', connect)` in Fastify, and `connect(ctx)` in a
 * middleware of Koa. The handler's `basePath` is the path that browsers ask for, the mount's included.
 *
 * It may stand before or after a body parser: a JSON body that was read already is taken from `request.body` (or
 * `rawBody`). Where a client goes away, the request's `signal` is aborted.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { toNodeHandler } from 'cyclr-connect/node';
 * import { type ConnectHandlerOptions, createConnectHandler } from 'cyclr-connect/server';
 *
 * declare const options: ConnectHandlerOptions;
 *
 * const connect = toNodeHandler(createConnectHandler(options));
 * createServer((request, response) => void connect(request, response)).listen(3000);
 * ```
 */
export const toNodeHandler =
  (handler: (request: Request) => Promise<Response>): NodeHandler =>
  async (first: NodeRequest | FastifyRequestLike | KoaContextLike, second?: NodeResponse | FastifyReplyLike): Promise<void> => {
    const exchange = findExchange(first, second);
    const { response } = exchange;
    const gone = new AbortController();
    const watch = (): void => {
      if (!response.writableFinished) gone.abort();
    };
    if (response.destroyed === true) watch();
    else response.on('close', watch);
    let request: Request;
    try {
      request = buildRequest(exchange, gone.signal);
    } catch {
      // A method such as TRACE, or a malformed Host.
      response.statusCode = 400;
      response.end();
      return;
    }
    try {
      await sendResponse(await handler(request), response, request.method === 'HEAD');
    } catch (error) {
      if (gone.signal.aborted) return;
      console.error('cyclr-connect: the handler passed to toNodeHandler failed:', error);
      if (response.headersSent) {
        response.destroy();
        return;
      }
      response.statusCode = 500;
      response.end();
    }
  };
