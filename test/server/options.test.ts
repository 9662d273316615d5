import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectError } from '../../src/protocol/errors.ts';
import { createCyclrClient } from '../../src/server/cyclr/cyclr-client.ts';
import { createConnectHandler } from '../../src/server/handler.ts';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';

const cyclr = { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' };
const fine = { cyclr, resolveAccount: () => undefined };

const guid = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

const table: [name: string, options: unknown][] = [
  ['createConnectHandler', undefined],
  ['cyclr', { ...fine, cyclr: undefined }],
  ['cyclr.apiDomain', { ...fine, cyclr: { ...cyclr, apiDomain: undefined } }],
  ['cyclr.apiDomain', { ...fine, cyclr: { ...cyclr, apiDomain: 'http://api.cyclr.com' } }],
  ['cyclr.apiDomain', { ...fine, cyclr: { ...cyclr, apiDomain: 'user:secret@api.cyclr.com' } }],
  ['cyclr.serviceDomain', { ...fine, cyclr: { ...cyclr, serviceDomain: undefined } }],
  ['cyclr.serviceDomain', { ...fine, cyclr: { ...cyclr, serviceDomain: 'acme-h.cyclr.com/path' } }],
  ['cyclr.clientId', { ...fine, cyclr: { ...cyclr, clientId: '' } }],
  ['cyclr.clientSecret', { ...fine, cyclr: { ...cyclr, clientSecret: undefined } }],
  ['cyclr.clientSecret', { ...fine, cyclr: { ...cyclr, clientSecret: ['a-secret'] } }],
  ['cyclr.secret', { ...fine, cyclr: { ...cyclr, secret: 'a-secret' } }],
  ['resolveAccount', { cyclr }],
  ['resolveAccount', { ...fine, resolveAccount: 'account-1' }],
  ['resolveacount', { ...fine, resolveacount: 'a-secret' }],
  ['basePath', { ...fine, basePath: 'cyclr' }],
  ['basePath', { ...fine, basePath: '/a"b' }],
  ['basePath', { ...fine, basePath: '/a?b' }],
  ['publicUrl', { ...fine, publicUrl: 'http://app.example.com/cyclr-connect' }],
  ['publicUrl', { ...fine, publicUrl: '*' }],
  ['publicUrl', { ...fine, publicUrl: '/cyclr-connect' }],
  ['publicUrl', { ...fine, publicUrl: 'https://app.example.com/cyclr-connect?a=secret' }],
  ['publicUrl', { ...fine, publicUrl: 'https://jo:a-secret@app.example.com/cyclr-connect' }],
  ['publicUrl', { ...fine, publicUrl: 'ftp://app.example.com/' }],
  ['publicUrl', { ...fine, publicUrl: 7 }],
  ['publicOrigin', { ...fine, publicOrigin: 'https://app.example.com' }],
  ['allowHttp', { ...fine, allowHttp: 'yes' }],
  ['allowedOrigins', { ...fine, allowedOrigins: 'https://a.example' }],
  ['allowedOrigins', { ...fine, allowedOrigins: ['https://a.example/path'] }],
  ['allowedOrigins', { ...fine, allowedOrigins: ['*'] }],
  ['allowedOrigins.1', { ...fine, allowedOrigins: ['https://a.example', ''] }],
  ['allowedOrigins', { ...fine, allowedOrigins: ['file://'] }],
  ['allowedOrigins', { ...fine, allowedOrigins: ['null'] }],
  ['allowedOrigins', { ...fine, allowedOrigins: ['https://jo:a-secret@a.example'] }],
  ['allowedOrigins', { ...fine, allowedOrigins: [null] }],
  ['fields', { ...fine, fields: [] }],
  ['fields.StoreURL.labl', { ...fine, fields: { StoreURL: { labl: 'a-secret' } } }],
  ['fields.StoreURL.hidden', { ...fine, fields: { StoreURL: { hidden: 'a-secret' } } }],
  ['fields.StoreURL.order', { ...fine, fields: { StoreURL: { order: '1' } } }],
  ['fields.StoreURL.normalize', { ...fine, fields: { StoreURL: { normalize: 'trimmed' } } }],
  ['fields.StoreURL.choices', { ...fine, fields: { StoreURL: { choices: 'a-secret' } } }],
  ['fields.StoreURL.choices.1', { ...fine, fields: { StoreURL: { choices: ['a', { value: 1, label: 'b' }] } } }],
  ['logger', { ...fine, logger: true }],
  ['logger', { ...fine, logger: { error: () => undefined } }],
  ['authorizeByPost', { ...fine, authorizeByPost: 1 }],
  ['partnerName', { ...fine, partnerName: ' ' }],
  ['partnerName', { ...fine, partnerName: 'x'.repeat(61) }],
  ['partnerName', { ...fine, partnerName: 7 }],
  ['fields.StoreURL', { ...fine, fields: { StoreURL: 'hidden' } }],
  ['testMethods.Pipedrive', { ...fine, testMethods: { Pipedrive: 7 } }],
  ['testMethods.Pipedrive', { ...fine, testMethods: { Pipedrive: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff0' } }],
  ['testMethods.Pipedrive', { ...fine, testMethods: { Pipedrive: null } }],
  ['testMethods.Pipedrive.method', { ...fine, testMethods: { Pipedrive: { method: 'a-secret' } } }],
  ['testMethods.Pipedrive.method', { ...fine, testMethods: { Pipedrive: {} } }],
  ['testMethods.Pipedrive.isRefusal', { ...fine, testMethods: { Pipedrive: { method: guid, isRefusal: 401 } } }],
  ['testMethods.Pipedrive.refuses', { ...fine, testMethods: { Pipedrive: { method: guid, refuses: 401 } } }],
  ['requestTimeout', { ...fine, requestTimeout: 0 }],
  ['requestTimeout', { ...fine, requestTimeout: 30_000 }],
  ['testConnection', { ...fine, testConnection: {} }],
  ['tokenPath', { ...fine, tokenPath: 'https://evil.example/token' }],
  ['tokenPath', { ...fine, tokenPath: '//evil.example/token' }],
  ['fetch', { ...fine, fetch: 1 }],
  ['now', { ...fine, now: 1 }],
  ['timeout', { ...fine, timeout: 0 }],
  ['timeout', { ...fine, timeout: '10' }],
  // A timer of more than 31 bits fires at once, so that each call would fail.
  ['timeout', { ...fine, timeout: 2 ** 31 }],
  ['install', { ...fine, install: ['Pipedrive'] }],
  ['install.connectors', { ...fine, install: {} }],
  ['install.connectors', { ...fine, install: { connectors: 'Pipedrive' } }],
  ['install.conectors', { ...fine, install: { connectors: [], conectors: ['a-secret'] } }],
  ['install.method', { ...fine, install: { connectors: [], method: 1 } }],
  ['install.limit', { ...fine, install: { connectors: [], limit: 0 } }],
  ['install.limit', { ...fine, install: { connectors: [], limit: 1.5 } }],
  ['createAccount', { ...fine, createAccount: { name: 'Acme' } }],
  ['filter', { ...fine, filter: [] }],
  ['attention', { ...fine, attention: {} }],
  ['onAttention', { ...fine, onAttention: true }],
  ['testOnLoad', { ...fine, testOnLoad: 'yes' }],
  ['describe', { ...fine, describe: 'Acme' }],
  ['links', { ...fine, links: true }],
  ['links.isRevoked', { ...fine, links: { isRevoked: ['1'] } }],
  ['onEvent', { ...fine, onEvent: [] }],
];

const errorOf = (create: () => unknown): ConnectError => {
  try {
    create();
  } catch (error) {
    assert.ok(error instanceof ConnectError);
    return error;
  }
  return assert.fail('nothing was thrown');
};

for (const [index, [name, options]] of table.entries()) {
  test(`a mistake in ${name} is reported at once (${index})`, () => {
    const error = errorOf(() => createConnectHandler(options as ConnectHandlerOptions));
    assert.equal(error.code, 'misconfigured');
    assert.ok(error.message.includes(name), error.message);
    assert.doesNotMatch(error.message, /a-secret|partner-secret|user:secret/);
    assert.equal(error.message.match(/\.$/)?.length, 1);
  });
}

test('a client names its own options', () => {
  const { serviceDomain: _none, ...client } = cyclr;
  assert.match(errorOf(() => createCyclrClient({ ...client, clientSecret: '' })).message, /^clientSecret must/);
  assert.match(errorOf(() => createCyclrClient({ ...client, timeout: -1 })).message, /^timeout must/);
  assert.match(errorOf(() => createCyclrClient({ ...client, timeout: 2 ** 31 })).message, /^timeout must be at most/);
  createCyclrClient({ ...client, apiDomain: 'http://localhost:4000', timeout: 2 ** 31 - 1 });
});

test('everything that is right is taken', () => {
  createConnectHandler({
    cyclr: { ...cyclr, apiDomain: 'http://127.0.0.1:4000', serviceDomain: 'http://localhost:4001' },
    resolveAccount: () => null,
    basePath: '/',
    publicUrl: 'http://crm.intranet/app/',
    allowHttp: true,
    authorizeByPost: false,
    allowedOrigins: ['https://www.example.com', 'capacitor://localhost', 'tauri://localhost', 'http://crm.intranet:8080', 'b.example'],
    fields: () => undefined,
    testMethods: {},
    testConnection: () => true,
    tokenPath: '/x',
    fetch,
    now: Date.now,
    timeout: 1,
    onEvent: () => undefined,
  });
});
