import { type Context, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { serveElementScript } from '../../demo/partner/assets.ts';
import { fieldOverridesOf } from '../../demo/partner/field-overrides.ts';
import type { Sandbox } from '../../demo/sandbox/index.ts';
import { createConnectHandler } from '../../src/server/index.ts';
import { type Report, type Reports, reportScript } from './reports.ts';

// A browser that gives a frame no cookies of its own site still gives it those that belong to the frame's place.
const sessionCookies = ['session', 'session-in-frame'];
const session = 'of-ada';

/**
 * Whether the partner's page is the window's own, or in a frame of another site, whose page then has the policy; or loaded
 * ahead of the click on a link to it.
 */
export type Place = 'alone' | 'framed' | 'ahead';

/** How the partner's page is served, each a parameter of its address. */
export interface PageOptions {
  readonly run: string;
  readonly coop?: string;
  readonly coep?: string;
  /** Connectors, a widget for each. */
  readonly widgets?: readonly string[];
  readonly return?: 'message' | 'callback';
  /** A page that calls connect() by itself, and not in a click. */
  readonly begins?: 'by itself';
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const partnerPage = (widgets: readonly string[], wayBack: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Partner</title><link rel="icon" href="data:,">
<script src="/reports.js"></script><script src="/cyclr-connect.js" type="module"></script></head>
<body>${widgets.map((id) => `<cyclr-connect endpoint="/cyclr-connect" connector-id="${escapeHtml(id)}" return="${escapeHtml(wayBack)}"></cyclr-connect>`).join('\n')}</body></html>`;

/** Another site that shows the partner's page in a frame, from corner to corner. */
const framingPage = (inner: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Elsewhere</title><link rel="icon" href="data:,"></head>
<body style="margin:0"><iframe src="${escapeHtml(inner)}" style="position:fixed;inset:0;width:100%;height:100%;border:0"></iframe></body></html>`;

/** The partner's own login, which browsers save. */
const loginPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Log in</title><link rel="icon" href="data:,"></head>
<body><form action="/login" method="post">
<label>Email <input name="email" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button>Log in</button>
</form></body></html>`;

/** A page of the partner's that has the browser load another one before the person goes there. */
const leadingPage = (address: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Home</title><link rel="icon" href="data:,">
<script type="speculationrules">${JSON.stringify({ prerender: [{ urls: [address], eagerness: 'immediate' }] }).replace(/</g, '\\u003c')}</script></head>
<body><p><a href="${escapeHtml(address)}">Integrations</a></p></body></html>`;

/** A partner's server whose page can be served in every way that changes what a browser does with its windows. */
export const createTestPartner =
  (reports: Reports, { secure }: { secure: boolean }) =>
  ({ origin, sandbox }: { origin: string; sandbox: Sandbox }): Hono => {
    const app = new Hono();
    const connect = createConnectHandler({
      cyclr: { apiDomain: sandbox.origins.api, serviceDomain: sandbox.origins.service, ...sandbox.partner },
      publicUrl: `${origin}/cyclr-connect`,
      fields: fieldOverridesOf,
      resolveAccount: (request) => {
        const given = parse(request.headers.get('cookie') ?? '');
        return sessionCookies.some((name) => given[name] === session) ? { accountId: sandbox.accounts.ada, username: 'ada' } : undefined;
      },
    });
    app.all('/cyclr-connect/*', (context) => connect(context.req.raw));
    app.get('/cyclr-connect.js', async (context) => (await serveElementScript()) ?? context.notFound());
    app.get('/reports.js', (context) => context.body(reportScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
    app.post('/reports', async (context) => {
      reports.add(await context.req.json<Report>());
      return context.body(null, 204);
    });

    app.get('/login', (context) => context.html(loginPage));
    app.post('/login', (context) =>
      context.html('<!doctype html><html lang="en"><head><title>Welcome</title><link rel="icon" href="data:,"></head></html>'),
    );

    // As a page has to that other sites may frame.
    const signIn = (context: Context): void => {
      const [own = '', inFrame = ''] = sessionCookies;
      const options = { httpOnly: true, sameSite: 'None', path: '/' } as const;
      setCookie(context, own, session, { ...options, secure });
      if (secure) setCookie(context, inFrame, session, { ...options, secure, partitioned: true });
    };
    app.get('/sign-in', (context) => {
      signIn(context);
      return context.html('<!doctype html><html lang="en"><head><title>Signed in</title><link rel="icon" href="data:,"></head></html>');
    });

    app.get('/page', (context) => {
      const { coop, coep, widgets = '1002', return: wayBack = '' } = context.req.query();
      signIn(context);
      context.header('content-security-policy', policy);
      context.header('cache-control', 'no-store');
      if (coop) context.header('cross-origin-opener-policy', coop);
      if (coep) context.header('cross-origin-embedder-policy', coep);
      return context.html(partnerPage(widgets.split(',').filter(Boolean), wayBack));
    });

    app.get('/ahead', (context) => context.html(leadingPage(`${origin}/page${new URL(context.req.url).search}`)));

    app.get('/frame', (context) => {
      const { coop, ...inner } = context.req.query();
      if (coop) context.header('cross-origin-opener-policy', coop);
      return context.html(framingPage(`${origin}/page?${new URLSearchParams(inner).toString()}`));
    });
    return app;
  };

/** The address of the partner's page, or of the other site's page around it. */
export const pageAddress = (origin: string, { widgets, ...options }: PageOptions, place: Place): string => {
  const query = new URLSearchParams({ ...options, ...(widgets && { widgets: widgets.join() }) });
  const pages = { alone: `${origin}/page`, framed: `${origin.replace('app.', 'elsewhere.')}/frame`, ahead: `${origin}/ahead` };
  return `${pages[place]}?${query.toString()}`;
};
