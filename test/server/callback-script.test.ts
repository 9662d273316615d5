import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { parseCallbackSignal } from '../../src/protocol/callback.ts';
import { callbackScript } from '../../src/server/pages/callback-page.ts';
import { attempt } from './set-up.ts';

/** Runs the page's script, and gives what each of its channels reported and what the page says. */
const runScript = (search: string, { code, inherited }: { code?: string; inherited?: string } = {}) => {
  const posted: unknown[] = [];
  const sentence = { textContent: 'as served' };
  runInNewContext(callbackScript, {
    document: { documentElement: { dataset: code === undefined ? {} : { code } }, querySelector: () => sentence },
    location: { search, pathname: '/callback', origin: 'https://app.example.com' },
    history: { replaceState: () => undefined },
    sessionStorage: { getItem: (key: string) => (key === 'cyclr-connect:window' ? (inherited ?? null) : null) },
    localStorage: { setItem: (_key: string, value: string) => posted.push(JSON.parse(value)), removeItem: () => undefined },
    BroadcastChannel: class {
      postMessage = (signal: unknown) => posted.push(signal);
    },
    window: { opener: { postMessage: (signal: unknown) => posted.push(signal) }, close: () => undefined },
    setTimeout: () => undefined,
    URLSearchParams,
    URL,
  });
  return { signals: posted.map((signal) => parseCallbackSignal(JSON.parse(JSON.stringify(signal)))), sentence: sentence.textContent };
};

const refused = 'Access was not given. Close this window to go back.';
const failed = 'This did not work. Close this window and try again.';
const rows: [search: string, more: Parameters<typeof runScript>[1], signal: object, sentence: string][] = [
  [`?attempt=${attempt}`, {}, { v: 1, attempt }, 'as served'],
  ['?error=access_denied', { inherited: attempt }, { v: 1, attempt, code: 'denied' }, refused],
  ['?error=server_error', { inherited: attempt }, { v: 1, attempt, code: 'backend-error' }, failed],
  ['?error=temporarily_unavailable', { inherited: attempt }, { v: 1, attempt, code: 'backend-error' }, failed],
  ['?error=invalid_scope', { inherited: attempt }, { v: 1, attempt, code: 'misconfigured' }, failed],
  [`?error=invalid_scope&attempt=${attempt}`, {}, { v: 1, attempt, code: 'misconfigured' }, failed],
  ['?error=', { inherited: attempt }, { v: 1, attempt, code: 'denied' }, refused],
  ['?error=constructor', { inherited: attempt }, { v: 1, attempt, code: 'denied' }, refused],
  ['?error=__proto__', { inherited: attempt }, { v: 1, attempt, code: 'denied' }, refused],
  ['?error=connected', { inherited: attempt }, { v: 1, attempt, code: 'denied' }, refused],
  ['?error=server_error', {}, { v: 1, code: 'denied' }, failed],
  ['?error=server_error', { code: 'backend-error' }, { v: 1, code: 'denied' }, failed],
  ['?error=invalid_scope', { inherited: 'no attempt' }, { v: 1, code: 'denied' }, failed],
  [`?attempt=${attempt}`, { code: 'not-signed-in' }, { v: 1, attempt, code: 'not-signed-in' }, 'as served'],
];
for (const [search, more, signal, sentence] of rows) {
  test(`the callback page at ${search.slice(0, 40)} (${JSON.stringify(more)}) reports ${JSON.stringify(signal)}`, () => {
    const said = runScript(search, more);
    assert.deepEqual(said.signals, [signal, signal, signal]);
    assert.equal(said.sentence, sentence);
  });
}

test('the callback page without attempt and error reports nothing', () => {
  assert.deepEqual(runScript('?attempt=no').signals, []);
});
