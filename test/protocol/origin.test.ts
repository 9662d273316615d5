import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectError } from '../../src/protocol/errors.ts';
import { isLoopback, parseOrigin } from '../../src/protocol/origin.ts';

const fine: [unknown, string][] = [
  ['acme-h.cyclr.com', 'https://acme-h.cyclr.com'],
  ['ACME-h.Cyclr.com', 'https://acme-h.cyclr.com'],
  [' acme-h.cyclr.com ', 'https://acme-h.cyclr.com'],
  ['https://acme-h.cyclr.com', 'https://acme-h.cyclr.com'],
  ['https://acme-h.cyclr.com/', 'https://acme-h.cyclr.com'],
  ['acme-h.cyclr.com:8443', 'https://acme-h.cyclr.com:8443'],
  ['https://acme-h.cyclr.com:443', 'https://acme-h.cyclr.com'],
  ['http://localhost:4000', 'http://localhost:4000'],
  ['http://cyclr.localhost:4000', 'http://cyclr.localhost:4000'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['http://[::1]:4000', 'http://[::1]:4000'],
  ['bücher.example', 'https://xn--bcher-kva.example'],
];
for (const [given, origin] of fine) {
  test(`${JSON.stringify(given)} is the origin ${origin}`, () => assert.equal(parseOrigin(given, 'here'), origin));
}

const bad: unknown[] = [
  undefined,
  null,
  7,
  {},
  '',
  '  ',
  '*',
  'https://*',
  'https://',
  'https://*.cyclr.com',
  'acme-h.cyclr.com/path',
  '/acme-h.cyclr.com',
  '//acme-h.cyclr.com',
  'https://acme-h.cyclr.com/path',
  'acme-h.cyclr.com?',
  'acme-h.cyclr.com#',
  'https://acme-h.cyclr.com/?x=1',
  'acme-h.cyclr.com\\x',
  'user@acme-h.cyclr.com',
  'https://user:pass@acme-h.cyclr.com',
  'http://acme-h.cyclr.com',
  'http://localhost.evil.net',
  'http://127.0.0.1.evil.net',
  'http://10.0.0.1',
  'ftp://acme-h.cyclr.com',
  'javascript:alert(1)',
  'a b.com',
];
for (const given of bad) {
  test(`${JSON.stringify(given)} is refused, naming the setting and not the value`, () => {
    assert.throws(
      () => parseOrigin(given, 'service-domain'),
      (error) => {
        assert.ok(error instanceof ConnectError);
        assert.equal(error.code, 'misconfigured');
        assert.match(error.message, /^service-domain must be/);
        assert.doesNotMatch(error.message, /user:pass|evil/);
        return true;
      },
    );
  });
}

test('loopback is what never leaves the machine', () => {
  for (const host of ['localhost', 'a.b.localhost', '127.0.0.1', '127.9.9.9', '[::1]']) assert.equal(isLoopback(host), true, host);
  for (const host of ['localhost.com', 'notlocalhost', '128.0.0.1', '127.0.0.1.com', '0.0.0.0', '[::2]'])
    assert.equal(isLoopback(host), false, host);
});
