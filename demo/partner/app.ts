import { Hono } from 'hono';
import { setCookie, deleteCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { randomBytes } from 'node:crypto';
import { createConnectHandler, createConnectLink, createTransactionErrorReceiver } from '../../src/server/index.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { switchChoices, switchGroups, switchHelp } from '../sandbox/switches.ts';
import { absentPage } from './absent-page.ts';
import { serveBefore, serveDiagnosisScript, serveElementScript, serveListScript, serveLocale, servePageFile } from './assets.ts';
import { buildConnectOptions, mount } from './connect-options.ts';
import { connectionsPage } from './connections-page.ts';
import { integrationsPage } from './integrations-page.ts';
import { sections } from './layout.ts';
import { linkPage } from './link-page.ts';
import { others, popular } from './marketplace.ts';
import { pageHeaders, stateFramePath } from './page-headers.ts';
import { findPerson } from './people.ts';
import { readTopic } from './read-topic.ts';
import { buildServerCode } from './server-code.ts';
import { createSessions, sessionCookie } from './sessions.ts';
import { signInPage } from './sign-in-page.ts';
import { stateFrame, statesPage } from './states-page.ts';
import { themePage, themeWindow } from './theme-page.ts';

const linkLife = 3 * 24 * 60 * 60_000;

export interface PartnerSetting {
  readonly origin: string;
  readonly sandbox: Sandbox;
  /** The folder with the built component. Default: `dist`. */
  readonly scripts?: string | undefined;
}

/** The partner's own product: a small CRM whose people connect other products on one page. */
export const createPartnerApp = ({ origin, sandbox, scripts }: PartnerSetting): Hono => {
  const app = new Hono();
  const sessions = createSessions();
  const ownHost = new URL(origin).host;

  const options = buildConnectOptions({ origin, sandbox, sessions });
  const connect = createConnectHandler(options);
  const webhookSecret = randomBytes(24).toString('base64url');
  const receiveError = createTransactionErrorReceiver(options, { secret: webhookSecret });
  sandbox.setWebhook(`${origin}/webhooks/cyclr/${webhookSecret}`);

  app.use('*', async (context, next) => {
    const { host, hostname, pathname, search } = new URL(context.req.url);
    if (host === ownHost) return next();
    // One origin only: a session's cookie belongs to one host.
    return hostname === 'localhost' ? context.redirect(origin + pathname + search, 307) : context.text('No such host', 421);
  });

  // Before the check of the page's origin: Cyclr's server calls this one.
  app.post('/webhooks/cyclr/:secret', (context) => receiveError(context.req.raw));

  // Before the page's headers: the handler sends its own.
  app.all(`${mount}/*`, (context) => connect(context.req.raw));

  app.use('*', pageHeaders(sandbox.origins.control));
  app.use('*', csrf());

  app.get('/cyclr-connect-diagnose.js', async (context) => (await serveDiagnosisScript(scripts)) ?? context.notFound());
  app.get('/cyclr-connect.js', async (context) => (await serveElementScript(scripts)) ?? context.notFound());
  app.get('/before.css', async (context) => (await serveBefore(scripts)) ?? context.notFound());
  app.get('/cyclr-connect-list.js', async (context) => (await serveListScript(scripts)) ?? context.notFound());
  app.get('/locales/:name', async (context) => (await serveLocale(context.req.param('name'), scripts)) ?? context.notFound());
  app.get('/page/:name', async (context) => (await servePageFile(context.req.param('name'))) ?? context.notFound());
  app.get('/favicon.ico', (context) => context.redirect('/page/mark.svg', 301));

  app.get('/sign-in', (context) =>
    sessions.find(context.req.raw) === undefined ? context.html(signInPage()) : context.redirect('/integrations', 303),
  );
  app.post('/sign-in', async (context) => {
    const person = findPerson((await context.req.parseBody())['person']);
    if (person === undefined) return context.html(signInPage(), 400);
    setCookie(context, sessionCookie, sessions.start(person), { httpOnly: true, sameSite: 'Lax', path: '/' });
    return context.redirect('/integrations', 303);
  });
  app.post('/sign-out', (context) => {
    sessions.end(context.req.raw);
    deleteCookie(context, sessionCookie, { path: '/' });
    return context.redirect('/sign-in', 303);
  });

  app.get('/', (context) => context.redirect('/integrations', 303));
  app.get('/integrations', (context) => {
    const person = sessions.find(context.req.raw);
    if (person === undefined) return context.redirect('/sign-in', 303);
    return context.html(
      integrationsPage({ person, endpoint: mount, controlOrigin: sandbox.origins.control, accountId: sandbox.accounts[person.id] }),
    );
  });
  app.get('/connections', (context) => {
    const person = sessions.find(context.req.raw);
    if (person === undefined) return context.redirect('/sign-in', 303);
    return context.html(
      connectionsPage({ person, endpoint: mount, connectors: context.req.query('connectors'), rows: context.req.query('rows') }),
    );
  });
  for (const section of sections.filter(({ path }) => path !== '/integrations')) {
    app.get(section.path, (context) => {
      const person = sessions.find(context.req.raw);
      return person === undefined ? context.redirect('/sign-in', 303) : context.html(absentPage(person, section));
    });
  }
  app.post('/links', async (context) => {
    const person = sessions.find(context.req.raw);
    if (person === undefined) return context.json({ message: 'You have been signed out.' }, 401);
    const { connector } = await context.req.parseBody();
    try {
      const { url } = await createConnectLink(options, {
        account: { accountId: sandbox.accounts[person.id], username: person.username },
        connector: typeof connector === 'string' ? connector : '',
        expires: Date.now() + linkLife,
        page: `${origin}/connect`,
      });
      return context.json({ url });
    } catch (error) {
      return context.json({ message: error instanceof Error ? error.message : 'No link could be made.' }, 400);
    }
  });
  app.get('/connect', async (context) => context.html(await linkPage(options, context.req.query('link') ?? '')));
  app.get('/states', (context) => context.html(statesPage()));
  app.get(stateFramePath, (context) => context.html(stateFrame()));
  app.get('/theme', (context) => context.html(themePage()));
  app.get('/theme/window', (context) => context.html(themeWindow()));
  app.get('/developer/server-code', (context) => {
    const name = context.req.query('name');
    const known = [...popular, ...others].find((integration) => integration.name === name);
    return known === undefined ? context.notFound() : context.text(buildServerCode(known.name));
  });
  app.get('/developer/docs', async (context) => {
    const section = await readTopic(context.req.query('section') ?? '');
    return section === undefined ? context.notFound() : context.text(section);
  });
  app.get('/developer/switches', (context) =>
    context.json(
      Object.values(switchGroups).map(({ heading, names }) => ({
        heading,
        switches: names.map((name) => ({ name, help: switchHelp(name), choices: switchChoices(name) ?? null })),
      })),
    ),
  );

  app.notFound((context) => context.text('There is nothing at this address.', 404));
  return app;
};
