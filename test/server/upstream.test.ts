import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectError } from '../../src/protocol/errors.ts';
import { createCyclrClient } from '../../src/server/cyclr/cyclr-client.ts';
import { statusOf } from '../../src/server/status.ts';
import { createFakeCyclr, type FakeConnector, fakeConnector, json } from './fake-cyclr.ts';
import { attempt, setUp } from './set-up.ts';

const never = (signal: AbortSignal) =>
  new Promise<Response>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });

const setUpClient = (connectors: FakeConnector[] = [fakeConnector(1, 'ApiKey')], more: { timeout?: number; tokenPath?: string } = {}) => {
  const cyclr = createFakeCyclr({ 'account-1': connectors });
  const clock = { now: 1_000_000 };
  const client = createCyclrClient({
    apiDomain: 'api.cyclr.com',
    clientId: 'partner',
    clientSecret: 'partner-secret-xyz',
    fetch: cyclr.fetch,
    now: () => clock.now,
    ...more,
  });
  return { cyclr, client, clock, tokenCalls: () => cyclr.count('POST', /oauth\/token/) };
};

const errorOf = async (promise: Promise<unknown>): Promise<ConnectError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ConnectError, 'a ConnectError');
  return error;
};

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

test('a late refusal of the old token does not throw the new one away', async () => {
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

test('a token refused for good is misconfigured, after exactly one retry, and never not-signed-in', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
  cyclr.intercept = (call) => (call.path.startsWith('/oauth') ? undefined : json({ Message: 'Unauthorized' }, 401));
  const answer = await ask('/connectors?ids=1');
  assert.deepEqual([answer.status, answer.json.error?.code], [502, 'misconfigured']);
  assert.equal(cyclr.count('POST', /oauth/), 2);
  assert.equal(cyclr.count('GET', /connectors/), 2);
});

test('a wrong client secret is misconfigured, and neither it nor the answer is repeated', async () => {
  const { cyclr } = setUpClient();
  const client = createCyclrClient({ apiDomain: 'api.cyclr.com', clientId: 'partner', clientSecret: 'wrong-secret', fetch: cyclr.fetch });
  const error = await errorOf(client.readConnector('account-1', '1'));
  assert.equal(error.code, 'misconfigured');
  assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /wrong-secret/);
});

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

test('one hiccup does not reach the person', async () => {
  const { client, cyclr } = setUpClient();
  let hiccups = 1;
  cyclr.intercept = (call) => (call.method === 'GET' && hiccups-- > 0 ? json({}, 502) : undefined);
  assert.equal((await client.readConnector('account-1', '1')).id, '1');
});

test('every call has a time limit, also where the signal is ignored, and is answered 504', async () => {
  for (const stuck of [never, () => new Promise<Response>(() => undefined)]) {
    const { client, cyclr } = setUpClient(undefined, { timeout: 20 });
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
  const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey')], { timeout: 20 });
  cyclr.intercept = (call) => (call.path.startsWith('/oauth') ? undefined : new Response(new ReadableStream()));
  assert.equal((await ask('/connectors?ids=1')).status, 504);
  const other = setUp([fakeConnector(1, 'ApiKey')], { timeout: 20 });
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

const many = (count: number) => Array.from({ length: count }, (_, index) => fakeConnector(index + 1, 'ApiKey'));

test('a list is read page by page', async () => {
  const { client, cyclr } = setUpClient(many(25));
  cyclr.pageSize = 10;
  assert.deepEqual(
    (await client.listConnectors('account-1')).map(({ id }) => Number(id)),
    many(25).map(({ Id }) => Id),
  );
  assert.equal(cyclr.count('GET', /page=/), 3);
  assert.deepEqual(await client.listConnectors('nobody'), []);
});

const lists: { what: string; answer: (page: number) => Response; calls: number }[] = [
  { what: 'whose pages come without a Total-Pages', calls: 4, answer: (page) => json(many(25).slice((page - 1) * 10, page * 10)) },
  {
    what: 'whose Total-Pages is no number',
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': 'three' }),
  },
  {
    what: "whose Total-Pages is '0'",
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': '0' }),
  },
  {
    what: "whose Total-Pages is ''",
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': '' }),
  },
  {
    what: "whose Total-Pages is '-1'",
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': '-1' }),
  },
  {
    what: "whose Total-Pages is '1.5'",
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': '1.5' }),
  },
  {
    what: "whose Total-Pages is '1e3'",
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': '1e3' }),
  },
  { what: 'that knows no pages', calls: 2, answer: () => json(many(25)) },
  {
    what: 'whose pages overlap, for it grew meanwhile',
    calls: 3,
    answer: (page) => json(many(25).slice(Math.max(0, (page - 1) * 10 - 2), page * 10), 200, { 'Total-Pages': '3' }),
  },
];
for (const { what, answer, calls } of lists) {
  test(`a list ${what} is read to its end, each connector once`, async () => {
    const { client, cyclr } = setUpClient(many(25));
    cyclr.intercept = ({ path }) =>
      path.includes('page=') ? answer(Number(new URL(path, 'https://api').searchParams.get('page'))) : undefined;
    assert.deepEqual(
      (await client.listConnectors('account-1')).map(({ id }) => Number(id)),
      many(25).map(({ Id }) => Id),
    );
    assert.equal(cyclr.count('GET', /page=/), calls);
  });
}

test('pages that are under way are shared, by those of one account only, and never kept', async () => {
  const { client, cyclr } = setUpClient(many(25));
  cyclr.pageSize = 10;
  const both = await Promise.all([
    client.listConnectors('account-1'),
    client.listConnectors('account-1'),
    client.listConnectors('account-2'),
  ]);
  assert.deepEqual(
    both.map(({ length }) => length),
    [25, 25, 0],
  );
  assert.equal(cyclr.count('GET', /page=/), 4);
  cyclr.find('account-1', 3).Authenticated = true;
  assert.equal((await client.listConnectors('account-1'))[2]?.authenticated, true);
});

test('an upstream that promises pages for ever is left after a limit', async () => {
  const { client, cyclr } = setUpClient();
  cyclr.intercept = (call) => (call.method === 'GET' ? json(many(1), 200, { 'Total-Pages': '999999' }) : undefined);
  await client.listConnectors('account-1');
  assert.equal(cyclr.count('GET', /./), 1000);
});
