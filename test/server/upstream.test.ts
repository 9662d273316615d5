import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCyclrClient } from '../../src/server/cyclr/cyclr-client.ts';
import { statusOf } from '../../src/server/status.ts';
import { fakeConnector, json } from './fake-cyclr.ts';
import { attempt, hangLimit, setUp } from './set-up.ts';
import { errorOf, setUpClient } from './set-up-client.ts';

const never = (signal: AbortSignal) =>
  new Promise<Response>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });

test('calls at the same time share one partner token', async () => {
  const { client, tokenCalls } = setUpClient();
  await Promise.all(Array.from({ length: 20 }, () => client.readConnector('account-1', '1')));
  assert.equal(tokenCalls(), 1);
});

test('the token is renewed before it expires', async () => {
  const { client, clock, tokenCalls, cyclr } = setUpClient();
  cyclr.expiresIn = 3600;
  await client.readConnector('account-1', '1');
  clock.now += 3200_000;
  await client.readConnector('account-1', '1');
  assert.equal(tokenCalls(), 1);
  clock.now += 150_000;
  await client.readConnector('account-1', '1');
  assert.equal(tokenCalls(), 2);
});

test('a revoked token is fetched once more for everyone, and their calls are repeated', async () => {
  const { client, cyclr, tokenCalls } = setUpClient();
  await client.readConnector('account-1', '1');
  cyclr.tokens.clear();
  cyclr.tokens.add('decoy');
  await Promise.all(Array.from({ length: 10 }, () => client.readConnector('account-1', '1')));
  assert.equal(tokenCalls(), 2);
  await client.saveAuthValue('account-1', '1', 'k');
  assert.equal(tokenCalls(), 2);
});

test('a late 401 for the old token does not discard the new one', async () => {
  const { client, cyclr, tokenCalls } = setUpClient();
  await client.readConnector('account-1', '1');
  cyclr.tokens.clear();
  cyclr.tokens.add('decoy');
  let refuseLate = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    refuseLate = resolve;
  });
  let first = true;
  cyclr.intercept = async (call) => {
    if (call.method === 'GET' && first) {
      first = false;
      await late;
    }
    return undefined;
  };
  const slow = client.readConnector('account-1', '1');
  await client.readConnector('account-1', '1');
  refuseLate();
  await slow;
  assert.equal(tokenCalls(), 2);
});

test('a token that stays refused is misconfigured after one retry, never not-signed-in', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
  cyclr.intercept = (call) => (call.path.startsWith('/oauth') ? undefined : json({ Message: 'Unauthorized' }, 401));
  const answer = await ask('/connectors?ids=1');
  assert.deepEqual([answer.status, answer.json.error?.code], [502, 'misconfigured']);
  assert.equal(cyclr.count('POST', /oauth/), 2);
  assert.equal(cyclr.count('GET', /connectors/), 2);
});

test('a wrong client secret is misconfigured, and neither it nor the answer is quoted', async () => {
  const { cyclr } = setUpClient();
  const client = createCyclrClient({ apiDomain: 'api.cyclr.com', clientId: 'partner', clientSecret: 'wrong-secret', fetch: cyclr.fetch });
  const error = await errorOf(client.readConnector('account-1', '1'));
  assert.equal(error.code, 'misconfigured');
  assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /wrong-secret/);
});

const tokenRefusals: [status: number, code: string, says: RegExp][] = [
  [400, 'misconfigured', /refused cyclr\.clientId and cyclr\.clientSecret/],
  [401, 'misconfigured', /refused cyclr\.clientId and cyclr\.clientSecret/],
  [403, 'misconfigured', /refused cyclr\.clientId and cyclr\.clientSecret/],
  [404, 'misconfigured', /check cyclr\.apiDomain/],
  [405, 'misconfigured', /check cyclr\.apiDomain/],
  [408, 'backend-error', /^Cyclr gave no access token \(status 408\)\.$/],
  [500, 'backend-error', /^Cyclr gave no access token \(status 500\)\.$/],
];
for (const [status, code, says] of tokenRefusals) {
  test(`a token request that is answered ${status} is ${code}`, async () => {
    const { client, cyclr } = setUpClient();
    cyclr.intercept = () => json({}, status);
    const error = await errorOf(client.readConnector('account-1', '1'));
    assert.equal(error.code, code);
    assert.match(error.message, says);
  });
}

test('a token request that failed is not remembered', async () => {
  const { client, cyclr } = setUpClient();
  cyclr.intercept = () => json({}, 500);
  assert.equal((await errorOf(client.readConnector('account-1', '1'))).code, 'backend-error');
  cyclr.intercept = undefined;
  assert.equal((await client.readConnector('account-1', '1')).id, '1');
});

for (const [what, answer] of [
  ['a 500', () => json({}, 500)],
  ['a lost line', () => Promise.reject(new TypeError('fetch failed'))],
] as const) {
  test(`after ${what} a read is tried once more, a write is not`, async () => {
    const { client, cyclr } = setUpClient();
    cyclr.intercept = (call) => (call.path.startsWith('/oauth') ? undefined : answer());
    assert.equal((await errorOf(client.readConnector('account-1', '1'))).code, 'backend-error');
    assert.equal(cyclr.count('GET', /connectors/), 2);
    assert.equal((await errorOf(client.saveAuthValue('account-1', '1', 'k'))).code, 'backend-error');
    assert.equal((await errorOf(client.deauthenticate('account-1', '1'))).code, 'backend-error');
    assert.equal((await errorOf(client.mintSignInToken('account-1', 'jo'))).code, 'backend-error');
    assert.equal(cyclr.count('PUT', /./), 2);
    assert.equal(cyclr.count('POST', /signintoken/), 1);
  });
}

