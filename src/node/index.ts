export { toNodeHandler } from './to-node-handler.ts';
export type { FastifyReplyLike, FastifyRequestLike, KoaContextLike, NodeHandler, NodeRequest, NodeResponse } from './node-types.ts';
