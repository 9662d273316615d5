import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixtures } from '../../demo/sandbox/index.ts';
import { readMember } from './sandbox-client.ts';
import { connectors, readConnector, returnTo, running, useSandbox } from './sandbox-stage.ts';

useSandbox();

describe('the hosts of the sandbox', () => {
  it('leave a request for any other host alone', async () => {
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

  it('never authenticates AuthType None, and accepts {} for client credentials', async () => {
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
