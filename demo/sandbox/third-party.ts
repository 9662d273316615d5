import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import type { Provider } from 'oidc-provider';
import type { ConnectorFixture } from './connector-fixture.ts';
import { catalogue } from './fixtures.ts';
import { pageHeaders } from './page-shell.ts';
import { renderConsent, renderProviderError, renderSignIn } from './provider-pages.ts';
import type { SandboxContext } from './sandbox-context.ts';

type Env = { Bindings: HttpBindings };

/** Paths that are the third parties' own; the rest of the host belongs to the OAuth server. */
export const isThirdPartyPath = (path: string): boolean =>
  /^\/(interaction|resource)\/|^\/[\w-]+\/oauth[12]?\/authori[sz]e(\?|$)/.test(path);

// The query parameters by which a request names a store, a site or an organization.
const placeParameters = ['store_url', 'site', 'resource_url', 'account'];
const sessionCookies = ['_session', '_session.sig'];
const declined = { error: 'access_denied', error_description: 'The user declined access' };

const fixtureOf = (clientId: string | undefined): ConnectorFixture | undefined =>
  catalogue.find(({ oauth }) => oauth?.clientId === clientId);

/** Each third party's authorize endpoint, sign-in page, consent page and API, in front of one OAuth server. */
export const createThirdParty = ({ origins, switches }: SandboxContext, provider: Provider): Hono<Env> => {
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    if (switches.providerCoop) c.header('Cross-Origin-Opener-Policy', switches.providerCoop);
    for (const [name, value] of Object.entries(pageHeaders())) c.header(name, value);
    return next();
  });

  app.get('/:slug/:protocol{oauth[12]?}/:verb{authori[sz]e}', (c) => {
    const fixture = catalogue.find(({ slug }) => slug === c.req.param('slug'));
    if (!fixture?.oauth) return c.html(renderProviderError('Not found', 'There is no such application.'), 404);
    const query = c.req.query();
    const place = placeParameters.map((name) => query[name]?.trim()).find(Boolean);
    if (fixture.slug === '3dcart' && !query['store_url']?.trim()) {
      return c.html(
        renderProviderError('Which store?', 'The request is missing store_url, the address of the store to connect.', fixture.accent),
        400,
      );
    }
    const redirectUri = `${origins.service}/connector/callback`;
    if (switches.providerRefuses && query['redirect_uri'] === redirectUri) {
      const refusal = {
        error: 'access_denied',
        error_description: 'The administrator does not allow this app',
        state: query['state'] ?? '',
      };
      return c.redirect(`${redirectUri}?${new URLSearchParams(refusal).toString()}`);
    }
    // A browser is never remembered, so that every attempt shows both pages, each in the colors of its own application.
    for (const name of sessionCookies) c.header('Set-Cookie', `${name}=; Path=/; Max-Age=0; HttpOnly`, { append: true });
    const scope = query['scope']?.trim() ? query['scope'] : fixture.oauth.appScopes.join(' ');
    return c.redirect(
      `/auth?${new URLSearchParams({
        client_id: query['client_id'] ?? '',
        redirect_uri: query['redirect_uri'] ?? '',
        response_type: query['response_type'] ?? '',
        state: query['state'] ?? '',
        scope: `openid ${scope}`,
        prompt: 'consent',
        ...(place && { place }),
      }).toString()}`,
    );
  });

  const readInteraction = async (c: Context<Env>) => {
    const interaction = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const fixture = fixtureOf(interaction.params['client_id']);
    if (!fixture) throw new Error('The app is not known.');
    return { interaction, fixture };
  };

  const finish = async (c: Context<Env>, result: Readonly<Record<string, unknown>>) =>
    c.redirect(await provider.interactionResult(c.env.incoming, c.env.outgoing, result), 303);

  app.get('/interaction/:uid', async (c) => {
    const { interaction, fixture } = await readInteraction(c);
    if (interaction.prompt.name === 'login') {
      return switches.rememberedLogin ? finish(c, { login: { accountId: 'ada' } }) : c.html(renderSignIn({ fixture }));
    }
    const scopes = (interaction.params['scope'] ?? '').split(' ').filter((scope) => scope && scope !== 'openid');
    return c.html(renderConsent({ fixture, login: interaction.session?.accountId ?? '', scopes, place: interaction.params['place'] }));
  });

  app.post('/interaction/:uid', async (c) => {
    const { interaction, fixture } = await readInteraction(c);
    const form = new URLSearchParams(await c.req.text());
    const action = form.get('do');
    if (action === 'cancel' || action === 'deny') return finish(c, declined);
    if (interaction.prompt.name === 'login') {
      const login = form.get('login')?.trim() ?? '';
      if (!login) return c.html(renderSignIn({ fixture, error: 'Enter your email or username.' }), 400);
      if (form.get('password') === 'wrong')
        return c.html(renderSignIn({ fixture, login, error: 'That password is not right. Try again.' }), 400);
      return finish(c, { login: { accountId: login } });
    }
    if (action !== 'allow' || !interaction.session)
      return c.html(renderProviderError('Something went wrong', 'Start again from the app you came from.'), 400);
    const grant = new provider.Grant({ accountId: interaction.session.accountId, clientId: interaction.params['client_id'] ?? '' });
    grant.addOIDCScope(interaction.params['scope'] ?? '');
    return finish(c, { consent: { grantId: await grant.save() } });
  });

  app.get('/resource/:slug', async (c) => {
    const token = await provider.AccessToken.find((c.req.header('authorization') ?? '').replace(/^Bearer /i, ''));
    if (!token?.isValid || fixtureOf(token.clientId)?.slug !== c.req.param('slug')) return c.json({ error: 'invalid_token' }, 401);
    return c.json({ signedInAs: token.accountId });
  });

  app.onError((_error, c) => c.html(renderProviderError('This sign-in has expired', 'Start again from the app you came from.'), 400));
  return app;
};
