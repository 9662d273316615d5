import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionTest } from '../../src/server/options/handler-options.ts';
import { fakeConnector, json, parameter, testMethod } from './fake-cyclr.ts';
import { hangLimit, setUp } from './set-up.ts';

const apiKey = (key: string) => ({ credential: { type: 'ApiKey', key } });

const isRefusal = ({ status, body }: { status: number; body: unknown }): boolean =>
  status === 400 && /^Unauthorized/.test((body as { Message?: string }).Message ?? '');

test('a test method proves the credential, or refuses it by the rule of the host', async () => {
  const testMethods = { Pipedrive: { method: testMethod, isRefusal } };
  const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey', { name: 'Pipedrive' })], { testMethods });
  const wrong = await save(1, apiKey('wrong-secret'));
  assert.deepEqual([wrong.status, wrong.json.error?.code], [422, 'credentials-rejected']);
  assert.doesNotMatch(wrong.text, /wrong-secret/);
  assert.equal(cyclr.find('account-1', 1).Authenticated, false);
  assert.equal((await save(1, apiKey('right'))).json.proof, 'tested');
});

for (const [what, key] of [
  ['the name in the account', 'Sales'],
  ['the name in the catalogue', 'Connector 1'],
  ['the id in the catalogue', '77'],
] as const) {
  test(`a test method is found by ${what}`, async () => {
    const connector = fakeConnector(1, 'ApiKey', { name: 'Sales' });
    connector.Connector = { ...connector.Connector, Id: 77 };
    const { save } = setUp([connector], { testMethods: { [key]: testMethod } });
    assert.equal((await save(1, apiKey('right'))).json.proof, 'tested');
  });
}

type TestAnswer = [what: string, answer: () => Response, proof: string];
const text = (body: string, status = 200, type = 'text/plain') => new Response(body, { status, headers: { 'content-type': type } });
const testAnswers: TestAnswer[] = [
  ...[400, 401, 403, 404, 405, 409, 422, 429, 500, 502, 503, 504].map((status): TestAnswer => {
    return [`status ${status}`, () => json({ Message: 'Unauthorized' }, status), 'authenticated'];
  }),
  ['success: false in the data', () => json({ Success: true, Response: { success: false } }), 'tested'],
  ['success: false in a list of data', () => json([{ success: false }]), 'tested'],
  ['Success: false of its own', () => json({ Success: false }), 'authenticated'],
  ['a status 401 of the third party', () => json({ StatusCode: 401, Response: null }), 'authenticated'],
  ['a status of the third party as text', () => json({ Status: '503' }), 'authenticated'],
  ['a status 200 of the third party', () => json({ StatusCode: 200 }), 'tested'],
  ['a word called status', () => json({ status: 'active' }), 'tested'],
  ['a page', () => text('<!doctype html><title>Maintenance</title>', 200, 'text/html'), 'authenticated'],
  ['plain text', () => text('pong'), 'tested'],
  ['nothing', () => new Response(null, { status: 204 }), 'authenticated'],
  ['an empty body', () => text('', 200, 'application/json'), 'authenticated'],
  ['blanks', () => text(' \n'), 'authenticated'],
];
const rules: [what: string, isRefusal: unknown][] = [
  ['no rule', undefined],
  ['a rule that throws', () => assert.fail('a rule')],
  ['a rule that returns false', () => false],
  ['a rule that answers something else', () => 'refused'],
];
for (const [what, answer, proof] of testAnswers) {
  for (const [whatRule, rule] of rules) {
    const expected = whatRule === 'a rule that throws' ? 'authenticated' : proof;
    test(`a test call answered with ${what} refuses nothing with ${whatRule}`, async () => {
      const method = { method: testMethod, ...(rule === undefined ? {} : { isRefusal: rule as () => boolean }) };
      const { save, cyclr, events } = setUp([fakeConnector(1, 'ApiKey')], { testMethods: { 'Connector 1': method } });
      cyclr.intercept = (call) => (call.path.includes('/test/') ? answer() : undefined);
      const saved = await save(1, apiKey('right'));
      assert.deepEqual([saved.status, saved.json.proof], [200, expected]);
      assert.equal(cyclr.find('account-1', 1).AuthValue, 'right');
      assert.equal(events[0]?.untested, expected === 'tested' ? undefined : true);
    });
  }
}

for (const [body, seen] of [
  ['{"a":1}', { a: 1 }],
  ['not JSON', 'not JSON'],
  ['', ''],
] as const) {
  test(`the rule of the host sees the status and the body ${JSON.stringify(body)}`, async () => {
    const asked: unknown[] = [];
    const rule = (answer: unknown) => asked.push(answer) > 0;
    const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey')], {
      testMethods: { 'Connector 1': { method: testMethod, isRefusal: rule } },
    });
    cyclr.intercept = (call) => (call.path.includes('/test/') ? text(body, 418) : undefined);
    assert.equal((await save(1, apiKey('right'))).json.error?.code, 'credentials-rejected');
    assert.deepEqual(asked, [{ status: 418, body: seen }]);
  });
}

