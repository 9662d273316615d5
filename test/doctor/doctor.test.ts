import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DoctorReport } from '../../src/doctor/check.ts';
import { doctor } from '../../src/doctor/doctor.ts';
import type { DoctorOptions } from '../../src/doctor/options.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { fakeConnector } from '../server/fake-cyclr.ts';
import { setUp } from '../server/set-up.ts';
import { cyclr, html, type Scenario, scenarios, url } from './doctor-scenarios.ts';

const examine = async ({ options, handler, answer, arrives, leaves }: Scenario): Promise<DoctorReport> => {
  const first = { ...fakeConnector(1, 'OAuth2'), Name: 'Capsule' };
  first.Connector['Id'] = 77;
  const set = setUp([first, fakeConnector(3, 'NetSuiteOAuth1')], {
    resolveAccount: (request: Request) =>
      request.headers.has('cookie') ? { accountId: 'account-1', username: 'jo@example.com' } : undefined,
    ...handler,
  });
  const request = (async (input, init) => {
    const asked = new Request(input, init);
    const special = answer?.(asked.clone());
    if (special !== undefined) return special;
    const { host } = new URL(asked.url);
    if (host === 'app.example.com') {
      const response = await set.handler(arrives?.(asked) ?? asked);
      return leaves?.(response, asked) ?? response;
    }
    if (host === 'acme-h.cyclr.com') return html(403);
    return set.cyclr.fetch(asked.url, {
      method: asked.method,
      headers: asked.headers,
      ...(init?.body === undefined ? {} : { body: init.body }),
    });
  }) as typeof fetch;
  return doctor({ url, fetch: request, ...options });
};

describe('doctor() finds', () => {
  for (const [name, scenario] of Object.entries(scenarios)) {
    test(name, async () => {
      const report = await examine(scenario);
      const found = Object.fromEntries(report.checks.filter(({ outcome }) => outcome !== 'ok').map(({ id, outcome }) => [id, outcome]));
      assert.deepEqual(found, scenario.finds ?? {}, JSON.stringify(report, null, 1));
      assert.equal(report.ok, !Object.values(scenario.finds ?? {}).includes('failed'));
      const text = report.checks.map(({ message }) => message).join('\n');
      if (scenario.says !== undefined) assert.match(text, scenario.says);
      if (scenario.advises !== undefined) assert.match(report.checks.map(({ remedy = '' }) => remedy).join('\n'), scenario.advises);
      for (const { outcome, message, remedy } of report.checks) {
        assert.match(message, /^\S.*\.$/);
        if (outcome === 'failed') assert.match(remedy ?? '', /^\S.*\.$/);
      }
      assert.doesNotMatch(text.replaceAll('clientSecret', ''), /secret/i, 'a secret');
    });
  }

  const mistakes: [what: string, options: unknown][] = [
    ['The options of doctor', undefined],
    ['url or cyclr', {}],
    ['url', { url: 'app.example.com' }],
    ['url', { url: 'ftp://x/y' }],
    ['url', { url: 'https://:a-secret@x/y' }],
    ['url', { url: 7 }],
    ['pageOrigin', { url, pageOrigin: 'https://x/y' }],
    ['pageOrigin', { url, pageOrigin: 7 }],
    ['pageOrgin', { url, pageOrgin: 'https://x' }],
    ['headers', { url, headers: 'a-secret' }],
    ['headers.cookie', { url, headers: { cookie: 7 } }],
    ['connectorIds', { url, connectorIds: '1' }],
    ['connectorIds.0', { url, connectorIds: [{}] }],
    ['timeout', { url, timeout: 0 }],
    ['timeout', { url, timeout: 2 ** 31 }],
    ['fetch', { url, fetch: 'a-secret' }],
    ['cyclr', { cyclr: 'a-secret' }],
    ['cyclr.apiDomain', { cyclr: { ...cyclr, apiDomain: 'https://x/y' } }],
    ['cyclr.serviceDomain', { cyclr: { ...cyclr, serviceDomain: 'http://acme-h.cyclr.com' } }],
    ['cyclr.clientSecret', { cyclr: { ...cyclr, clientSecret: '' } }],
    ['cyclr.secret', { cyclr: { ...cyclr, secret: 'a-secret' } }],
    ['accountId', { cyclr, accountId: '' }],
    ['accountId', { url, accountId: 'account-1' }],
    ['username', { cyclr, username: 'jo' }],
    ['tokenPath', { cyclr, tokenPath: 'x' }],
    ['tokenPath', { url, tokenPath: '/x' }],
    ['pageOrigin needs url', { cyclr, pageOrigin: 'https://x' }],
    ['headers needs url', { cyclr, headers: {} }],
    ['connectorIds needs headers or accountId', { url, cyclr, connectorIds: ['1'] }],
  ];
  for (const [index, [name, options]] of mistakes.entries()) {
    test(`a mistake in ${name}, by throwing (${String(index)})`, async () => {
      await assert.rejects(doctor(options as DoctorOptions), (error) => {
        assert.ok(error instanceof ConnectError, String(error));
        assert.equal(error.code, 'misconfigured');
        assert.ok(error.message.includes(name), error.message);
        assert.doesNotMatch(error.message, /a-secret|partner-secret/);
        return true;
      });
    });
  }
});
