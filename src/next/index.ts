export { type NextRequestLike, type RouteHandlers, toRouteHandlers } from './to-route-handlers.ts';
