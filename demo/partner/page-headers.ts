import type { MiddlewareHandler } from 'hono';

interface Serving {
  readonly label: string;
  readonly openerPolicy?: string;
  /** The page may not ask its own server. */
  readonly forbidsEndpoint?: boolean;
}

/** Ways to serve a page wrongly, by the value of its `served` parameter, for the diagnosis to find. */
export const servings: Readonly<Record<string, Serving>> = {
  opener: { label: 'With Cross-Origin-Opener-Policy: same-origin', openerPolicy: 'same-origin' },
  policy: { label: 'With a policy that forbids the endpoint', forbidsEndpoint: true },
};

/** The page that /states shows in frames. */
export const stateFramePath = '/states/card';

/** A strict policy, under which the component must work. `lit-html` is the name of Lit's own policy. */
const buildContentSecurityPolicy = (connect: string, ancestors = "'none'"): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connect}`,
    "form-action 'self'",
    "frame-src 'self'",
    `frame-ancestors ${ancestors}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

export const pageHeaders = (controlOrigin: string): MiddlewareHandler => {
  const policy = buildContentSecurityPolicy(`'self' ${controlOrigin}`);
  const framed = buildContentSecurityPolicy("'self'", "'self'");
  const forbidding = buildContentSecurityPolicy(controlOrigin);
  return async (context, next) => {
    const { openerPolicy, forbidsEndpoint } = servings[context.req.query('served') ?? ''] ?? {};
    await next();
    context.header(
      'content-security-policy',
      context.req.path === stateFramePath ? framed : forbidsEndpoint === true ? forbidding : policy,
    );
    if (openerPolicy !== undefined) context.header('cross-origin-opener-policy', openerPolicy);
    context.header('referrer-policy', 'same-origin');
    context.header('x-content-type-options', 'nosniff');
    if (context.res.headers.get('cache-control') === null) context.header('cache-control', 'no-store');
  };
};
