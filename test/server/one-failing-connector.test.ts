import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { createFakeCyclr, type FakeConnector, fakeConnector, json, parameter } from './fake-cyclr.ts';
import { hangLimit, setUp } from './set-up.ts';

const apiKey = (key: string) => ({ credential: { type: 'ApiKey', key } });
const fail = (): never => {
  throw new Error('a-secret of the host');
};
const many = Array.from({ length: 20 }, (_one, index) =>
  fakeConnector(index + 1, 'ApiKey', { parameters: [parameter('Host')], authenticated: true }),
);
const ids = many.map(({ Id }) => String(Id));

const forOne =
  <Value>(broken: () => Value) =>
  ({ id }: { id: string }): Value | undefined =>
    id === '7' ? broken() : undefined;
const failures: [what: string, options: Partial<ConnectHandlerOptions>, code: string][] = [
  ['fields that throws', { fields: forOne(fail) }, 'backend-error'],
  ['fields that rejects', { fields: forOne(() => Promise.reject(new Error('a-secret'))) }, 'backend-error'],
  ['fields that never answers', { fields: forOne(() => new Promise<never>(() => undefined)), timeout: hangLimit }, 'backend-error'],
  ['fields that answers a text', { fields: forOne(() => 'hidden' as never) }, 'misconfigured'],
];
for (const [what, options, code] of failures) {
  for (const path of [`/connectors?ids=${ids.join(',')}`, '/connectors?ids=6,7,8', '/connectors']) {
    test(`${what} for one connector does not affect the others of ${path.slice(0, 20)}`, async () => {
      const { ask, events } = setUp(structuredClone(many), options);
      const answer = await ask(path);
      const connectors = answer.json.connectors ?? [];
      assert.equal(answer.status, 200);
      assert.deepEqual(
        connectors.flatMap(({ id, error }) => (error === undefined ? [] : [[id, error.code]])),
        [['7', code]],
      );
      assert.ok(connectors.length >= 3);
      assert.doesNotMatch(answer.text + JSON.stringify(events), /a-secret/);
    });
  }
}

const throwing: [what: string, fields: object, code: string][] = [
  ['validate that throws', { key: { validate: fail } }, 'backend-error'],
  ['normalize that throws', { key: { normalize: fail } }, 'backend-error'],
  ['validate of a setting that throws', { Host: { validate: fail } }, 'backend-error'],
  ['validate that answers later', { key: { validate: () => Promise.resolve(undefined) } }, 'misconfigured'],
  ['normalize that answers a number', { key: { normalize: () => 7 } }, 'misconfigured'],
];
for (const [what, fields, code] of throwing) {
  test(`${what} is a typed error, and nothing is written`, async () => {
    const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey', { parameters: [parameter('Host')] })], {
      fields: fields as Record<string, object>,
    });
    const answer = await save(1, { properties: { Host: 'x' }, ...apiKey('typed-secret') });
    assert.equal(answer.json.error?.code, code);
    assert.doesNotMatch(answer.text, /secret/);
    assert.equal(cyclr.count('PUT', /./), 0);
  });
}

test('a save succeeds although `fields` fails after it, and hidden values stay hidden', async () => {
  let asked = 0;
  const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey', { parameters: [parameter('Pin')] })], {
    fields: () => ((asked += 1) === 1 ? { Pin: { sensitive: true } } : fail()),
  });
  const answer = await save(1, { properties: { Pin: 'typed-secret' }, ...apiKey('k') });
  assert.deepEqual([answer.status, answer.json.proof], [200, 'authenticated']);
  assert.equal(cyclr.find('account-1', 1).AuthValue, 'k');
  assert.doesNotMatch(answer.text, /typed-secret/);
});

