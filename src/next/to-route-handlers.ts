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

/**
 * The address as the browser sent it. Next cuts its own `basePath` off, and says `localhost` (in a container `0.0.0.0`)
 * whatever the Host header is.
 */
const readUrl = (request: NextRequestLike): string => {
  const { protocol, host, pathname, search } = new URL(request.url);
  return `${protocol}//${request.headers.get('host') ?? host}${request.nextUrl?.basePath ?? ''}${pathname}${search}`;
};

/**
 * Makes a Fetch API handler the route handlers of Next's App Router, for `app/cyclr-connect/[...path]/route.ts`. The
 * handler's `basePath` is the path that browsers ask for, with Next's `basePath` before it.
 *
 * @example
 * ```ts
 * export const { GET, POST, OPTIONS } = toRouteHandlers(createConnectHandler({ … }));
 * ```
 */
export const toRouteHandlers = (handler: (request: Request) => Promise<Response>): RouteHandlers => {
  const answer: RouteHandler = async (request) => {
    const url = readUrl(request);
    return handler(URL.canParse(url) ? new Request(url, request) : request);
  };
  return { GET: answer, POST: answer, OPTIONS: answer };
};
