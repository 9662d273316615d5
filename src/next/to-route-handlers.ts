/** What Next adds to the `Request` that it calls a route handler with. */
export interface NextRequestLike extends Request {
  readonly nextUrl?: { readonly basePath: string };
}

type RouteHandler = (request: NextRequestLike) => Promise<Response>;

/** What a `route.ts` exports. */
export interface RouteHandlers {
  GET: RouteHandler;
  POST: RouteHandler;
  OPTIONS: RouteHandler;
}

/** Declared here, because the package is built without the types of Node. Next has it in every runtime. */
declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

/**
 * Next's own `basePath`, without a slash at its end. On Node, Next 16 cuts it off `request.url` and leaves
 * `nextUrl.basePath` empty. What is left is the variable that its builds replace by the text.
 */
const findBasePath = ({ nextUrl }: NextRequestLike): string => nextUrl?.basePath || (process.env['__NEXT_ROUTER_BASEPATH'] ?? '');

/**
 * The address as the browser sent it. Next says `localhost` (in a container `0.0.0.0`) whatever the Host header is. Its
 * `basePath` is missing on Node and present on the edge.
 */
const readUrl = (request: NextRequestLike): string => {
  const { protocol, host, pathname, search } = new URL(request.url);
  const basePath = findBasePath(request);
  const missing = pathname.startsWith(`${basePath}/`) ? '' : basePath;
  return `${protocol}//${request.headers.get('host') ?? host}${missing}${pathname}${search}`;
};

/**
 * Makes a Fetch API handler the route handlers of Next's App Router, for `app/cyclr-connect/[...path]/route.ts`. The
 * handler's `basePath` is the path that browsers ask for, with Next's `basePath` before it.
 *
 * @example
 * ```ts
 * import { toRouteHandlers } from 'cyclr-connect/next';
 * import { type ConnectHandlerOptions, createConnectHandler } from 'cyclr-connect/server';
 *
 * declare const options: ConnectHandlerOptions;
 *
 * export const { GET, POST, OPTIONS } = toRouteHandlers(createConnectHandler(options));
 * ```
 */
export const toRouteHandlers = (handler: (request: Request) => Promise<Response>): RouteHandlers => {
  const answer: RouteHandler = async (request) => {
    const url = readUrl(request);
    return handler(URL.canParse(url) ? new Request(url, request) : request);
  };
  return { GET: answer, POST: answer, OPTIONS: answer };
};