type Verdict = [what: string, run: (test: ConnectionTest) => unknown, status: number, proof: string | undefined, authenticated: boolean];
const verdicts: Verdict[] = [
  ['true', () => true, 200, 'tested', true],
  ['{ok: true}', async () => ({ ok: true }), 200, 'tested', true],
  ['a real call', async ({ client, accountId, connectorId }) => client.testMethod(accountId, connectorId, testMethod), 200, 'tested', true],
  ['false', () => false, 422, undefined, false],
  ['{ok: false}', () => ({ ok: false, message: 'Keys of trial plans do not work.' }), 422, undefined, false],
  [
    'a throw',
    () => {
      throw new Error('k');
    },
    200,
    'authenticated',
    true,
  ],
  ['no end', () => new Promise(() => undefined), 200, 'authenticated', true],
  ['nothing', () => undefined, 200, 'authenticated', true],
];
for (const [what, run, status, proof, authenticated] of verdicts) {
  test(`testConnection that answers ${what} gives ${status} ${proof ?? 'credentials-rejected'}`, async () => {
    const { save, cyclr, events } = setUp([fakeConnector(1, 'ApiKey')], { testConnection: run as () => boolean, timeout: hangLimit });
    const answer = await save(1, apiKey('k-secret'));
    assert.deepEqual([answer.status, answer.json.proof], [status, proof]);
    assert.equal(cyclr.find('account-1', 1).Authenticated, authenticated);
    assert.equal(events[0]?.untested, proof === 'authenticated' ? true : undefined);
    assert.equal(answer.json.error?.explanation, what === '{ok: false}' ? 'Keys of trial plans do not work.' : undefined);
    assert.doesNotMatch(JSON.stringify(events), /trial plans/);
  });
}

const explanations: [what: string, message: unknown, explanation: string | undefined][] = [
  ['repeats the typed key', 'typed-secret is wrong', undefined],
  ['repeats a stored secret', 'kept-secret is wrong', undefined],
  ['repeats a value that no form shows', 'unlisted-secret is wrong', undefined],
  ['names what the form shows anyway', 'acme.example did not answer.', 'acme.example did not answer.'],
  ['has several lines', ' One.\n\tTwo.\u0000 ', 'One. Two.'],
  ['turns the text around', 'Key \u202Elaiceps\u202C, \u2066odd\u2069.', 'Key laiceps, odd.'],
  ['hides the typed key', 'typed-\u200Bsecret is wrong', undefined],
  ['hides it by a joiner', 'typed-\u200Dsecret is wrong', undefined],
  ['hides it by a variation selector', 'typed-\uFE0Fsecret is wrong', undefined],
  ['hides it where it is cut', `${'x'.repeat(290)}typed-\u200Bsecret`, undefined],
  ['has an emoji that is joined', 'No 👩\u200D🔧 today.', 'No 👩\u200D🔧 today.'],
  ['is blank', ' ', undefined],
  ['cannot be seen', '\u200B\u2060', undefined],
  ['is no text', { secret: 1 }, undefined],
  ['is long', 'x'.repeat(400), `${'x'.repeat(299)}…`],
  ['is cut at an emoji', `${'x'.repeat(298)}🔑🔑🔑`, `${'x'.repeat(298)}🔑…`],
];
for (const [what, message, explanation] of explanations) {
  test(`a host's sentence that ${what} reaches the person as far as it may`, async () => {
    const { save } = setUp(
      [
        fakeConnector(1, 'ApiKey', {
          parameters: [parameter('Host'), parameter('Pin', { IsSensitive: true })],
          properties: [
            { Id: 41, Name: 'Pin', Value: 'kept-secret' },
            { Id: 42, Name: 'ClientSecret', Value: 'unlisted-secret' },
          ],
        }),
      ],
      { testConnection: () => ({ ok: false, message: message as string }) },
    );
    const answer = await save(1, { properties: { Host: 'acme.example' }, ...apiKey('typed-secret') });
    assert.equal(answer.json.error?.explanation, explanation);
    assert.doesNotMatch(answer.text, /-secret/);
  });
}

test('refused settings without a credential are put back as they were', async () => {
  const properties = [{ Id: 41, Name: 'Host', Value: 'old.example' }];
  const { save, cyclr } = setUp(
    [fakeConnector(1, 'None', { parameters: [parameter('Host'), parameter('Pin', { IsSensitive: true })], properties })],
    { testConnection: () => false },
  );
  const answer = await save(1, { properties: { Host: 'wrong.example', Pin: 'p' } });
  assert.deepEqual([answer.status, answer.json.error?.code], [422, 'credentials-rejected']);
  assert.deepEqual(
    cyclr.find('account-1', 1).Properties.map(({ Name, Value }) => [Name, Value]),
    [['Host', 'old.example']],
  );
});

test('settings that cannot be put back are audited', async () => {
  const { save, cyclr, events } = setUp([fakeConnector(1, 'None', { parameters: [parameter('Host')] })], { testConnection: () => false });
  cyclr.intercept = (call) => (call.method === 'DELETE' ? json({}, 500) : undefined);
  assert.equal((await save(1, { properties: { Host: 'x' } })).status, 422);
  assert.equal(events[0]?.putBack, 'lost');
});

test('a refused credential that cannot be taken away is still refused, and audited', async () => {
  const { save, cyclr, events } = setUp([fakeConnector(1, 'ApiKey')], { testConnection: () => false });
  cyclr.intercept = (call) => (call.path.endsWith('/deauthenticate') ? json({}, 500) : undefined);
  assert.equal((await save(1, apiKey('k'))).status, 422);
  assert.equal(events[0]?.putBack, 'lost');
});

const repeated: [what: string, typed: string, normalize: (value: string) => string][] = [
  ['without the blanks around it', ' SecretKey\n', (value) => value],
  ['as it was normalized', 'secretkey', () => 'SecretKey'],
];
for (const [what, typed, normalize] of repeated) {
  test(`an explanation that repeats the key ${what} is left out`, async () => {
    const { save } = setUp([fakeConnector(1, 'ApiKey')], {
      fields: { key: { normalize } },
      testConnection: () => ({ ok: false, message: 'The key SecretKey is unknown.' }),
    });
    const { json: said } = await save(1, { credential: { type: 'ApiKey', key: typed } });
    assert.deepEqual([said.error?.code, said.error?.explanation], ['credentials-rejected', undefined]);
  });
}
