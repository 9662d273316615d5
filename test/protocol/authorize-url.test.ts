import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttempt, expectedMessage, isAttempt } from '../../src/protocol/attempt.ts';
import { buildAuthorizeUrl, expectWindowUrl } from '../../src/protocol/authorize-url.ts';
import { ConnectError } from '../../src/protocol/errors.ts';

const attempt = 'f'.repeat(32);
const shared = { serviceOrigin: 'https://acme-h.cyclr.com', connectorId: '12&34', token: 'AB+/=&#%', attempt };

test('every value is percent-encoded, and comes back as it was', () => {
  const text = buildAuthorizeUrl({ ...shared, return: { kind: 'message', origin: 'https://app.example.com' } });
  assert.equal(
    text,
    'https://acme-h.cyclr.com/connectorauth/updateaccountconnectoroauth?id=12%2634&token=AB%2B%2F%3D%26%23%25' +
      `&targetOrigin=https%3A%2F%2Fapp.example.com&callbackMessage=cyclr-connect%3A${attempt}`,
  );
  const query = new URL(text).searchParams;
  assert.equal(query.get('token'), shared.token);
  assert.equal(query.get('callbackMessage'), expectedMessage(attempt));
});

test('a callback page carries the attempt and keeps its query, without a message', () => {
  const text = buildAuthorizeUrl({ ...shared, return: { kind: 'callback', url: 'https://app.example.com/back?tenant=7&attempt=old' } });
  const query = new URL(text).searchParams;
  assert.equal(query.get('targetOrigin'), `https://app.example.com/back?tenant=7&attempt=${attempt}`);
  assert.equal(query.has('callbackMessage'), false);
});

const expected = ['https://acme-h.cyclr.com', 'https://app.example.com'];
for (const address of [
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
  '',
  '/relative',
  'https://evil.example.net/',
  'https://acme-h.cyclr.com.evil.net/',
  'https://user@acme-h.cyclr.com/',
  'https://user:pass@acme-h.cyclr.com/',
  'http://acme-h.cyclr.com/',
  'https://acme-h.cyclr.com:8443/',
  'blob:https://acme-h.cyclr.com/1',
]) {
  test(`a window is never given '${address}'`, () => {
    assert.throws(
      () => expectWindowUrl(address, expected),
      (error) => error instanceof ConnectError && error.code === 'misconfigured',
    );
  });
}

test('a window may be given an address of an expected origin', () => {
  assert.equal(expectWindowUrl('https://app.example.com/x?y=1', expected), 'https://app.example.com/x?y=1');
});

test('an attempt is 32 lower-case hex digits of 16 random bytes', () => {
  assert.equal(
    createAttempt((bytes) =>
      bytes.forEach((_, index) => {
        bytes[index] = index;
      }),
    ),
    '000102030405060708090a0b0c0d0e0f',
  );
  assert.notEqual(createAttempt(), createAttempt());
  assert.ok(isAttempt(createAttempt()));
  for (const value of [undefined, null, 1, '', 'f'.repeat(31), 'f'.repeat(33), 'F'.repeat(32), `${'f'.repeat(32)}\n`, [attempt]])
    assert.equal(isAttempt(value), false);
});
