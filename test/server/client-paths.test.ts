import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseClientOptions } from '../../src/server/cyclr/client-options.ts';
import { createCyclrClient, createRequestClients, type CyclrClient } from '../../src/server/cyclr/cyclr-client.ts';
import { secretsOf } from '../../src/server/known-secrets.ts';
import { Stop } from '../../src/server/limits/stop.ts';
import { createFakeCyclr, fakeConnector, testMethod } from './fake-cyclr.ts';

type Call = [what: string, call: (client: CyclrClient, id: string) => Promise<unknown>];
const calls: Call[] = [
  ['readConnector', (client, id) => client.readConnector('account-1', id)],
  ['readCredentialMark', (client, id) => client.readCredentialMark('account-1', id)],
  ['saveAuthValue', (client, id) => client.saveAuthValue('account-1', id, 'key')],
  ['createProperty', (client, id) => client.createProperty('account-1', id, 'Host', 'a')],
  ['updateProperty', (client, id) => client.updateProperty('account-1', '1', id, 'Host', 'a')],
  ['deleteProperty of a connector', (client, id) => client.deleteProperty('account-1', id, '41')],
  ['deleteProperty', (client, id) => client.deleteProperty('account-1', '1', id)],
  ['testMethod of a connector', (client, id) => client.testMethod('account-1', id, testMethod)],
  ['testMethod', (client, id) => client.testMethod('account-1', '1', id)],
  ['deauthenticate', (client, id) => client.deauthenticate('account-1', id)],
  ['mintSignInToken', (client, id) => client.mintSignInToken(id, 'jo')],
  ['installConnector', (client, id) => client.installConnector('account-1', id, { name: 'Capsule' })],
  ['readCycleConnectors', (client, id) => client.readCycleConnectors('account-1', id)],
];

for (const [what, call] of calls) {
  test(`${what} takes no id that would make another address of its path`, async () => {
    const cyclr = createFakeCyclr({ 'account-1': [fakeConnector(1, 'ApiKey')] });
    const client = createCyclrClient({
      apiDomain: 'api.cyclr.com',
      clientId: 'partner',
      clientSecret: 'partner-secret-xyz',
      fetch: cyclr.fetch,
    });
    for (const id of ['', '.', '..']) await assert.rejects(async () => call(client, id), { code: 'invalid-request' });
    assert.equal(cyclr.calls.length, 0);
    await call(client, '../x y').catch(() => undefined);
    assert.ok(cyclr.calls.some(({ path }) => path.includes('..%2Fx%20y')));
  });
}

test('a client that is kept does not collect the credentials that it reads', async () => {
  const cyclr = createFakeCyclr({ 'account-1': [fakeConnector(1, 'ApiKey', { authenticated: true })] });
  const options = { apiDomain: 'api.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz', fetch: cyclr.fetch };
  const kept = createCyclrClient(options);
  const ofRequest = createRequestClients(parseClientOptions(options))(new Stop());
  for (const client of [kept, ofRequest]) {
    await client.readConnector('account-1', '1');
    await client.saveAuthValue('account-1', '1', 'another-secret');
  }
  assert.deepEqual(secretsOf(kept), []);
  assert.ok(secretsOf(ofRequest).includes('another-secret'));
});
