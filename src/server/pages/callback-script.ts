import { callbackChannel, languageKey, returnedKeyPrefix, returnKeyPrefix, windowKey } from '../../protocol/callback.ts';
import { rightToLeft, tagLanguage } from './page-language.ts';
import { pageSentences } from './page-sentences.ts';
import { oauthErrors } from './refusal-code.ts';

/** What this page says, by language: all but the sentence of the page that opens. */
const pageTexts = JSON.stringify(pageSentences, (key, value: unknown) => (key === 'opening' ? undefined : value), 2);

/*
 * The script of the callback page, served as it is: it keeps to ES2017. Each channel is tried by itself: the browser may
 * block any of them here.
 */
export const callbackScript = `(() => {
  'use strict';
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const refused = query.has('error');
  const oauthErrors = new Map(${JSON.stringify(oauthErrors)});
  const sentences = ${pageTexts.replaceAll('\n', '\n  ')};
  const attemptStep = (step) => {
    try {
      return step();
    } catch (error) {
      return undefined;
    }
  };

  const expectAttempt = (text) => (/^[0-9a-f]{32}$/.test(text || '') ? text : undefined);
  const attempt =
    expectAttempt(query.get('attempt')) ||
    (refused ? attemptStep(() => expectAttempt(sessionStorage.getItem('${windowKey}'))) : undefined);

  // Any page can send a window here with an error, so without an attempt every error is reported as denied.
  const reported = root.dataset.code || (refused ? oauthErrors.get(query.get('error')) || 'denied' : undefined);
  const code = refused && attempt === undefined ? 'denied' : reported;

  attemptStep(() => history.replaceState(null, '', location.pathname));

  if (attempt !== undefined || refused) {
    const signal = JSON.parse(JSON.stringify({ v: 1, attempt, code }));
    attemptStep(() => new BroadcastChannel('${callbackChannel}').postMessage(signal));
    attemptStep(() => {
      localStorage.setItem('${callbackChannel}', JSON.stringify(signal));
      localStorage.removeItem('${callbackChannel}');
    });
    // The server writes only an allowed origin here. A refusal without an attempt holds nothing secret, and the page that
    // waits checks which window it comes from.
    const target = attempt === undefined ? '*' : root.dataset.opener || location.origin;
    attemptStep(() => window.opener && window.opener.postMessage(signal, target));
  }

  const findReturn = () => {
    const key = '${returnKeyPrefix}' + attempt;
    const path = attempt === undefined ? null : sessionStorage.getItem(key);
    if (path === null || !/^\\/(?![\\/\\\\])/.test(path)) return undefined;
    const url = new URL(path, location.origin);
    if (url.origin !== location.origin) return undefined;
    sessionStorage.removeItem(key);
    sessionStorage.setItem('${returnedKeyPrefix}' + attempt, code || '');
    return url.href;
  };
  const back = attemptStep(findReturn);

  // The card's language, which the window inherited; else the browser's. Only languages of the list above.
  const findLanguage = (tag) => {
    const two = (${tagLanguage}.exec(tag || '') || ['', ''])[1].toLowerCase();
    return Object.keys(sentences).find((language) => language.slice(0, 2) === two);
  };
  const tags = [attemptStep(() => sessionStorage.getItem('${languageKey}'))].concat(attemptStep(() => navigator.languages) || []);
  const language = tags.map(findLanguage).find((found) => found !== undefined) || 'en';

  // Nothing of the address is ever shown: the sentence is one of the list above, and the partner's name is in the page.
  const say = (key) => {
    const partner = root.dataset.partner;
    const named = key === 'back' && partner ? sentences[language].backTo.replace('{partner}', () => '\\u2068' + partner + '\\u2069') : undefined;
    const sentence = document.querySelector('[role=status]');
    root.lang = language;
    root.dir = ${rightToLeft}.test(language) ? 'rtl' : 'ltr';
    root.toggleAttribute('data-busy', key === 'back');
    sentence.className = '';
    sentence.textContent = document.title = named || sentences[language][key];
  };
  const isReturn = attempt !== undefined && reported === undefined;
  const end = reported === undefined ? 'close' : reported === 'denied' ? 'refused' : 'failed';
  attemptStep(() => say(back !== undefined || isReturn ? 'back' : end));

  if (back !== undefined) location.replace(back);
  else {
    setTimeout(() => window.close(), 150);
    // A browser that keeps the window open: it was not opened by a script, or an app shows it.
    setTimeout(() => attemptStep(() => say(end)), 1500);
  }
})();
`;
