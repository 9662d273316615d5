import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionTest } from '../../src/server/options.ts';
import { fakeConnector, json, parameter } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const apiKey = (key: string) => ({ credential: { type: 'ApiKey', key } });

test('a test method proves the credential; a failing one takes it away again', async () => {
  const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey', { name: 'Pipedrive' })], { testMethods: { Pipedrive: 'the-method' } });
  assert.equal((await save(1, apiKey('right'))).json.proof, 'tested');
  const wrong = await save(1, apiKey('wrong-secret'));
  assert.deepEqual([wrong.status, wrong.json.error?.code], [422, 'credentials-rejected']);
  assert.doesNotMatch(wrong.text, /wrong-secret/);
  assert.equal(cyclr.find('account-1', 1).Authenticated, false);
});

type Verdict = [what: string, run: (test: ConnectionTest) => unknown, status: number, proof: string | undefined, authenticated: boolean];
const verdicts: Verdict[] = [
  ['true', () => true, 200, 'tested', true],
  ['{ok: true}', async () => ({ ok: true }), 200, 'tested', true],
  [
    'a real call',
    async ({ client, accountId, connectorId }) => client.testMethod(accountId, connectorId, 'the-method'),
    200,
    'tested',
    true,
  ],
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
    const { save, cyclr, events } = setUp([fakeConnector(1, 'ApiKey')], { testConnection: run as () => boolean, timeout: 30 });
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
  ['is blank', ' ', undefined],
  ['is no text', { secret: 1 }, undefined],
  ['is long', 'x'.repeat(400), `${'x'.repeat(299)}…`],
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

test('settings that are refused are put back as they were, for there is no credential to take away', async () => {
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
  assert.equal(events[0]?.stillStored, true);
});

test('a refused credential that cannot be taken away is still refused, and audited', async () => {
  const { save, cyclr, events } = setUp([fakeConnector(1, 'ApiKey')], { testConnection: () => false });
  cyclr.intercept = (call) => (call.path.endsWith('/deauthenticate') ? json({}, 500) : undefined);
  assert.equal((await save(1, apiKey('k'))).status, 422);
  assert.equal(events[0]?.stillStored, true);
});
