/*
 * The members of Node's and the frameworks' objects that the adapter uses. Written out, so that neither `@types/node`
 * nor a framework's types are needed to compile against this package.
 */

/** `http.IncomingMessage`, as Node, Express, Nest, connect and Vite pass it on. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly readableDidRead?: boolean;
  readonly readableEnded?: boolean;
  readonly destroyed?: boolean;
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end' | 'error' | 'close' | 'aborted', listener: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** `http.ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  readonly writableFinished: boolean;
  readonly destroyed?: boolean;
  setHeader(name: string, value: string | string[]): unknown;
  removeHeader(name: string): void;
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  destroy(): unknown;
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
}

/** What is used of Fastify's request. */
export interface FastifyRequestLike {
  readonly raw: NodeRequest;
  readonly body?: unknown;
}

/** What is used of Fastify's reply. */
export interface FastifyReplyLike {
  readonly raw: NodeResponse;
  hijack(): unknown;
}

/** What is used of Koa's context. */
export interface KoaContextLike {
  readonly req: NodeRequest;
  readonly res: NodeResponse;
  readonly request: object;
  respond?: boolean;
}

/** Takes the arguments with which each framework calls its handlers. */
export interface NodeHandler {
  (request: NodeRequest, response: NodeResponse): Promise<void>;
  (request: FastifyRequestLike, reply: FastifyReplyLike): Promise<void>;
  (context: KoaContextLike): Promise<void>;
}
