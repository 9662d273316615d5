import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { parseCallbackSignal } from '../../src/protocol/callback.ts';
import { callbackScript } from '../../src/server/pages/callback-script.ts';
import { pageSentences } from '../../src/server/pages/page-sentences.ts';
import { attempt } from './set-up.ts';

interface Visit {
  code?: string;
  partner?: string;
  /** The attempt that the window inherited. */
  inherited?: string;
  /** The card's language, which it inherited too. */
  language?: string;
  /** The browser's. */
  languages?: unknown;
  /** The path that a person in redirect mode goes back to. */
  back?: string;
}

/** Runs the page's script; gives what each of its channels reported, what the page says, and what it says if the window stays open. */
const runScript = (search: string, { code, partner, inherited, language, languages = ['en-US'], back }: Visit = {}) => {
  const posted: unknown[] = [];
  const sentence = { textContent: 'as served', className: 'early' };
  const root = {
    dataset: { ...(code === undefined ? {} : { code }), ...(partner === undefined ? {} : { partner }) },
    lang: 'en',
    dir: 'ltr',
    isBusy: true,
    toggleAttribute: (_name: string, on: boolean) => {
      root.isBusy = on;
    },
  };
  const stored: Readonly<Record<string, string | undefined>> = {
    'cyclr-connect:window': inherited,
    'cyclr-connect:language': language,
    [`cyclr-connect:return:${attempt}`]: back,
  };
  const later: (() => void)[] = [];
  const document = { documentElement: root, title: 'as served', querySelector: () => sentence };
  runInNewContext(callbackScript, {
    document,
    location: { search, pathname: '/callback', origin: 'https://app.example.com', replace: () => undefined },
    history: { replaceState: () => undefined },
    navigator: { languages },
    sessionStorage: { getItem: (key: string) => stored[key] ?? null, setItem: () => undefined, removeItem: () => undefined },
    localStorage: { setItem: (_key: string, value: string) => posted.push(JSON.parse(value)), removeItem: () => undefined },
    BroadcastChannel: class {
      postMessage = (signal: unknown) => posted.push(signal);
    },
    window: { opener: { postMessage: (signal: unknown) => posted.push(signal) }, close: () => undefined },
    setTimeout: (step: () => void) => later.push(step),
    URLSearchParams,
    URL,
  });
  const look = () => ({ text: sentence.textContent, title: document.title, isBusy: root.isBusy });
  const now = look();
  assert.equal(now.title, now.text);
  assert.equal(sentence.className, '');
  for (const step of later) step();
  return {
    signals: posted.map((signal) => parseCallbackSignal(JSON.parse(JSON.stringify(signal)))),
    now,
    afterwards: look(),
    root: { lang: root.lang, dir: root.dir },
  };
};

const { back, close, failed, refused } = pageSentences.en;
const rows: [search: string, more: Visit, signal: object, sentence: string, afterwards: string][] = [
  [`?attempt=${attempt}`, {}, { v: 1, attempt }, back, close],
  [`?attempt=${attempt}`, { back: '/app' }, { v: 1, attempt }, back, back],
  ['?error=access_denied', { inherited: attempt, back: '/app' }, { v: 1, attempt, code: 'denied' }, back, back],
  ['?error=access_denied', { inherited: attempt }, { v: 1, attempt, code: 'denied' }, refused, refused],
  ['?error=server_error', { inherited: attempt }, { v: 1, attempt, code: 'backend-error' }, failed, failed],
  ['?error=temporarily_unavailable', { inherited: attempt }, { v: 1, attempt, code: 'backend-error' }, failed, failed],
  ['?error=invalid_scope', { inherited: attempt }, { v: 1, attempt, code: 'misconfigured' }, failed, failed],
  [`?error=invalid_scope&attempt=${attempt}`, {}, { v: 1, attempt, code: 'misconfigured' }, failed, failed],
  ['?error=', { inherited: attempt }, { v: 1, attempt, code: 'denied' }, refused, refused],
  ['?error=constructor', { inherited: attempt }, { v: 1, attempt, code: 'denied' }, refused, refused],
  ['?error=__proto__', { inherited: attempt }, { v: 1, attempt, code: 'denied' }, refused, refused],
  ['?error=connected', { inherited: attempt }, { v: 1, attempt, code: 'denied' }, refused, refused],
  ['?error=server_error', {}, { v: 1, code: 'denied' }, failed, failed],
  ['?error=server_error', { code: 'backend-error' }, { v: 1, code: 'denied' }, failed, failed],
  ['?error=invalid_scope', { inherited: 'no attempt' }, { v: 1, code: 'denied' }, failed, failed],
  [`?attempt=${attempt}`, { code: 'not-signed-in' }, { v: 1, attempt, code: 'not-signed-in' }, failed, failed],
];
for (const [search, more, signal, sentence, afterwards] of rows) {
  test(`the callback page at ${search.slice(0, 40)} (${JSON.stringify(more)}) reports ${JSON.stringify(signal)}`, () => {
    const said = runScript(search, more);
    assert.deepEqual(said.signals, [signal, signal, signal]);
    assert.deepEqual(said.now, { text: sentence, title: sentence, isBusy: sentence === back });
    assert.deepEqual(said.afterwards, { text: afterwards, title: afterwards, isBusy: afterwards === back });
  });
}

test('the callback page without attempt and error reports nothing', () => {
  const { signals, now } = runScript('?attempt=no');
  assert.deepEqual(signals, []);
  assert.deepEqual(now, { text: close, title: close, isBusy: false });
});

const languages: [language: string | undefined, browser: unknown, expected: keyof typeof pageSentences][] = [
  ['de', ['en-US'], 'de'],
  ['pt-BR', ['en-US'], 'pt-BR'],
  ['zh-Hans', ['en-US'], 'zh-Hans'],
  ['ar', ['en-US'], 'ar'],
  [undefined, ['sv-FI', 'en'], 'sv'],
  // A language that the host registered for the card, and the pages do not have.
  ['da', ['nl', 'en'], 'nl'],
  ['constructor', ['__proto__', 'he'], 'he'],
  ['<b>', ['<script>'], 'en'],
  ['kok', ['pol'], 'en'],
  [undefined, undefined, 'en'],
  ['', [], 'en'],
];
for (const [language, browser, expected] of languages) {
  test(`the callback page is in ${expected} for a card in ${String(language)} and a browser in ${String(browser)}`, () => {
    const said = runScript(`?attempt=${attempt}&lang=fr`, { ...(language === undefined ? {} : { language }), languages: browser ?? null });
    assert.equal(said.now.text, pageSentences[expected].back);
    assert.deepEqual(said.root, { lang: expected, dir: expected === 'ar' || expected === 'he' ? 'rtl' : 'ltr' });
  });
}

test('the callback page names the partner that is in the page', () => {
  const { now } = runScript(`?attempt=${attempt}`, { partner: 'Fernwell $& {partner}', language: 'de' });
  assert.equal(now.text, 'Zurück zu \u2068Fernwell $& {partner}\u2069…');
});
