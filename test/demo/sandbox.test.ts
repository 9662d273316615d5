import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fixtures } from '../../demo/sandbox/index.ts';
import { readMember, startSandbox, type RunningSandbox } from './sandbox-client.ts';

let running: RunningSandbox;
before(async () => {
  running = await startSandbox();
});
after(() => running.close());
beforeEach(async () => {
  running.clock.offset = 0;
  await running.control('POST', '/reset');
});

const connectors = '/v1.0/account/connectors';
const returnTo = (message?: string) => ({
  targetOrigin: running.sandbox.origins.app,
  ...(message !== undefined && { callbackMessage: message }),
});
const readConnector = async (id: string) => (await running.api('GET', `${connectors}/${id}`)).json;

const signIn = async (id: string, parameters: Record<string, string>) => {
  const browser = running.newBrowser();
  const login = await browser.visit(await running.signInUrl(id, parameters));
  const consent = await browser.submit(login, { login: 'grace', password: 'anything', do: 'sign-in' });
  return { browser, login, consent };
};

const allow = async (id: string, parameters: Record<string, string>) => {
  const { browser, consent } = await signIn(id, parameters);
  return browser.submit(consent, { do: 'allow' });
};

describe('the hosts of the sandbox', () => {
  it('leave a request for any other host to somebody else', async () => {
    const answer = await running.browser.open(`${running.sandbox.origins.app}/`);
    assert.equal(answer.status, 421);
  });

  it('have every connector in its place', async () => {
    assert.equal(fixtures.length, 21);
    for (const [id, name] of [
      ['1001', '3DCart'],
      ['1010', 'Jira'],
      ['1020', 'Mailchimp'],
      ['1021', 'Old Intranet'],
    ] as const) {
      assert.equal(readMember(await readConnector(id), 'Name'), name);
    }
  });
});

