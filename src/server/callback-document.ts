import { callbackChannel, returnedKeyPrefix, returnKeyPrefix } from '../protocol/callback.ts';
import type { ErrorCode } from '../protocol/errors.ts';

/*
 * The page that a sign-in window ends on: one text for the handler, which serves it, and for the build, which makes
 * files of it. It shows one sentence, tells whoever waits that this attempt came back, and closes. Nothing of the
 * request is ever written into it.
 */

// Served as it stands, so it keeps to ES2017. Each channel on its own: any of them may be closed to us.
export const callbackScript = `(() => {
  'use strict';
  const given = new URLSearchParams(location.search).get('attempt') || '';
  const attempt = /^[0-9a-f]{32}$/.test(given) ? given : '';
  const code = document.documentElement.dataset.code;
  const attemptStep = (step) => {
    try {
      return step();
    } catch (error) {
      return undefined;
    }
  };

  attemptStep(() => history.replaceState(null, '', location.pathname));

  if (attempt !== '') {
    const signal = code === undefined ? { v: 1, attempt } : { v: 1, attempt, code };
    attemptStep(() => new BroadcastChannel('${callbackChannel}').postMessage(signal));
    attemptStep(() => {
      localStorage.setItem('${callbackChannel}', JSON.stringify(signal));
      localStorage.removeItem('${callbackChannel}');
    });
    // Where a page of another origin waits, the server has found that origin to be one of its own before it put it here.
    attemptStep(() => window.opener && window.opener.postMessage(signal, document.documentElement.dataset.opener || location.origin));
  }

  const findReturn = () => {
    const key = '${returnKeyPrefix}' + attempt;
    const path = attempt === '' ? null : sessionStorage.getItem(key);
    if (path === null || !/^\\/(?![\\/\\\\])/.test(path)) return undefined;
    const url = new URL(path, location.origin);
    if (url.origin !== location.origin) return undefined;
    sessionStorage.removeItem(key);
    sessionStorage.setItem('${returnedKeyPrefix}' + attempt, code || '');
    return url.href;
  };
  const back = attemptStep(findReturn);
  if (back !== undefined) location.replace(back);
  else setTimeout(() => window.close(), 150);
})();
`;

export const callbackStyle = `:root { color-scheme: light dark; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText;
  font: 1.0625rem/1.5 system-ui, sans-serif; text-align: center;
}
p { margin: 0; padding: 2rem; max-width: 28rem; text-wrap: balance; }
`;

/** What the page may do; a file carries it in itself, for whoever serves it without headers. */
export const callbackPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

export interface CallbackFailure {
  code: ErrorCode;
  /** An origin that waits for the word, already found to be trusted; without one, the page's own. */
  opener?: string | undefined;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const buildAttributes = ({ code, opener }: CallbackFailure): string =>
  ` data-code="${escapeHtml(code)}"${opener === undefined ? '' : ` data-opener="${escapeHtml(opener)}"`}`;

/** The page. `folder` is where its script and style are: a path that ends in a slash, or nothing for beside it. */
export const buildCallbackDocument = (folder: string, failure?: CallbackFailure): string => {
  const base = escapeHtml(folder);
  const sentence = failure === undefined ? 'You can close this window.' : 'This did not work. Close this window and try again.';
  return `<!doctype html>
<html lang="en"${failure === undefined ? '' : buildAttributes(failure)}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${callbackPolicy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>Sign-in</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}callback.css">
<script src="${base}callback.js" defer></script>
</head>
<body><main><p role="status">${sentence}</p></main></body>
</html>
`;
};

/** The same as files, by name, for a server that is not ours. */
export const callbackFiles: Readonly<Record<string, string>> = {
  'callback.html': buildCallbackDocument(''),
  'callback.js': callbackScript,
  'callback.css': callbackStyle,
};