const basic = { Id: 'id-basic', AuthName: 'Token', AuthType: 'Basic', AuthDescription: 'Your e-mail and a token.' };
const oauth = { Id: 'id-oauth', AuthName: 'OAuth', AuthType: 'OAuth2', OAuth2Type: 'ClientCredentials' };
const several = (more: object = {}, own: object = {}): FakeConnector => {
  const connector = fakeConnector(1, 'None', { parameters: [parameter('Host')] });
  return {
    ...connector,
    ...own,
    Connector: { ...connector.Connector, AuthType: null, OAuth2Type: null, Authentication: [basic, oauth], ...more },
  };
};
type Choice = [what: string, connector: () => FakeConnector, method: ConnectHandlerOptions['method'], expected: string];
const choices: Choice[] = [
  ['nothing', several, undefined, 'misconfigured'],
  [
    'an AuthenticationId that is reported',
    () => several({}, { AuthenticationId: 'id-oauth' }),
    () => 'id-basic',
    'OAuth2/ClientCredentials',
  ],
  ['an AuthenticationId in capitals', () => several({}, { AuthenticationId: 'ID-OAUTH' }), undefined, 'OAuth2/ClientCredentials'],
  ['an AuthenticationId that is not among them', () => several({}, { AuthenticationId: 'id-gone' }), undefined, 'misconfigured'],
  ['an AuthType of its own', () => several({ AuthType: 'Basic' }), undefined, 'Basic/null'],
  [
    'an AuthType of its own, its OAuth2Type among the methods',
    () => several({ AuthType: 'OAuth2' }),
    undefined,
    'OAuth2/ClientCredentials',
  ],
  ['a sole method', () => several({ Authentication: [basic] }), undefined, 'Basic/null'],
  ['no method at all', () => several({ Authentication: null }), undefined, 'misconfigured'],
  ['no method at all, and one that the host names', () => several({ Authentication: null }), () => 'ApiKey', 'ApiKey/null'],
  ['the host’s AuthenticationId', several, () => 'id-oauth', 'OAuth2/ClientCredentials'],
  ['the host’s AuthType', several, ({ methods }) => methods[0]?.authType ?? undefined, 'Basic/null'],
  ['a method of the host that fits none', several, () => 'Kerberos', 'misconfigured'],
  ['a host that throws', several, fail, 'misconfigured'],
  ['a host that answers nothing', several, () => undefined, 'misconfigured'],
];
for (const [what, connector, method, expected] of choices) {
  test(`of several methods, ${what} gives ${expected}`, async () => {
    const { ask, save, cyclr } = setUp([connector(), fakeConnector(2, 'ApiKey')], method === undefined ? {} : { method });
    const [one, other] = (await ask('/connectors?ids=1,2')).json.connectors ?? [];
    assert.equal(other?.error, undefined);
    const { authType, oauth2Type } = one as unknown as { authType: string; oauth2Type: string | null };
    assert.equal(one?.error?.code ?? `${authType}/${oauth2Type}`, expected);
    if (expected !== 'misconfigured') return;
    const writes = [await save(1, { properties: { Host: 'x' } }), await ask('/connectors/1/disconnect', { method: 'POST', body: {} })];
    assert.deepEqual(
      writes.map(({ status, json: body }) => [status, body.error?.code]),
      [
        [502, 'misconfigured'],
        [502, 'misconfigured'],
      ],
    );
    assert.match(writes[0]?.json.error?.message ?? '', /connector 1 /);
    assert.equal((await ask(`/connectors/1/authorize?attempt=${'0'.repeat(32)}`)).status, 502);
    assert.deepEqual([cyclr.count('PUT', /connectors/), cyclr.count('POST', /connectors/)], [0, 0]);
  });
}

test('a malformed answer of Cyclr about one connector fails only that connector', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey'), fakeConnector(2, 'ApiKey')]);
  cyclr.intercept = ({ path }) => (path.endsWith('/connectors/1') ? json({ Id: 1 }) : undefined);
  const { connectors = [] } = (await ask('/connectors?ids=1,2')).json;
  assert.deepEqual(
    connectors.map(({ error }) => error?.code),
    ['invalid-response', undefined],
  );
});

const secretNames: [name: string, IsSensitive: boolean | null | undefined, sensitive: boolean][] = [
  ['ClientSecret', undefined, true],
  ['api_key', null, true],
  ['PrivateKey', undefined, true],
  ['accesstoken', null, true],
  ['Pin', undefined, true],
  ['Password', false, false],
  ['Keyword', undefined, false],
  ['Shipping', null, false],
  ['Host', undefined, false],
];
for (const [name, IsSensitive, sensitive] of secretNames) {
  test(`a stored ${name} with IsSensitive ${IsSensitive} is ${sensitive ? 'kept back' : 'shown'}`, async () => {
    const parameters = [{ ...parameter(name), IsSensitive }];
    const properties = [{ Id: 41, Name: name, Value: 'the-value' }];
    const listed = setUp([fakeConnector(1, 'None', { parameters, properties })]);
    assert.equal((await listed.ask('/connectors?ids=1')).text.includes('the-value'), !sensitive);
    if (IsSensitive === false) return;
    const extra = (override: object) =>
      setUp([fakeConnector(1, 'None', { properties })], { fields: { [name]: { extra: true, ...override } } });
    assert.equal((await extra({}).ask('/connectors?ids=1')).text.includes('the-value'), !sensitive);
    assert.equal((await extra({ sensitive: false }).ask('/connectors?ids=1')).text.includes('the-value'), true);
  });
}

for (const body of [
  { properties: { 'a-stranger\nline 2': 7 } },
  { 'a-stranger': 1 },
  { properties: { ['a-stranger'.repeat(500)]: null } },
]) {
  test(`the audit line of ${JSON.stringify(body).slice(0, 30)} is short, and holds no name of a stranger`, async () => {
    const { save, events } = setUp([fakeConnector(1, 'ApiKey')]);
    assert.equal((await save(1, body)).status, 400);
    const { message = '' } = events[0] ?? {};
    assert.doesNotMatch(message, /stranger|\n/);
    assert.ok(message !== '' && message.length <= 300);
  });
}