describe('Cyclr’s API', () => {
  const refusals: readonly {
    what: string;
    method: string;
    path: string;
    headers?: Record<string, string>;
    account?: string;
    body?: unknown;
    status: number;
  }[] = [
    { what: 'an account that is not the partner’s', method: 'GET', path: connectors, account: 'acct-eve', status: 403 },
    { what: 'a connector of another account', method: 'GET', path: `${connectors}/2001`, status: 404 },
    { what: 'writing to a connector of another account', method: 'PUT', path: `${connectors}/2003`, body: { AuthValue: 'x' }, status: 404 },
    { what: 'a property without a value', method: 'POST', path: `${connectors}/1001/properties`, body: { Name: 'StoreURL' }, status: 400 },
    {
      what: 'a value that is not text',
      method: 'POST',
      path: `${connectors}/1001/properties`,
      body: { Name: 'StoreURL', Value: 1 },
      status: 400,
    },
    { what: 'a test method that does not exist', method: 'POST', path: `${connectors}/1003/test/0`, body: {}, status: 404 },
    {
      what: 'a sign-in token for an unknown account',
      method: 'POST',
      path: '/v1.0/accounts/acct-eve/signintoken',
      body: { Username: 'x' },
      status: 404,
    },
    { what: 'a path that does not exist', method: 'GET', path: '/v1.0/account/nothing', status: 404 },
  ];
  for (const { what, method, path, account, body, status } of refusals) {
    it(`refuses ${what} with ${status} and a Message`, async () => {
      const answer = await running.api(method, path, body, account);
      assert.equal(answer.status, status);
      assert.equal(typeof readMember(answer.json, 'Message'), 'string');
    });
  }

  it('refuses a call without a bearer token, and every token once they are revoked', async () => {
    assert.equal((await running.browser.open(`${running.sandbox.origins.api}${connectors}`)).status, 401);
    assert.equal((await running.api('GET', connectors)).status, 200);
    assert.equal(readMember(await running.control('POST', '/switches', { partnerTokenRevoked: true }), 'partnerTokenRevoked'), false);
    assert.equal((await running.api('GET', connectors)).status, 401);
  });

  it('pages a bare array and says how many pages there are', async () => {
    const first = await running.api('GET', `${connectors}?page=1&pageSize=8`);
    const last = await running.api('GET', `${connectors}?page=3&pageSize=8`);
    assert.equal(first.headers['total-pages'], '3');
    assert.ok(Array.isArray(first.json) && Array.isArray(last.json));
    assert.deepEqual([first.json.length, last.json.length], [8, 5]);
    assert.equal(readMember(last.json.at(-1), 'Id'), 1021);
  });

  it('echoes AuthValue in clear and takes a wrong key for authenticated', async () => {
    const { json } = await running.api('PUT', `${connectors}/1003`, { AuthValue: 'a-wrong-key' });
    assert.equal(readMember(json, 'AuthValue'), 'a-wrong-key');
    assert.equal(readMember(json, 'Authenticated'), true);
    const { testMethod } = fixtures[2]!;
    const tested = await running.api('POST', `${connectors}/1003/test/${testMethod}`, {});
    assert.equal(tested.status, 400);
    assert.match(String(readMember(tested.json, 'Message')), /^Unauthorized/);
    await running.api('PUT', `${connectors}/1003`, { AuthValue: 'a-good-key' });
    assert.equal((await running.api('POST', `${connectors}/1003/test/${testMethod}`, {})).status, 200);
  });

  it('never authenticates a connector without authentication, and accepts {} for client credentials', async () => {
    await running.api('PUT', `${connectors}/1017`, { AuthValue: 'x' });
    await running.api('PUT', `${connectors}/1014`, { AuthValue: '{}' });
    assert.equal(readMember(await readConnector('1017'), 'Authenticated'), false);
    assert.equal(readMember(await readConnector('1014'), 'Authenticated'), true);
  });

  it('keeps properties: any name, once by POST, then by PUT, and gone by DELETE', async () => {
    const path = `${connectors}/1001/properties`;
    const made = await running.api('POST', path, { Name: 'StorURL', Value: 'a' });
    assert.equal(made.status, 200);
    assert.equal((await running.api('POST', path, { Name: 'StorURL', Value: 'b' })).status, 400);
    const one = `${path}/${String(readMember(made.json, 'Id'))}`;
    assert.equal(readMember((await running.api('PUT', one, { Value: 'c' })).json, 'Value'), 'c');
    assert.equal((await running.api('DELETE', one)).status, 200);
    assert.deepEqual((await running.api('GET', path)).json, []);
  });

  it('forgets the credential, not the properties, when it is deauthenticated', async () => {
    await running.control('POST', '/accounts/acct-ada/connectors/1008', { authenticated: true, properties: { Hostname: 'h' } });
    await running.api('PUT', `${connectors}/1008/deauthenticate`, {});
    const connector = await readConnector('1008');
    assert.equal(readMember(connector, 'Authenticated'), false);
    assert.equal((readMember(connector, 'Properties') as unknown[]).length, 1);
  });
});

describe('a sign-in token', () => {
  it('needs percent-encoding, works once, and shows 403 after that', async () => {
    const url = await running.signInUrl('1002', returnTo('done'));
    assert.match(new URL(url).searchParams.get('token') ?? '', /\+.*\/.*=/);
    assert.equal((await running.browser.open(url)).status, 302);
    const again = await running.browser.open(url);
    assert.equal(again.status, 403);
    assert.match(again.text, /Forbidden: Access is denied\./);
    assert.equal(again.headers['x-frame-options'], 'DENY');
  });

  const refused: readonly { what: string; url: () => Promise<string>; later?: number; switches?: Record<string, boolean> }[] = [
    { what: 'after five minutes', url: () => running.signInUrl('1002', returnTo('done')), later: 5 * 60 * 1000 },
    { what: 'for a connector of another account', url: () => running.signInUrl('2002', returnTo('done')) },
    { what: 'that was never issued', url: () => running.signInUrl('1002', { ...returnTo('done'), token: 'nonsense' }) },
    { what: 'that expired on the way', url: () => running.signInUrl('1002', returnTo('done')), switches: { tokenExpired: true } },
    { what: 'that Cyclr got wrong', url: () => running.signInUrl('1002', returnTo('done')), switches: { tokenWrong: true } },
  ];
  for (const { what, url, later = 0, switches } of refused) {
    it(`is refused ${what}`, async () => {
      if (switches) await running.control('POST', '/switches', switches);
      const address = await url();
      running.clock.offset = later;
      assert.equal((await running.browser.open(address)).status, 403);
    });
  }
});

