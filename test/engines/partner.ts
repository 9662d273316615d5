import { type Context, Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { serveElementScript, serveListScript, serveLocale } from '../../demo/partner/assets.ts';
import { createAttentionMemory } from '../../demo/partner/attention-memory.ts';
import { fieldOverridesOf } from '../../demo/partner/field-overrides.ts';
import type { Sandbox } from '../../demo/sandbox/index.ts';
import {
  type ConnectHandlerOptions,
  createConnectHandler,
  createConnectLink,
  createTransactionErrorReceiver,
  readConnectLink,
} from '../../src/server/index.ts';
import { type Report, type Reports, reportScript } from './reports.ts';

// A browser that gives a frame no cookies of its own site still gives it those that belong to the frame's place.
const sessionCookies = ['session', 'session-in-frame'];
const session = 'of-ada';
const webhookSecret = 'only-cyclr-knows-this-one';

/**
 * Whether the partner's page is the window's own, or in a frame of another site, whose page then has the policy; or loaded
 * ahead of the click on a link to it; or the page to which a colleague's link leads.
 */
export type Place = 'alone' | 'framed' | 'ahead' | 'linked';

/** How the partner's page is served, each a parameter of its address. */
export interface PageOptions {
  readonly run: string;
  readonly coop?: string;
  readonly coep?: string;
  /** Connectors, a widget for each: ids of the account's, or names of the catalogue. */
  readonly widgets?: readonly string[];
  /** Of the widgets. */
  readonly look?: 'button';
  /** In place of widgets, a list of these names. */
  readonly list?: readonly string[];
  /** Of several tabs, what this one is called in its reports. */
  readonly tab?: string;
  /** The token of a colleague's link. */
  readonly link?: string;
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

const widget = (connector: string, endpoint: string, wayBack = '', look = ''): string =>
  `<cyclr-connect endpoint="${escapeHtml(endpoint)}" ${/^\d+$/.test(connector) ? 'connector-id' : 'connector'}="${escapeHtml(connector)}" return="${escapeHtml(wayBack)}" look="${escapeHtml(look)}"></cyclr-connect>`;

const partnerPage = (body: string, script = '/cyclr-connect.js'): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Partner</title><link rel="icon" href="data:,">
<script src="/reports.js"></script><script src="${script}" type="module"></script></head>
<body>${body}</body></html>`;

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
    const ada = { accountId: sandbox.accounts.ada, username: 'ada' };
    const options: ConnectHandlerOptions = {
      cyclr: { apiDomain: sandbox.origins.api, serviceDomain: sandbox.origins.service, ...sandbox.partner },
      publicUrl: `${origin}/cyclr-connect`,
      fields: fieldOverridesOf,
      resolveAccount: (request) => {
        const given = parse(request.headers.get('cookie') ?? '');
        return sessionCookies.some((name) => given[name] === session) ? ada : undefined;
      },
      install: { connectors: ['HubSpot', 'Squareup'] },
      links: {},
      ...createAttentionMemory(),
    };
    const connect = createConnectHandler(options);
    const receiveError = createTransactionErrorReceiver(options, { secret: webhookSecret });
    sandbox.setWebhook(`${origin}/webhook/${webhookSecret}`);
    app.post('/webhook/:secret', (context) => receiveError(context.req.raw));
    app.all('/cyclr-connect/*', (context) => connect(context.req.raw));
    app.get('/cyclr-connect.js', async (context) => (await serveElementScript()) ?? context.notFound());
    app.get('/cyclr-connect-list.js', async (context) => (await serveListScript()) ?? context.notFound());
    app.get('/locales/:name', async (context) => (await serveLocale(context.req.param('name'))) ?? context.notFound());
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

    const sendHeaders = (context: Context): void => {
      const { coop, coep } = context.req.query();
      context.header('content-security-policy', policy);
      context.header('cache-control', 'no-store');
      if (coop) context.header('cross-origin-opener-policy', coop);
      if (coep) context.header('cross-origin-embedder-policy', coep);
    };

    app.get('/page', (context) => {
      const { widgets = '1002', list, look, return: wayBack } = context.req.query();
      signIn(context);
      sendHeaders(context);
      if (list !== undefined) {
        const tag = `<cyclr-connect-list endpoint="/cyclr-connect" connectors="${escapeHtml(list)}"></cyclr-connect-list>`;
        return context.html(partnerPage(tag, '/cyclr-connect-list.js'));
      }
      const tags = widgets.split(',').filter(Boolean);
      return context.html(partnerPage(tags.map((connector) => widget(connector, '/cyclr-connect', wayBack, look)).join('\n')));
    });

    app.post('/links', async (context) => {
      const { connector } = await context.req.json<{ connector: string }>();
      const link = await createConnectLink(options, { account: ada, connector, expires: Date.now() + 600_000, page: `${origin}/linked` });
      return context.json({ token: link.token });
    });
    // The colleague has no session here.
    app.get('/linked', async (context) => {
      const { link = '' } = context.req.query();
      const { state, connector = '' } = await readConnectLink(options, link);
      for (const name of sessionCookies) deleteCookie(context, name, { path: '/' });
      sendHeaders(context);
      return context.html(partnerPage(state === 'open' ? widget(connector, `/cyclr-connect/links/${link}`) : `<p>${state}</p>`));
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
export const pageAddress = (origin: string, { widgets, list, ...options }: PageOptions, place: Place): string => {
  const query = new URLSearchParams({ ...options, ...(widgets && { widgets: widgets.join() }), ...(list && { list: list.join() }) });
  const pages = {
    alone: `${origin}/page`,
    framed: `${origin.replace('app.', 'elsewhere.')}/frame`,
    ahead: `${origin}/ahead`,
    linked: `${origin}/linked`,
  };
  return `${pages[place]}?${query.toString()}`;
};
