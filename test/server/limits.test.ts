import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { fakeConnector } from './fake-cyclr.ts';
import { attempt, hangLimit, own, setUp } from './set-up.ts';

const mebibyte = 1024 * 1024;

/** An answer without an end, and how much of it was asked for. */
const createEndless = () => {
  const counted = { bytes: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      counted.bytes += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
    cancel: () => {
      counted.cancelled = true;
    },
  });
  return { body, counted };
};

test('an answer of Cyclr that does not end is cut off, and read once', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
  const { body, counted } = createEndless();
  cyclr.intercept = (call) => (call.path.startsWith('/oauth') ? undefined : new Response(body));
  const answer = await ask('/connectors?ids=1');
  assert.equal(answer.json.connectors?.[0]?.error?.code, 'invalid-response');
  assert.ok(counted.bytes < 17 * mebibyte, String(counted.bytes));
  assert.equal(counted.cancelled, true);
  assert.equal(cyclr.count('GET', /connectors/), 1);
});

test('a compressed answer is measured by what it becomes', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * mebibyte, 32));
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
  }).listen(0);
  await once(server, 'listening');
  try {
    const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
    const { port } = server.address() as AddressInfo;
    cyclr.intercept = (call) => (call.path.startsWith('/oauth') ? undefined : fetch(`http://127.0.0.1:${String(port)}/`));
    assert.equal((await ask('/connectors?ids=1')).json.connectors?.[0]?.error?.code, 'invalid-response');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('an answer just below the limit is read', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
  const padded = `${' '.repeat(15 * mebibyte)}${JSON.stringify(fakeConnector(1, 'ApiKey'))}`;
  cyclr.intercept = (call) => (call.path.endsWith('/connectors/1') ? new Response(padded) : undefined);
  assert.equal((await ask('/connectors?ids=1')).json.connectors?.[0]?.id, '1');
});

const never = () => new Promise<never>(() => undefined);
const silent: [what: string, options: Partial<ConnectHandlerOptions>][] = [
  ['resolveAccount', { resolveAccount: never }],
  ['fields', { fields: never }],
];
for (const [what, options] of silent) {
  test(`a function ${what} that never answers ends in 504, on every route`, async () => {
    const { ask } = setUp([fakeConnector(1, 'ApiKey')], { timeout: 20, requestTimeout: 60, ...options });
    const saved = await ask('/connectors/1/credentials', { method: 'POST', body: { credential: { type: 'ApiKey', key: 'k' } } });
    assert.equal(saved.status, 504);
    assert.equal((await ask('/connectors/1/disconnect', { method: 'POST' })).status, 504);
    const listed = await ask('/connectors?ids=1');
    assert.ok(listed.status === 504 || listed.json.connectors?.[0]?.error?.code === 'backend-error', listed.text);
    if (what === 'resolveAccount') assert.equal((await ask(`/connectors/1/authorize?attempt=${attempt}`)).status, 504);
  });
}

test('a testConnection that never answers gives no proof, and the save is answered', async () => {
  const { save } = setUp([fakeConnector(1, 'ApiKey')], { timeout: hangLimit, testConnection: never });
  const answer = await save(1, { credential: { type: 'ApiKey', key: 'k' } });
  assert.deepEqual([answer.status, answer.json.proof], [200, 'authenticated']);
});

test('a body that stalls ends in 504', async () => {
  const { handler, cyclr } = setUp([fakeConnector(1, 'ApiKey')], { requestTimeout: 40 });
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"cred')) });
  const answer = await handler(
    new Request(`${own}/cyclr-connect/connectors/1/credentials`, {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit),
  );
  assert.equal(answer.status, 504);
  assert.equal(cyclr.calls.length, 0);
});
