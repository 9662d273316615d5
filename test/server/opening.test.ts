import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeConnector } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const languages: [accepted: string | null, language: string, word: string][] = [
  [null, 'en', 'Opening…'],
  ['de-CH,de;q=0.9,en;q=0.8', 'de', 'Wird geöffnet…'],
  ['xx, fr;q=0.5', 'fr', 'Ouverture…'],
  ['ar-EG', 'ar', 'جارٍ الفتح…'],
  ['pt', 'pt-BR', 'Abrindo…'],
  ['constructor, "><script>alert(1)</script>', 'en', 'Opening…'],
];
for (const [accepted, language, word] of languages) {
  test(`the waiting window's page is in ${language} for ${String(accepted)}`, async () => {
    const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey')], { resolveAccount: () => undefined });
    const { status, headers, text } = await ask('/opening?name=%3Cscript%3E', { headers: { 'accept-language': accepted } });
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/html/);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.deepEqual([headers.get('cross-origin-opener-policy'), headers.get('cache-control')], [null, 'no-store']);
    assert.equal(headers.get('x-cyclr-connect'), 'base=https://app.example.com/cyclr-connect');
    assert.ok(
      text.includes(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`) &&
        text.includes(`<p role="status">${word}</p>`),
    );
    assert.doesNotMatch(text, /<script/);
    assert.equal(cyclr.calls.length, 0);
  });
}

test('the page of a window that waits takes no POST', async () => {
  const { ask } = setUp([]);
  assert.equal((await ask('/opening', { method: 'POST' })).status, 405);
});