/** An account with two connectors, and a catalogue with two more. */
const setUpOffer = (options: Partial<ConnectHandlerOptions>) => {
  const cyclr = createFakeCyclr({ 'account-1': [fakeConnector(1, 'ApiKey'), fakeConnector(2, 'ApiKey')] });
  cyclr.catalogue = ['Pipedrive', 'Zendesk'].map((Name, index) => ({
    Id: 77 + index,
    Name,
    Authentication: (index === 0 ? ['ApiKey'] : ['ApiKey', 'Basic']).map((AuthType) => ({ Id: `${Name}-${AuthType}`, AuthType })),
  }));
  return setUp([], options, cyclr);
};
const zendesk =
  <Value>(broken: () => Value) =>
  ({ name }: { name: string }): Value | undefined =>
    name === 'Zendesk' ? broken() : undefined;
const bothNames = ['Pipedrive', 'Zendesk'];
const offers: [what: string, options: Partial<ConnectHandlerOptions>, code: string][] = [
  ['install.connectors that throws', { install: { connectors: ({ name }) => name !== 'Zendesk' || fail() } }, 'backend-error'],
  ['install.method that throws', { install: { connectors: bothNames, method: zendesk(fail) } }, 'backend-error'],
  ['install.method that fits no method', { install: { connectors: bothNames, method: 'OAuth2' } }, 'misconfigured'],
  ['fields that throws', { install: { connectors: bothNames }, fields: zendesk(fail) }, 'backend-error'],
];
for (const [what, options, code] of offers) {
  test(`${what} for one entry of the catalogue does not affect the others`, async () => {
    const { ask, logs } = setUpOffer(options);
    const list = await ask('/connectors');
    assert.equal(list.status, 200);
    assert.deepEqual([list.json.connectors?.length, list.json.available?.map(({ connector }) => connector)], [2, ['Pipedrive']]);
    assert.ok(logs.some((line) => /Connector Zendesk could not be shown/.test(line)));
    const named = await ask('/connectors?names=Pipedrive,Zendesk');
    assert.equal(named.status, 200);
    assert.equal(named.json.connectors?.[0]?.available?.connector, 'Pipedrive');
    assert.equal(named.json.connectors[1]?.error?.code, code);
    assert.doesNotMatch(list.text + named.text, /a-secret/);
  });
}

const silences: [what: string, answer: () => Promise<Response>][] = [
  ['answers 500', () => Promise.resolve(json({}, 500))],
  ['answers 403', () => Promise.resolve(json({}, 403))],
  ['answers 429', () => Promise.resolve(json({}, 429, { 'Retry-After': '7' }))],
  ['answers no JSON', () => Promise.resolve(new Response('<html>a-secret'))],
  ['answers an object', () => Promise.resolve(json({ Message: 'a-secret' }))],
  ['cannot be reached', () => Promise.reject(new TypeError('fetch failed: a-secret'))],
  ['never answers', () => new Promise(() => undefined)],
];
for (const [what, answer] of silences) {
  test(`a catalogue that ${what} removes only \`available\` from the list`, async () => {
    const { ask, cyclr, logs } = setUpOffer({ install: { connectors: bothNames }, timeout: hangLimit });
    cyclr.intercept = ({ path }) => (path.startsWith('/v1.0/connectors?') ? answer() : undefined);
    for (const path of ['/connectors', '/connectors?page=1']) {
      const { status, json: said, text } = await ask(path);
      assert.deepEqual([status, said.connectors?.map(({ id, error }) => [id, error])], [200, ids.slice(0, 2).map((id) => [id, undefined])]);
      assert.deepEqual([said.available, said.another], [undefined, undefined]);
      assert.match(said.availableError?.code ?? '', /^(backend-error|misconfigured|rate-limited|invalid-response)$/);
      assert.doesNotMatch(text, /a-secret/);
    }
    assert.ok(logs.some((line) => line.includes('What may be added could not be read')));
    const named = (await ask('/connectors?names=Connector 1,Pipedrive')).json.connectors;
    assert.deepEqual([named?.[0]?.error, named?.[1]?.error?.code === undefined], [undefined, false]);
  });
}

test('a filter that throws for one connector fails only that one', async () => {
  const { ask } = setUpOffer({ filter: ({ id }) => id !== '1' || fail() });
  const { status, json: said } = await ask('/connectors');
  assert.equal(status, 200);
  assert.deepEqual(
    said.connectors?.map(({ id, error }) => [id, error?.code]),
    [
      ['1', 'backend-error'],
      ['2', undefined],
    ],
  );
});

test('a filter that answers later is waited for', async () => {
  const { ask } = setUpOffer({ filter: ({ id }) => Promise.resolve(id === '2') });
  assert.deepEqual(
    (await ask('/connectors')).json.connectors?.map(({ id }) => id),
    ['2'],
  );
});
