import type { AuditAction } from './audit.ts';
import { answerAuthorize } from './authorize-route.ts';
import { createCallbackPage, createCallbackScript, createCallbackStyle } from './callback-page.ts';
import { answerConnectors } from './connectors-route.ts';
import type { Context } from './context.ts';
import { answerCredentials } from './credentials-route.ts';
import { answerDisconnect } from './disconnect-route.ts';

export interface Route {
  action: AuditAction;
  method: 'GET' | 'POST';
  /** Called by a page's script, with CORS; a page is navigated to, and guards itself or needs no guard. */
  kind: 'api' | 'page';
  answer: (context: Context) => Response | Promise<Response>;
}

const routes: Record<string, Route> = {
  connectors: { action: 'connectors', method: 'GET', kind: 'api', answer: answerConnectors },
  'connectors/*/credentials': { action: 'credentials', method: 'POST', kind: 'api', answer: answerCredentials },
  'connectors/*/disconnect': { action: 'disconnect', method: 'POST', kind: 'api', answer: answerDisconnect },
  'connectors/*/authorize': { action: 'authorize', method: 'GET', kind: 'page', answer: answerAuthorize },
  callback: { action: 'callback', method: 'GET', kind: 'page', answer: ({ options }) => createCallbackPage(options.basePath) },
  'callback.js': { action: 'callback', method: 'GET', kind: 'page', answer: createCallbackScript },
  'callback.css': { action: 'callback', method: 'GET', kind: 'page', answer: createCallbackStyle },
};

export interface FoundRoute {
  route: Route;
  /** As it stands in the path, unchecked; undefined where the route has none. */
  connectorId: string | undefined;
}

/** The route of a path. One trailing slash is tolerated. */
export const findRoute = (pathname: string, basePath: string): FoundRoute | undefined => {
  if (!pathname.startsWith(`${basePath}/`)) return undefined;
  const path = pathname.slice(basePath.length + 1).replace(/\/$/, '');
  const [, connectorId, rest] = /^connectors\/([^/]*)\/(.+)$/.exec(path) ?? [];
  const key = rest === undefined ? path : `connectors/*/${rest}`;
  const route = Object.hasOwn(routes, key) ? routes[key] : undefined;
  return route === undefined || key.includes('*') !== (connectorId !== undefined) ? undefined : { route, connectorId };
};
