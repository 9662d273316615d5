import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Demo, startDemo } from '../../demo/server.ts';
import type { Switches } from '../../demo/sandbox/switches.ts';
import { createConnectLink } from '../../src/server/index.ts';
import { createBrowser } from '../demo/sandbox-client.ts';

/*
 * Installs, links, and connections that stop working, over HTTP: the partner's server, its handler and webhook, Cyclr and a real OAuth
 * provider. No widget and no window: these are the calls that they make.
 */

const attempt = '0123456789abcdef0123456789abcdef';

interface Item {
  id: string;
  authenticated: boolean;
  attention?: { reason: string; since?: string };
  available?: { methods: { id: string; name: string }[] };
}

let demo: Demo;
let browser: ReturnType<typeof createBrowser>;

before(async () => {
  demo = await startDemo({ port: 0 });
  browser = createBrowser(Number(new URL(demo.origin).port));
  const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: demo.origin } };
  await browser.open(`${demo.origin}/sign-in`, { ...form, body: 'person=ada' });
});
after(() => demo.close());

const ask = async (path: string, body?: unknown) => {
  const answer = await browser.open(`${demo.origin}/cyclr-connect${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: answer.status,
    json: JSON.parse(answer.text) as { connectors: Item[]; connector: Item; installed?: boolean; proof?: string },
  };
};
const read = async (query: string): Promise<Item | undefined> => (await ask(`/connectors?${query}`)).json.connectors[0];
const control = async (path: string, body: Partial<Switches> = {}) => {
  const answer = await browser.open(demo.sandbox.origins.control + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return answer.text === '' ? {} : (JSON.parse(answer.text) as { status?: number });
};
const signIn = async (address: string) => {
  const login = await browser.visit(address);
  const consent = await browser.submit(login, { login: 'ada@example.com', password: 'right', do: 'sign-in' });
  return browser.submit(consent, { do: 'allow' });
};
const authorizeAt = (base: string, id: string): string => `${base}/connectors/${id}/authorize?attempt=${attempt}`;

for (const oauthValueAnswer of ['clear', 'masked', 'null', 'absent'] as const) {
  test(`a refresh token that fails needs attention until the next sign-in: ${oauthValueAnswer}`, async () => {
    await control('/switches', { oauthValueAnswer });
    const authorize = authorizeAt(`${demo.origin}/cyclr-connect`, '1002');
    await signIn(authorize);
    assert.deepEqual([(await read('ids=1002'))?.authenticated, (await read('ids=1002'))?.attention], [true, undefined]);
    assert.equal((await ask('/connectors/1002/check', {})).json.proof, 'tested');

    assert.equal((await control('/accounts/acct-ada/connectors/1002/break')).status, 204);
    const broken = await read('ids=1002');
    assert.deepEqual([broken?.authenticated, broken?.attention?.reason], [true, 'failing']);
    assert.equal((await ask('/connectors/1002/check', {})).json.connector.attention?.reason, 'failing');

    await signIn(authorize);
    await ask('/connectors/1002/check', { attempt });
    assert.equal((await read('ids=1002'))?.attention, undefined);
    assert.equal((await ask('/connectors/1002/check', {})).json.proof, 'tested');
  });
}

test('a connector is found by name, installed with the chosen method, and connected', async () => {
  const missing = await read('names=Squareup');
  assert.deepEqual(
    missing?.available?.methods.map(({ name }) => name),
    ['OAuth 2.0', 'Access Token'],
  );
  const [oauth] = missing?.available?.methods ?? [];
  const { json: installed } = await ask('/connectors', { connector: 'Squareup', method: oauth?.id });
  assert.equal(installed.installed, true);
  await signIn(authorizeAt(`${demo.origin}/cyclr-connect`, installed.connector.id));
  const found = await read('names=squareup');
  assert.deepEqual([found?.id, found?.authenticated], [installed.connector.id, true]);
});

test('a colleague connects with a link, without a session, and the link is used up', async () => {
  const { api, service } = demo.sandbox.origins;
  const { token } = await createConnectLink(
    {
      cyclr: { apiDomain: api, serviceDomain: service, ...demo.sandbox.partner },
      resolveAccount: () => undefined,
      links: {},
    },
    {
      account: { accountId: 'acct-ada', username: 'ada@harbourstreet.example' },
      connector: '1020',
      expires: Date.now() + 600_000,
      page: `${demo.origin}/connect`,
    },
  );
  browser = createBrowser(Number(new URL(demo.origin).port));
  const open = async () => (await browser.open(`${demo.origin}/connect?link=${token}`)).text;
  assert.match(await open(), /connector-id="1020"/);
  assert.equal((await ask('/connectors?ids=1020')).status, 401);
  const base = `${demo.origin}/cyclr-connect/links/${token}`;
  await signIn(authorizeAt(base, '1020'));
  assert.match(await open(), /has been used/);
  assert.equal((await browser.open(authorizeAt(base, '1020'))).status, 403);
});
