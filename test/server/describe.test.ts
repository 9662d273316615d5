import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { fakeConnector } from './fake-cyclr.ts';
import { hangLimit, setUp } from './set-up.ts';

const account = async (describe: ConnectHandlerOptions['describe'], authenticated = true) => {
  const scene = setUp([fakeConnector(1, 'ApiKey', { authenticated })], { describe, timeout: hangLimit });
  const { status, json } = await scene.ask('/connectors?ids=1');
  assert.equal(status, 200);
  return json.connectors?.[0]?.account;
};

const labels: [what: string, said: unknown, account: unknown][] = [
  ['a label', { label: 'ada@acme.com, Acme Ltd' }, { label: 'ada@acme.com, Acme Ltd' }],
  [
    'all of it',
    { label: 'Acme', connectedAt: new Date(0), connectedBy: 'Ada' },
    { label: 'Acme', connectedAt: '1970-01-01T00:00:00.000Z', connectedBy: 'Ada' },
  ],
  ['markup, as plain text', { label: '<img src=x onerror=alert(1)>' }, { label: '<img src=x onerror=alert(1)>' }],
  ['several lines', { label: ' Acme\n\tLtd\u0000 ' }, { label: 'Acme Ltd' }],
  ['characters that turn the line around', { label: 'Acme \u202Edtl' }, { label: 'Acme dtl' }],
  ['an Arabic letter mark', { label: 'Acme \u061C(Ltd)' }, { label: 'Acme (Ltd)' }],
  ['letters that cannot be seen', { label: 'Ac\u00ADme\u3164\u{E0041}\uD800\uFFF9' }, { label: 'Acme' }],
  ['nothing that can be seen', { label: '\u3164\u200D\uFE0F' }, undefined],
  ['emoji of several parts', { label: '👩\u200D💻 ❤\uFE0F' }, { label: '👩\u200D💻 ❤\uFE0F' }],
  ['too much', { label: '😀'.repeat(200) }, { label: `${'😀'.repeat(119)}…` }],
  ['a date that is none', { label: 'Acme', connectedAt: 'soon' }, { label: 'Acme' }],
  ['an empty label', { label: ' ' }, undefined],
  ['a label that is no text', { label: { secret: 1 } }, undefined],
  ['nothing', undefined, undefined],
  ['a rejected promise', Promise.reject(new Error('x')), undefined],
  ['never', new Promise(() => undefined), undefined],
];
for (const [what, said, expected] of labels) {
  if (said instanceof Promise) said.catch(() => undefined);
  test(`a load succeeds although describe answers ${what}`, async () => {
    assert.deepEqual(await account((() => said) as ConnectHandlerOptions['describe']), expected);
  });
}

test('if describe throws, only the label is missing', async () => {
  assert.equal(
    await account(() => {
      throw new Error('x');
    }),
    undefined,
  );
});

test('what is not connected is not described, and without the option there is no call', async () => {
  let calls = 0;
  await account(() => {
    calls += 1;
    return { label: 'x' };
  }, false);
  assert.equal(calls, 0);
  assert.equal(await account(undefined), undefined);
});

test('describe is given the connector, the account and a client, and no credential', async () => {
  let given = '';
  await account(({ connector, account: whose, client, signal }) => {
    given = JSON.stringify([connector, whose]);
    assert.equal(typeof client.readConnector, 'function');
    assert.equal(signal.aborted, false);
    return undefined;
  });
  assert.match(given, /jo@example.com/);
  assert.doesNotMatch(given, /secret/);
});
