import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMember } from './sandbox-client.ts';
import { connectors, returnTo, running, useSandbox } from './sandbox-stage.ts';

useSandbox();

describe('the control', () => {
  const invalid: readonly [unknown, RegExp][] = [
    [{ nonsense: true }, /^There is no switch called "nonsense"\.$/],
    [{ slow: 'long' }, /^The switch "slow" cannot take this value: /],
    [{ postsOnRefusal: 'sometimes' }, /^The switch "postsOnRefusal" cannot/],
    [[], /^The body must be a JSON object/],
  ];
  for (const [body, sentence] of invalid) {
    it(`refuses ${JSON.stringify(body)} in one sentence`, async () => {
      assert.match(String(readMember(await running.control('POST', '/switches', body), 'message')), sentence);
    });
  }

  const failures: readonly { name: string; value: unknown; status: number; header?: [string, string] }[] = [
    { name: 'apiDown', value: true, status: 503 },
    { name: 'answersGarbage', value: true, status: 200, header: ['content-type', 'text/html; charset=UTF-8'] },
    { name: 'rateLimited', value: 7, status: 429, header: ['retry-after', '7'] },
  ];
  for (const { name, value, status, header } of failures) {
    it(`makes the API answer ${status} for ${name}`, async () => {
      await running.control('POST', '/switches', { [name]: value });
      const answer = await running.browser.open(`${running.sandbox.origins.api}${connectors}`);
      assert.equal(answer.status, status);
      if (header) assert.equal(answer.headers[header[0]], header[1]);
    });
  }

  it('sends the COOP that was asked for, on pages and on redirects', async () => {
    await running.control('POST', '/switches', { providerCoop: 'same-origin', cyclrCoop: 'same-origin-allow-popups' });
    const browser = running.newBrowser();
    const first = await browser.open(await running.signInUrl('1002', returnTo('done')));
    assert.equal(first.headers['cross-origin-opener-policy'], 'same-origin-allow-popups');
    const second = await browser.open(first.headers.location ?? '');
    assert.equal(second.headers['cross-origin-opener-policy'], 'same-origin');
    const third = await browser.open(new URL(second.headers.location ?? '', second.url).href);
    assert.equal(third.headers['cross-origin-opener-policy'], 'same-origin');
  });

  it('lists what is stored without a credential or a sensitive value', async () => {
    await running.api('PUT', `${connectors}/1003`, { AuthValue: 'very-secret-key' });
    await running.control('POST', '/accounts/acct-ada/connectors/1004', {
      properties: { ClientId: 'shown', ClientSecret: 'very-secret-client' },
    });
    const text = JSON.stringify(await running.control('GET', '/state'));
    assert.doesNotMatch(text, /very-secret/);
    assert.match(text, /shown/);
  });

  it('lets only the partner’s page in from another origin', async () => {
    const { control, app } = running.sandbox.origins;
    const preflight = await running.browser.open(`${control}/switches`, { method: 'OPTIONS', headers: { origin: app } });
    assert.equal(preflight.headers['access-control-allow-origin'], app);
    const foreign = await running.browser.open(`${control}/reset`, { method: 'POST', headers: { origin: 'https://evil.example' } });
    assert.equal(foreign.status, 403);
    assert.equal(foreign.headers['access-control-allow-origin'], undefined);
  });
});
