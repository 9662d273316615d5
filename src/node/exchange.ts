import type { FastifyReplyLike, FastifyRequestLike, KoaContextLike, NodeRequest, NodeResponse } from './node-types.ts';

/** One request and its response, whichever framework they came through. */
export interface Exchange {
  readonly request: NodeRequest;
  readonly response: NodeResponse;
  /** What a body parser made of the body. */
  readonly parsed: unknown;
  /** The exact bytes, where a host keeps them beside it (Nest's `rawBody: true`, Google's functions). */
  readonly raw: unknown;
}

const read = (holder: object, name: string): unknown => (holder as Record<string, unknown>)[name];

/** Finds Node's own objects, and keeps the framework from sending an answer of its own. */
export const findExchange = (
  first: NodeRequest | FastifyRequestLike | KoaContextLike,
  second: NodeResponse | FastifyReplyLike | undefined,
): Exchange => {
  if ('raw' in first) {
    const reply = second as FastifyReplyLike;
    reply.hijack();
    return { request: first.raw, response: reply.raw, parsed: first.body, raw: read(first, 'rawBody') };
  }
  if ('req' in first) {
    // With `respond` false Koa leaves the response alone.
    first.respond = false;
    return { request: first.req, response: first.res, parsed: read(first.request, 'body'), raw: read(first.request, 'rawBody') };
  }
  return { request: first, response: second as NodeResponse, parsed: read(first, 'body'), raw: read(first, 'rawBody') };
};