describe('a sign-in at the provider', () => {
  it('ends, for a message, with a page that posts exactly the given text to the given origin', async () => {
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
    it(`tells the partner of a refusal when postsOnRefusal is ${postsOnRefusal}`, async () => {
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

  it('refreshes an expired access token when the connector is tested, and fails without a grant', async () => {
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

  it('is shown at the consent page, was filled and encoded by Cyclr, and was saved before the provider was reached', async () => {
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

describe('the control', () => {
  const invalid: readonly [unknown, RegExp][] = [
    [{ nonsense: true }, /^There is no switch called "nonsense"\.$/],
    [{ slow: 'long' }, /^The switch "slow" cannot take this value: /],
    [{ postsOnRefusal: 'sometimes' }, /^The switch "postsOnRefusal" cannot/],
    [[], /^The body must be a JSON object/],
  ];
  for (const [body, sentence] of invalid) {
    it(`refuses ${JSON.stringify(body)} in one sentence`, async () => {
      assert.match(String(readMember(await running.control('POST', '/switches', body), 'message')), sentence);
    });
  }

  const failures: readonly { name: string; value: unknown; status: number; header?: [string, string] }[] = [
    { name: 'apiDown', value: true, status: 503 },
    { name: 'answersGarbage', value: true, status: 200, header: ['content-type', 'text/html; charset=UTF-8'] },
    { name: 'rateLimited', value: 7, status: 429, header: ['retry-after', '7'] },
  ];
  for (const { name, value, status, header } of failures) {
    it(`makes the API answer ${status} for ${name}`, async () => {
      await running.control('POST', '/switches', { [name]: value });
      const answer = await running.browser.open(`${running.sandbox.origins.api}${connectors}`);
      assert.equal(answer.status, status);
      if (header) assert.equal(answer.headers[header[0]], header[1]);
    });
  }

  it('sends the COOP that was asked for, on pages and on redirects', async () => {
    await running.control('POST', '/switches', { providerCoop: 'same-origin', cyclrCoop: 'same-origin-allow-popups' });
    const browser = running.newBrowser();
    const first = await browser.open(await running.signInUrl('1002', returnTo('done')));
    assert.equal(first.headers['cross-origin-opener-policy'], 'same-origin-allow-popups');
    const second = await browser.open(first.headers.location ?? '');
    assert.equal(second.headers['cross-origin-opener-policy'], 'same-origin');
    const third = await browser.open(new URL(second.headers.location ?? '', second.url).href);
    assert.equal(third.headers['cross-origin-opener-policy'], 'same-origin');
  });

  it('lists what is stored without a credential or a sensitive value', async () => {
    await running.api('PUT', `${connectors}/1003`, { AuthValue: 'very-secret-key' });
    await running.control('POST', '/accounts/acct-ada/connectors/1004', {
      properties: { ClientId: 'shown', ClientSecret: 'very-secret-client' },
    });
    const text = JSON.stringify(await running.control('GET', '/state'));
    assert.doesNotMatch(text, /very-secret/);
    assert.match(text, /shown/);
  });

  it('lets only the partner’s page in from another origin', async () => {
    const { control, app } = running.sandbox.origins;
    const preflight = await running.browser.open(`${control}/switches`, { method: 'OPTIONS', headers: { origin: app } });
    assert.equal(preflight.headers['access-control-allow-origin'], app);
    const foreign = await running.browser.open(`${control}/reset`, { method: 'POST', headers: { origin: 'https://evil.example' } });
    assert.equal(foreign.status, 403);
    assert.equal(foreign.headers['access-control-allow-origin'], undefined);
  });
});
