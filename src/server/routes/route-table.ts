import type { AuditAction } from '../audit.ts';
import { answerAuthorize, answerAuthorizeByPost } from './authorize-route.ts';
import { createCallbackPage, createCallbackScript } from '../pages/callback-page.ts';
import { readRefusalCode } from '../pages/refusal-code.ts';
import { createOpeningPage } from '../pages/opening-page.ts';
import { answerCheck } from './check-route.ts';
import { answerConnectors } from './connectors-route.ts';
import type { Reply } from '../http/reply.ts';
import type { Context } from '../context.ts';
import { answerCredentials } from './credentials-route.ts';
import { answerDisconnect } from './disconnect-route.ts';
import { answerInstall } from './install-route.ts';
import { cutTrailingSlashes } from '../../protocol/trailing-slashes.ts';

interface RouteAddress {
  action: AuditAction;
  method: 'GET' | 'POST';
  /** The option without which the address does not answer this method. */
  option?: 'authorizeByPost';
}

/** `api`: called by a page's script, with CORS. `page`: navigated to; it checks by itself where the request comes from. */
interface AccountRoute extends RouteAddress {
  kind: 'api' | 'page';
  answer: (context: Context) => Promise<Reply>;
}

/** The same for every session: needs no check of the origin, no time limit and no call to Cyclr. */
interface FileRoute extends RouteAddress {
  kind: 'file';
  answer: (request: Pick<Context, 'request' | 'url' | 'base' | 'options'>) => Reply;
}

export type Route = AccountRoute | FileRoute;

/** The callback page; with `error=` the page of a refusal. The error's text is never shown: any page can write it. */
const answerCallback: FileRoute['answer'] = ({ request, url, base, options }) => {
  const error = url.searchParams.get('error');
  const asked = { request, basePath: base.path, partner: options.partnerName };
  return createCallbackPage(asked, error === null ? undefined : { code: readRefusalCode(error) });
};

type Routes = Readonly<Record<string, readonly Route[]>>;

/** By path, a route for each method. */
const routes: Routes = {
  connectors: [
    { action: 'connectors', method: 'GET', kind: 'api', answer: answerConnectors },
    { action: 'install', method: 'POST', kind: 'api', answer: answerInstall },
  ],
  callback: [{ action: 'callback', method: 'GET', kind: 'file', answer: answerCallback }],
  opening: [
    { action: 'opening', method: 'GET', kind: 'file', answer: ({ request, options }) => createOpeningPage(request, options.partnerName) },
  ],
  'callback.js': [{ action: 'callback', method: 'GET', kind: 'file', answer: createCallbackScript }],
};

/** The same below `connectors/{id}/`. */
const connectorRoutes: Routes = {
  check: [{ action: 'check', method: 'POST', kind: 'api', answer: answerCheck }],
  credentials: [{ action: 'credentials', method: 'POST', kind: 'api', answer: answerCredentials }],
  disconnect: [{ action: 'disconnect', method: 'POST', kind: 'api', answer: answerDisconnect }],
  authorize: [
    { action: 'authorize', method: 'GET', kind: 'page', answer: answerAuthorize },
    { action: 'authorize', method: 'POST', kind: 'api', option: 'authorizeByPost', answer: answerAuthorizeByPost },
  ],
};

export interface FoundRoutes {
  routes: readonly Route[];
  /** The path before the routes, under which the request arrived. */
  basePath: string;
  /** As it is in the path, unchecked; undefined where the route has none. */
  connectorId: string | undefined;
}

const findBelow = (path: string): Omit<FoundRoutes, 'basePath'> | undefined => {
  const [, connectorId, name] = /^connectors\/([^/]*)\/(.+)$/.exec(path) ?? [];
  const [table, key] = name === undefined ? [routes, path] : [connectorRoutes, name];
  const found = Object.hasOwn(table, key) ? table[key] : undefined;
  return found && { routes: found, connectorId };
};

/** The routes of a path, below the first of the base paths that has them. Slashes at the end are tolerated. */
export const findRoutes = (pathname: string, basePaths: readonly string[]): FoundRoutes | undefined => {
  const path = cutTrailingSlashes(pathname);
  for (const basePath of basePaths) {
    const found = path.startsWith(`${basePath}/`) ? findBelow(path.slice(basePath.length + 1)) : undefined;
    if (found !== undefined) return { basePath, ...found };
  }
  return undefined;
};

/** Whether a path ends like a route: then the request was meant for the handler, and came under another base path. */
export const endsLikeRoute = (pathname: string): boolean => {
  const segments = cutTrailingSlashes(pathname).split('/');
  return [1, 3].some((count) => findBelow(segments.slice(-count).join('/')) !== undefined);
};
