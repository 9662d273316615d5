import assert from 'node:assert/strict';
import { ConnectError } from '../../src/protocol/errors.ts';
import { createCyclrClient } from '../../src/server/cyclr/cyclr-client.ts';
import { createFakeCyclr, type FakeConnector, fakeConnector } from './fake-cyclr.ts';

export const setUpClient = (
  connectors: FakeConnector[] = [fakeConnector(1, 'ApiKey')],
  more: { timeout?: number; tokenPath?: string } = {},
) => {
  const cyclr = createFakeCyclr({ 'account-1': connectors });
  const clock = { now: 1_000_000 };
  const client = createCyclrClient({
    apiDomain: 'api.cyclr.com',
    clientId: 'partner',
    clientSecret: 'partner-secret-xyz',
    fetch: cyclr.fetch,
    now: () => clock.now,
    ...more,
  });
  return { cyclr, client, clock, tokenCalls: () => cyclr.count('POST', /oauth\/token/) };
};

export const errorOf = async (promise: Promise<unknown>): Promise<ConnectError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ConnectError, 'a ConnectError');
  return error;
};
