import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareHost, httpsUrl, subdomain, trimmed } from '../../src/protocol/normalizers.ts';

/** What was typed, and what each of the three makes of it; nothing where it stays exactly as it was. */
const addresses: [typed: string, bareHost?: string, subdomain?: string | undefined, httpsUrl?: string][] = [
  ['https://Acme.example.com/login?x=1#y', 'acme.example.com', 'acme', 'https://Acme.example.com/login?x=1#y'],
  ['acme.example.com', 'acme.example.com', 'acme', 'https://acme.example.com'],
  [' acme.zendesk.com/ ', 'acme.zendesk.com', 'acme', 'https://acme.zendesk.com'],
  ['\u200Bacme.zendesk.com\u00A0\n', 'acme.zendesk.com', 'acme', 'https://acme.zendesk.com'],
  ['https://acme.zendesk.com/', 'acme.zendesk.com', 'acme', 'https://acme.zendesk.com'],
  ['https://acme.example.com/wp/', 'acme.example.com', 'acme', 'https://acme.example.com/wp/'],
  ['HTTPS://ACME.EXAMPLE.COM', 'acme.example.com', 'acme', 'https://ACME.EXAMPLE.COM'],
  ['http://acme.example.com/x', 'acme.example.com', 'acme', 'http://acme.example.com/x'],
  ['//acme.example.com', 'acme.example.com', 'acme', 'https://acme.example.com'],
  ['acme', 'acme', 'acme', 'https://acme'],
  ['Acme', 'acme', 'acme', 'https://Acme'],
  ['acme.com', 'acme.com', undefined, 'https://acme.com'],
  ['acme.example.com:8443/x', 'acme.example.com:8443', 'acme', 'https://acme.example.com:8443/x'],
  ['https://acme.example.com:443/x', 'acme.example.com', 'acme', 'https://acme.example.com:443/x'],
  ['localhost:5432', 'localhost:5432', 'localhost', 'https://localhost:5432'],
  ['bücher.example.com', 'xn--bcher-kva.example.com', 'xn--bcher-kva', 'https://bücher.example.com'],
  ['acme.example.com.', 'acme.example.com.', 'acme', 'https://acme.example.com.'],
  ['https://[::1]:8080/x', '[::1]:8080', undefined, 'https://[::1]:8080/x'],
  ['10.0.0.7', '10.0.0.7', undefined, 'https://10.0.0.7'],
  ['acme.example.com?shop=1', 'acme.example.com', 'acme', 'https://acme.example.com?shop=1'],
  // None of these is an address that could be cut without guessing.
  ...[
    '',
    '   ',
    'https://',
    '//',
    '/',
    '.',
    '..',
    'a..b',
    '.acme.com',
    '?',
    '#',
    ':',
    ':443',
    'acme corp',
    'acme.com, other.com',
    'https://ada:hush@acme.example.com/',
    'ada@example.com',
    '@acme.example.com',
    'mailto:ada@example.com',
    'javascript:alert(1)',
    'ftp://acme.example.com',
    'https:/acme.example.com',
    'https:acme.example.com',
    'http:\\\\acme.example.com',
    'https://acme.example.com\\x',
    '5432',
    '0x7f.1',
    'acme%2eexample.com',
    'acme.example.com:99999',
    'acme.example.com:port',
    '[::1',
    '<script>',
    'https://https://acme.example.com',
    '{{StoreURL}}',
    'company|client',
  ].map((typed): [string] => [typed]),
];
for (const [typed, host = typed, label = typed, url = typed] of addresses) {
  test(`an address typed as ${JSON.stringify(typed)} is normalized, or left alone`, () => {
    assert.deepEqual([bareHost(typed), subdomain(typed), httpsUrl(typed)], [host, label, url]);
  });
}

test('what was normalized once stays as it is', () => {
  for (const [typed] of addresses) {
    for (const normalize of [bareHost, subdomain, httpsUrl, trimmed]) assert.equal(normalize(normalize(typed)), normalize(typed), typed);
  }
});

const texts: [typed: string, trimmed: string][] = [
  ['', ''],
  ['  ', ''],
  [' key ', 'key'],
  ['key\r\n', 'key'],
  ['\u200B\uFEFFkey\u00A0\u2060', 'key'],
  ['two words', 'two words'],
  ['-----BEGIN-----\nx\n', '-----BEGIN-----\nx'],
  ['ключ', 'ключ'],
];
for (const [typed, expected] of texts) {
  test(`${JSON.stringify(typed)} is trimmed at its ends only`, () => {
    assert.equal(trimmed(typed), expected);
  });
}
