import { callbackChannel, returnedKeyPrefix, returnKeyPrefix } from '../protocol/callback.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import { createAnswer } from './answers.ts';

/*
 * The page that a sign-in window ends on. It shows one sentence, tells whoever waits that this attempt came back,
 * and closes. Nothing of the request is ever written into it.
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
    attemptStep(() => window.opener && window.opener.postMessage(signal, location.origin));
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

const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-frame-options': 'DENY',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const buildPage = (basePath: string, code: ErrorCode | undefined): string => {
  const base = escapeHtml(basePath);
  const marked = code === undefined ? '' : ` data-code="${escapeHtml(code)}"`;
  const sentence = code === undefined
    ? 'You can close this window.'
    : 'This did not work. Close this window and try again.';
  return `<!doctype html>
<html lang="en"${marked}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign-in</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}/callback.css">
<script src="${base}/callback.js" defer></script>
</head>
<body><main><p role="status">${sentence}</p></main></body>
</html>
`;
};

/** `GET callback`, or with `code` what a sign-in that could not start shows in its window. */
export const createCallbackPage = (
  basePath: string,
  failure?: { code: ErrorCode; status: number; headers: Record<string, string> },
): Response =>
  createAnswer(failure?.status ?? 200, buildPage(basePath, failure?.code), {
    ...failure?.headers,
    ...pageHeaders,
    'content-type': 'text/html; charset=utf-8',
  });

export const createCallbackScript = (): Response =>
  createAnswer(200, callbackScript, { ...pageHeaders, 'content-type': 'text/javascript; charset=utf-8' });

export const createCallbackStyle = (): Response =>
  createAnswer(200, callbackStyle, { ...pageHeaders, 'content-type': 'text/css; charset=utf-8' });
