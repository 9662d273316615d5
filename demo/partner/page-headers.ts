import type { MiddlewareHandler } from 'hono';

/** As strict as a partner might be: the component must work under it. `lit-html` is the name of Lit's own policy. */
const buildContentSecurityPolicy = (controlOrigin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${controlOrigin}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

export const pageHeaders = (controlOrigin: string): MiddlewareHandler => {
  const policy = buildContentSecurityPolicy(controlOrigin);
  return async (context, next) => {
    await next();
    context.header('content-security-policy', policy);
    context.header('referrer-policy', 'same-origin');
    context.header('x-content-type-options', 'nosniff');
    if (context.res.headers.get('cache-control') === null) context.header('cache-control', 'no-store');
  };
};