test('one failed call to Cyclr does not reach the person', async () => {
  const { client, cyclr } = setUpClient();
  let hiccups = 1;
  cyclr.intercept = (call) => (call.method === 'GET' && hiccups-- > 0 ? json({}, 502) : undefined);
  assert.equal((await client.readConnector('account-1', '1')).id, '1');
});

test('every call has a time limit, even if the signal is ignored, and is answered 504', async () => {
  for (const stuck of [never, () => new Promise<Response>(() => undefined)]) {
    const { client, cyclr } = setUpClient(undefined, { timeout: hangLimit });
    cyclr.intercept = (call, signal) => (call.path.startsWith('/oauth') ? undefined : stuck(signal));
    for (const call of [
      client.readConnector('account-1', '1'),
      client.saveAuthValue('account-1', '1', 'k'),
      client.mintSignInToken('account-1', 'jo'),
    ]) {
      const error = await errorOf(call);
      assert.deepEqual([error.code, statusOf(error)], ['backend-error', 504]);
    }
    assert.equal(cyclr.count('GET', /connectors/), 1);
  }
});

test('a body that never ends is cut off too, and so is the token request', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey')], { timeout: hangLimit });
  cyclr.intercept = (call) => (call.path.startsWith('/oauth') ? undefined : new Response(new ReadableStream()));
  assert.equal((await ask('/connectors?ids=1')).status, 504);
  const other = setUp([fakeConnector(1, 'ApiKey')], { timeout: hangLimit });
  other.cyclr.intercept = (_call, signal) => never(signal);
  const answer = await other.ask('/connectors/1/disconnect', { method: 'POST' });
  assert.deepEqual([answer.status, answer.json.error?.code], [504, 'backend-error']);
});

const waits: [string, number, number | undefined][] = [
  ['7', 429, 7],
  ['Thu, 01 Jan 1970 00:16:45 GMT', 429, 5],
  ['soon', 429, undefined],
  ['3', 503, 3],
  ['0', 429, 0],
  [' 7 ', 429, 7],
  ['-5', 429, undefined],
  ['1.5', 429, undefined],
  ['99999999999', 429, 86_400],
  ['Fri, 01 Jan 9999 00:00:00 GMT', 429, 86_400],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 429, 0],
  ['2', 503, 2],
];
for (const [value, status, seconds] of waits) {
  test(`Retry-After: ${value} of a ${status} is honoured`, async () => {
    const { client, cyclr } = setUpClient();
    cyclr.intercept = (call) => (call.method === 'GET' ? json({}, status, { 'Retry-After': value }) : undefined);
    const error = await errorOf(client.readConnector('account-1', '1'));
    assert.deepEqual([error.code, error.retryAfter], ['rate-limited', seconds]);
    assert.equal(cyclr.count('GET', /./), 1);
  });
}

test('a rate limit is passed on with its Retry-After', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'OAuth2')]);
  cyclr.intercept = (call) => (call.method === 'GET' ? json({}, 429, { 'Retry-After': '9' }) : undefined);
  for (const path of ['/connectors?ids=1,2', `/connectors/1/authorize?attempt=${attempt}`]) {
    const answer = await ask(path);
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '9']);
  }
});

test('a redirect of the API is not followed with our token', async () => {
  const { client, cyclr } = setUpClient();
  cyclr.intercept = (call) =>
    call.method === 'GET' ? new Response(null, { status: 302, headers: { location: 'https://evil.example.net/' } }) : undefined;
  assert.equal((await errorOf(client.readConnector('account-1', '1'))).code, 'backend-error');
});

test('a sign-in token is minted at the documented path, or at the one that was set', async () => {
  const documented = setUpClient();
  assert.deepEqual(await documented.client.mintSignInToken('acc/1', 'jo'), {
    token: 'sign+in/secret=0',
    expiresAt: '2030-01-01T00:00:00Z',
  });
  assert.equal(documented.cyclr.count('POST', /^\/v1\.0\/accounts\/acc%2F1\/signintoken$/), 1);
  assert.equal(documented.cyclr.calls.at(-1)?.body, '{"Username":"jo"}');
  const older = setUpClient(undefined, { tokenPath: '/v1.0/accounts/tokens/signintoken' });
  await older.client.mintSignInToken('account-1', 'jo');
  assert.equal(older.cyclr.calls.at(-1)?.account, 'account-1');
});

test('the account decides what is read, and an id cannot leave its path', async () => {
  const { client, cyclr } = setUpClient();
  assert.equal((await errorOf(client.readConnector('account-2', '1'))).code, 'connector-not-found');
  assert.equal((await errorOf(client.readConnector('account-1', '../../x?y'))).code, 'connector-not-found');
  assert.equal(cyclr.calls.at(-1)?.path, '/v1.0/account/connectors/..%2F..%2Fx%3Fy');
});
