import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeConnector } from './fake-cyclr.ts';
import { type Ask, setUp } from './set-up.ts';

/*
 * A body parser before the handler (express.json(), Fastify's own) leaves an empty stream. Then nothing that was typed
 * arrives: answering with success would say that it was stored.
 */

const credentials = '/connectors/1/credentials';
const rows: [what: string, path: string, headers: Ask['headers'], status: number, code: string | undefined][] = [
  ['a length', credentials, { 'content-length': '40' }, 502, 'misconfigured'],
  ['chunks', credentials, { 'transfer-encoding': 'chunked' }, 502, 'misconfigured'],
  ['its type alone', credentials, {}, 502, 'misconfigured'],
  ['nothing', credentials, { 'content-type': null }, 400, 'invalid-request'],
  ['a length of zero and no type', credentials, { 'content-length': '0', 'content-type': null }, 400, 'invalid-request'],
  ['a length, to disconnect', '/connectors/1/disconnect', { 'content-length': '2' }, 502, 'misconfigured'],
  ['its type alone, to disconnect', '/connectors/1/disconnect', {}, 200, undefined],
  ['nothing, to disconnect', '/connectors/1/disconnect', { 'content-type': null }, 200, undefined],
];
for (const [what, path, headers = {}, status, code] of rows) {
  test(`an empty body, announced by ${what}, is answered ${status}`, async () => {
    const { ask, cyclr, logs } = setUp([fakeConnector(1, 'ApiKey', { authenticated: true })]);
    const answer = await ask(path, { method: 'POST', headers });
    assert.deepEqual([answer.status, answer.json.error?.code], [status, code]);
    if (code === undefined) return;
    assert.equal(cyclr.calls.length, 0);
    if (code === 'misconfigured') assert.match(logs[0] ?? '', /read before the handler.*express\.json\(\)/);
  });
}

test('a request whose body was consumed gets that answer as well', async () => {
  const { handler } = setUp([fakeConnector(1, 'ApiKey')]);
  const request = new Request('https://app.example.com/cyclr-connect/connectors/1/credentials', {
    method: 'POST',
    body: '{}',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
  });
  await request.text();
  const { error } = (await (await handler(request)).json()) as { error: { code: string; message: string } };
  assert.equal(error.code, 'misconfigured');
  assert.match(error.message, /read before/);
});
