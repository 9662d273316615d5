import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixtures } from '../../demo/sandbox/index.ts';
import { readMember } from './sandbox-client.ts';
import { allow, connectors, readConnector, returnTo, running, signIn, useSandbox } from './sandbox-stage.ts';

useSandbox();

describe('a sign-in at the provider', () => {
  it('ends, for a message, with a page that posts the given text to the given origin', async () => {
    const page = await allow('1002', returnTo('cyclr-connect:</script>'));
    assert.equal(page.status, 200);
    assert.ok(
      page.text.includes(
        `if (window.opener) window.opener.postMessage("cyclr-connect:\\u003c/script>", "${running.sandbox.origins.app}");`,
      ),
    );
    const connector = await readConnector('1002');
    assert.equal(readMember(connector, 'Authenticated'), true);
    const credential: unknown = JSON.parse(String(readMember(connector, 'AuthValue')));
    assert.equal(typeof readMember(credential, 'AccessToken'), 'string');
    assert.equal(typeof readMember(credential, 'RefreshToken'), 'string');
  });

  it('ends, for a redirect, at the full target with its path and query', async () => {
    const target = `${running.sandbox.origins.app}/cyclr-connect/callback?attempt=ab&x=1`;
    const page = await allow('1002', { targetOrigin: target });
    assert.equal(page.status, 302);
    assert.equal(page.headers.location, target);
  });

  it('is branded, says so when the password is wrong, and goes on from there', async () => {
    const browser = running.newBrowser();
    const login = await browser.visit(await running.signInUrl('1002', returnTo('done')));
    assert.match(login.text, /Sign in to Capsule/);
    const refused = await browser.submit(login, { login: 'grace', password: 'wrong', do: 'sign-in' });
    assert.match(refused.text, /That password is not right/);
    assert.match(
      (await browser.submit(login, { login: 'grace', password: 'right', do: 'sign-in' })).text,
      /Allow Acme Integrations to use your Capsule account/,
    );
  });

  it('shows both pages again on a second attempt in the same browser', async () => {
    const { browser, consent } = await signIn('1002', returnTo('done'));
    await browser.submit(consent, { do: 'allow' });
    assert.match((await browser.visit(await running.signInUrl('1002', returnTo('done')))).text, /Sign in to Capsule/);
  });

  for (const [where, name] of [
    ['sign-in', 'cancel'],
    ['consent', 'deny'],
  ] as const) {
    it(`ends on Cyclr’s own page when the person gives up at the ${where} page`, async () => {
      const { browser, login, consent } =
        where === 'consent'
          ? await signIn('1002', returnTo('done'))
          : await (async () => {
              const fresh = running.newBrowser();
              const page = await fresh.visit(await running.signInUrl('1002', returnTo('done')));
              return { browser: fresh, login: page, consent: page };
            })();
      const page = await browser.submit(where === 'consent' ? consent : login, { do: name });
      assert.match(page.text, /access_denied/);
      assert.match(page.text, /The user declined access/);
      assert.doesNotMatch(page.text, /postMessage/);
      assert.equal(readMember(await readConnector('1002'), 'Authenticated'), false);
    });
  }

  const refusals: readonly {
    postsOnRefusal: string;
    check: (page: { text: string; headers: { location?: string | undefined } }) => void;
  }[] = [
    { postsOnRefusal: 'message', check: ({ text }) => assert.match(text, /postMessage\("done"/) },
    { postsOnRefusal: 'redirect', check: ({ headers }) => assert.equal(headers.location, running.sandbox.origins.app) },
  ];
  for (const { postsOnRefusal, check } of refusals) {
    it(`reports a refusal to the partner when postsOnRefusal is ${postsOnRefusal}`, async () => {
      await running.control('POST', '/switches', { providerRefuses: true, postsOnRefusal });
      check(await running.newBrowser().visit(await running.signInUrl('1002', returnTo('done'))));
    });
  }

  it('asks a person whom it remembers for consent alone', async () => {
    await running.control('POST', '/switches', { rememberedLogin: true });
    const page = await running.newBrowser().visit(await running.signInUrl('1002', returnTo('done')));
    assert.match(page.text, /value="allow"/);
    assert.doesNotMatch(page.text, /name="login"/);
  });

  it('escapes what comes back in the address', async () => {
    const url = await running.signInUrl('1002', returnTo('done'));
    const away = new URL((await running.browser.open(url)).headers.location ?? '');
    const state = away.searchParams.get('state') ?? '';
    const page = await running.browser.open(
      `${running.sandbox.origins.service}/connector/callback?state=${state}&error=x&error_description=${encodeURIComponent('<img src=x>')}`,
    );
    assert.match(page.text, /&lt;img src=x&gt;/);
    assert.doesNotMatch(page.text, /<img src=x>/);
  });

  it('takes each state once', async () => {
    const away = new URL((await running.browser.open(await running.signInUrl('1002', returnTo('done')))).headers.location ?? '');
    const callback = `${running.sandbox.origins.service}/connector/callback?error=access_denied&state=${away.searchParams.get('state') ?? ''}`;
    assert.match((await running.browser.open(callback)).text, /access_denied/);
    assert.match((await running.browser.open(callback)).text, /invalid_state/);
  });

  it('refreshes an expired access token for a test, and fails without a grant', async () => {
    await allow('1002', returnTo('done'));
    const before = readMember(await readConnector('1002'), 'AuthValue');
    const path = `${connectors}/1002/test/${fixtures[1]!.testMethod}`;
    assert.equal((await running.api('POST', path, {})).status, 200);
    assert.equal(readMember(await readConnector('1002'), 'AuthValue'), before);
    running.clock.offset = 301_000;
    assert.equal((await running.api('POST', path, {})).status, 200);
    assert.notEqual(readMember(await readConnector('1002'), 'AuthValue'), before);
    await running.api('PUT', `${connectors}/1002`, { AuthValue: '{}' });
    assert.equal((await running.api('POST', path, {})).status, 400);
  });

  it('reads as authenticated only after the lag', async () => {
    await running.control('POST', '/switches', { authenticatedLag: 5000 });
    await allow('1002', returnTo('done'));
    assert.equal(readMember(await readConnector('1002'), 'Authenticated'), false);
    running.clock.offset = 5000;
    assert.equal(readMember(await readConnector('1002'), 'Authenticated'), true);
  });
});

describe('the other ways to sign in', () => {
  const own: readonly { id: string; client: string }[] = [
    { id: '1004', client: 'first-connect' },
    { id: '1007', client: 'quickbooks' },
    { id: '1015', client: 'snowflake' },
  ];
  for (const { id, client } of own) {
    for (const [secret, authenticated] of [
      [`${client}-secret`, true],
      ['not-the-secret', false],
    ] as const) {
      it(`uses the account’s own client for ${client}: ${authenticated ? 'accepted' : 'refused at the token endpoint'}`, async () => {
        await running.control('POST', `/accounts/acct-ada/connectors/${id}`, {
          properties: { ClientId: `${client}-client`, ClientSecret: secret },
        });
        const page = await allow(id, returnTo('done'));
        assert.equal(/invalid_client/.test(page.text), !authenticated);
        assert.equal(readMember(await readConnector(id), 'Authenticated'), authenticated);
      });
    }
  }

  it('refuses an unknown client on the provider’s own page', async () => {
    const page = await running.newBrowser().visit(await running.signInUrl('1004', returnTo('done')));
    assert.equal(page.status, 400);
    assert.match(page.text, /This app cannot sign you in/);
  });

  for (const [password, authenticated] of [
    ['fine', true],
    ['wrong', false],
  ] as const) {
    it(`is back at once with the saved password: ${password}`, async () => {
      await running.control('POST', '/accounts/acct-ada/connectors/1006', {
        properties: { Domain: 'd', Username: 'u', Password: password },
      });
      const page = await running.browser.open(await running.signInUrl('1006', returnTo('done')));
      assert.equal(/postMessage\("done"/.test(page.text), authenticated);
      assert.equal(readMember(await readConnector('1006'), 'Authenticated'), authenticated);
    });
  }

  it('runs OAuth 1 through the same address', async () => {
    await allow('1019', returnTo('done'));
    assert.equal(readMember(await readConnector('1019'), 'Authenticated'), true);
  });

  it('refuses a connector that has no sign-in', async () => {
    assert.match((await running.browser.open(await running.signInUrl('1003', returnTo('done')))).text, /does not use OAuth/);
  });
});

describe('a store that must be named', () => {
  it('refuses when the property was not saved first', async () => {
    const page = await running.newBrowser().visit(await running.signInUrl('1001', returnTo('done')));
    assert.equal(page.status, 400);
    assert.match(page.text, /store_url/);
  });

  it('is saved before the provider is reached, encoded by Cyclr, and shown at consent', async () => {
    await running.api('POST', `${connectors}/1001/properties`, { Name: 'StoreURL', Value: 'a&b.example/?x=1' });
    const { browser, consent } = await signIn('1001', returnTo('done'));
    assert.match(consent.text, /a&amp;b\.example\/\?x=1/);
    assert.equal((await browser.submit(consent, { do: 'allow' })).status, 200);

    const log = (await running.control('GET', '/log')) as { host: string; method: string; path: string }[];
    const saved = log.findIndex(({ method, path }) => method === 'POST' && path === `${connectors}/1001/properties`);
    const reached = log.findIndex(({ host, path }) => host.startsWith('id.') && path.startsWith('/3dcart/'));
    assert.ok(saved >= 0 && saved < reached);
    const asked = new URL(log[reached]!.path, 'http://id.localhost').searchParams;
    assert.equal(asked.get('store_url'), 'a&b.example/?x=1');
    for (const excluded of ['scope', 'display', 'immediate']) assert.equal(asked.has(excluded), false, excluded);
    assert.ok(log.filter(({ path }) => /[?&](token|code)=/.test(path)).every(({ path }) => /[?&](token|code)=removed(&|$)/.test(path)));
  });
});
