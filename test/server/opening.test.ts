import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageSentences } from '../../src/server/pages/page-sentences.ts';
import { fakeConnector } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const languages: [accepted: string | null, language: keyof typeof pageSentences][] = [
  [null, 'en'],
  ['de-CH,de;q=0.9,en;q=0.8', 'de'],
  ['xx, fr;q=0.5', 'fr'],
  ['ar-EG', 'ar'],
  ['he', 'he'],
  ['pt', 'pt-BR'],
  ['zh-TW', 'zh-Hans'],
  ['constructor, "><script>alert(1)</script>', 'en'],
  ['kok', 'en'],
  ['fr;q=0.3, de;q=0.9, en;q=0.1', 'de'],
  ['en;q=0, de;q=0.000, nl ; Q=0.5', 'nl'],
  ['fr;q=0.5,it;q=0.5', 'fr'],
  ['de;q=high, fr;q=0.5', 'fr'],
  ['*', 'en'],
];
for (const [accepted, language] of languages) {
  test(`the waiting window's page is in ${language} for ${String(accepted)}`, async () => {
    const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey')], { resolveAccount: () => undefined });
    const { status, headers, text } = await ask('/opening?name=%3Cscript%3E', { headers: { 'accept-language': accepted } });
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/html/);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /script-src|unsafe/);
    assert.deepEqual(
      ['cross-origin-opener-policy', 'cache-control', 'referrer-policy', 'x-frame-options'].map((name) => headers.get(name)),
      [null, 'no-store', 'no-referrer', 'DENY'],
    );
    assert.equal(headers.get('content-language'), language);
    assert.equal(headers.get('x-cyclr-connect'), 'base=https://app.example.com/cyclr-connect');
    const direction = language === 'ar' || language === 'he' ? 'rtl' : 'ltr';
    assert.ok(text.includes(`<html lang="${language}" dir="${direction}" data-busy="">`), text);
    assert.ok(text.includes(`<p role="status">${pageSentences[language].opening}</p>`), text);
    assert.ok(text.includes(`<title>${pageSentences[language].opening}</title>`), text);
    assert.doesNotMatch(text, /<script/);
    assert.equal(cyclr.calls.length, 0);
  });
}

test('the page of a window that waits takes no POST', async () => {
  const { ask } = setUp([]);
  assert.equal((await ask('/opening', { method: 'POST' })).status, 405);
});

test('the bytes of a page are kept, but not those of every partner of a process with many handlers', async ({ mock }) => {
  const encode = mock.method(TextEncoder.prototype, 'encode');
  const countPages = () => encode.mock.calls.filter(({ arguments: [text] }) => text?.startsWith('<!doctype') === true).length;
  const open = (partnerName: string) => setUp([], { partnerName }).ask('/opening');
  const first = await open('First');
  assert.equal((await open('First')).text, first.text);
  assert.equal(countPages(), 1);
  for (let index = 0; index < 1000; index += 1) await open(`Partner ${index}`);
  assert.equal((await open('First')).text, first.text);
  assert.equal(countPages(), 1002);
});
