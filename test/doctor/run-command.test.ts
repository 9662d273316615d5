import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runCommand } from '../../src/doctor/run-command.ts';
import { fakeConnector } from '../server/fake-cyclr.ts';
import { setUp } from '../server/set-up.ts';

const url = 'https://app.example.com/cyclr-connect';
const env = { CYCLR_ID: 'partner', CYCLR_SECRET: 'partner-secret-xyz' };

const run = async (words: readonly string[], given: Record<string, string> = env) => {
  const { handler, cyclr } = setUp([fakeConnector(1, 'ApiKey')], { resolveAccount: () => undefined });
  let output = '';
  let errors = '';
  const code = await runCommand(words, {
    env: given,
    write: (text) => (output += text),
    writeError: (text) => (errors += text),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (new URL(request.url).host === 'app.example.com') return handler(request);
      return cyclr.fetch(request.url, init);
    },
  });
  return { code, output, errors, minted: cyclr.minted };
};

const api = ['--api-domain', 'api.cyclr.com'];

describe('npx cyclr-connect', () => {
  const wrong: readonly [what: string, words: string[], says: RegExp, given?: Record<string, string>][] = [
    ['without a command', [], /^Usage/],
    ['with an unknown command', ['docter'], /no such command[\s\S]*Usage/],
    ['without an address', ['doctor'], /Give --url, --api-domain or both/],
    ['with an unknown option', ['doctor', '--uri', url], /--uri is not known/],
    ['with a word too many', ['doctor', url], /word without an option/],
    ['with an option that has no value', ['doctor', '--url'], /--url needs a value/],
    ['with an option in place of a value', ['doctor', '--url', '--account'], /--url needs a value/],
    ['with an option twice', ['doctor', '--url', url, '--url', url], /given twice/],
    ['with an address that is none', ['doctor', '--url', 'app.example.com'], /^--url must be the address/],
    ['with a header that is none', ['doctor', '--url', url, '--header', 'Cookie'], /--header must be/],
    ['with a time that is none', ['doctor', '--url', url, '--timeout', '5s'], /--timeout must be/],
    ['with an account and no API domain', ['doctor', '--url', url, '--account', 'a'], /--account needs --api-domain/],
    ['without the secret', ['doctor', '--api-domain', 'api.cyclr.com'], /CYCLR_ID and CYCLR_SECRET/, {}],
    ['with a domain that is none', ['doctor', '--api-domain', 'api.cyclr.com/v1'], /^--api-domain must be/],
    ['with a service domain that is none', ['doctor', ...api, '--service-domain', 'a b'], /^--service-domain must be/],
    ['with a service domain and no API domain', ['doctor', '--url', url, '--service-domain', 'a'], /^--service-domain needs --api-domain/],
    ['with a page and no address', ['doctor', ...api, '--page-origin', 'a.example'], /^--page-origin needs --url/],
    ['with a page that is none', ['doctor', '--url', url, '--page-origin', 'a b'], /^--page-origin must be/],
    ['with a header and no address', ['doctor', ...api, '--header', 'Cookie: a'], /^--header needs --url/],
    ['with a user and no account', ['doctor', ...api, '--username', 'jo'], /^--username needs --account/],
    ['with a path and no API domain', ['doctor', '--url', url, '--token-path', '/a'], /^--token-path needs --api-domain/],
    ['with a path that is none', ['doctor', ...api, '--token-path', 'a'], /^--token-path must be/],
    ['with a connector and nowhere to look', ['doctor', '--url', url, '--connector', '1'], /^--connector needs --header or --account/],
    ['with a blank account', ['doctor', ...api, '--account', ' '], /^--account must be/],
    ['with a blank connector', ['doctor', ...api, '--account', 'a', '--connector', ' '], /^--connector must be/],
    ['with a blank id', ['doctor', ...api], /^CYCLR_ID must be/, { CYCLR_ID: ' ', CYCLR_SECRET: 'a' }],
  ];
  for (const [what, words, says, given] of wrong) {
    test(`${what} says so and ends with 2`, async () => {
      const { code, errors, output } = await run(words, given);
      assert.deepEqual([code, output], [2, '']);
      assert.match(errors, says);
      assert.doesNotMatch(errors, /secret-xyz/);
    });
  }

  test('doctor --help lists every option and ends with 0', async () => {
    const { code, output } = await run(['doctor', '--help']);
    assert.equal(code, 0);
    for (const name of [
      'url',
      'page-origin',
      'header',
      'connector',
      'api-domain',
      'service-domain',
      'account',
      'username',
      'token-path',
      'timeout',
    ])
      assert.match(output, new RegExp(`--${name} `));
  });

  test('doctor prints a line for each check and ends with 0', async () => {
    const { code, output } = await run(['doctor', '--url', url]);
    assert.equal(code, 0, output);
    assert.deepEqual(
      output
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/).slice(0, 2).join(' ')),
      ['ok handler', 'ok base', 'ok callback', 'ok post', 'ok guard'],
    );
  });

  test('doctor mints a token, and prints neither it nor the secret', async () => {
    const { code, output, minted } = await run([
      'doctor',
      '--api-domain=api.cyclr.com',
      '--account=account-1',
      '--connector=1',
      '--username=jo',
    ]);
    assert.equal(code, 0, output);
    assert.equal(minted.length, 1);
    assert.doesNotMatch(output, /sign\+in|secret-xyz/);
    assert.match(output, /ok {5}token/);
  });

  test('doctor ends with 1 where a check failed', async () => {
    const { code, output } = await run(['doctor', '--api-domain', 'api.cyclr.com', '--account', 'account-1', '--connector', '99']);
    assert.equal(code, 1);
    assert.match(output, /failed connector/);
  });
});
