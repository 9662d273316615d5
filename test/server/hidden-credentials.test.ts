import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FakeConnector, fakeConnector, json } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';
import { apiKey, old, storedIn, properties } from './stored-connector.ts';

const masks: [what: string, mask: (connector: FakeConnector) => Record<string, unknown>][] = [
  ['stars', (connector) => ({ ...connector, AuthValue: connector.AuthValue === null ? null : '********' })],
  ['stars and an end', (connector) => ({ ...connector, AuthValue: connector.AuthValue === null ? null : '****abcd' })],
  ['a number', (connector) => ({ ...connector, AuthValue: connector.AuthValue === null ? null : 7 })],
  ['null', (connector) => ({ ...connector, AuthValue: null })],
  ['no member', ({ AuthValue: _hidden, ...connector }) => connector],
];
for (const [what, mask] of masks) {
  test(`a credential that Cyclr answers as ${what} cannot be put back, and that is said`, async () => {
    const { save, cyclr, events } = setUp([old('ApiKey', 'old-key')], { testConnection: () => false });
    cyclr.intercept = (call) => {
      const isRead = call.method === 'GET' && call.path.endsWith('/connectors/1');
      return isRead ? json(mask(cyclr.find('account-1', 1))) : undefined;
    };
    const answer = await save(1, { properties, ...apiKey('new-key') });
    assert.deepEqual([answer.json.error?.code, answer.json.error?.restored], ['credentials-rejected', false]);
    assert.equal(events[0]?.putBack, 'lost');
    const now = storedIn(cyclr.find('account-1', 1));
    // Nothing that was refused may pass for connected; the settings are as before too.
    assert.deepEqual([now.Authenticated, now.properties], [false, { Host: 'old.example', Pin: 'old-pin' }]);
  });

  test(`a hidden credential (${what}) that Cyclr itself refused is left alone`, async () => {
    const { save, cyclr } = setUp([old('ApiKey', 'old-key')]);
    cyclr.intercept = (call) => {
      if (call.method === 'PUT' && call.path.endsWith('/connectors/1')) return json({ Message: 'no' }, 400);
      return call.method === 'GET' && call.path.endsWith('/connectors/1') ? json(mask(cyclr.find('account-1', 1))) : undefined;
    };
    const { error } = (await save(1, apiKey('new-key'))).json;
    // Which of the two is stored is not known, so `restored` is left out.
    assert.deepEqual([error?.code, error?.restored], ['credentials-rejected', undefined]);
    assert.equal(cyclr.find('account-1', 1).AuthValue, 'old-key');
  });

  test(`a first credential that Cyclr refused, kept and hides (${what}) is taken away`, async () => {
    const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
    cyclr.intercept = (call) => {
      if (call.method === 'PUT' && call.path.endsWith('/connectors/1')) {
        cyclr.answerNow(call);
        return json({ Message: 'no' }, 400);
      }
      return call.method === 'GET' && call.path.endsWith('/connectors/1') ? json(mask(cyclr.find('account-1', 1))) : undefined;
    };
    const { error } = (await save(1, apiKey('new-key'))).json;
    assert.deepEqual([error?.code, error?.restored], ['credentials-rejected', true]);
    assert.equal(cyclr.find('account-1', 1).AuthValue, null);
  });
}
