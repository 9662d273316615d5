import { callbackChannel, returnedKeyPrefix, returnKeyPrefix, windowKey } from '../../protocol/callback.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { createReply, type Reply } from '../http/reply.ts';
import { oauthErrors } from './refusal-code.ts';

/*
 * The page that a sign-in window ends on. The handler serves it, and the build makes files of it. It shows one sentence,
 * reports to the page that waits, and closes. Nothing of the request is ever written into it.
 *
 * Three kinds of end: a return (`attempt=`), a failure that the handler wrote into the page (`data-code`), and a refusal
 * (`error=`). Cyclr's Connector Callback Error HTML leads a refused window here without an attempt; the window finds
 * it in the sessionStorage that it inherited from the page that opened it.
 */

const sentences = {
  returned: 'You can close this window.',
  failed: 'This did not work. Close this window and try again.',
  refused: 'Access was not given. Close this window to go back.',
};

// Served as it is, so it keeps to ES2017. Each channel is tried by itself: the browser may block any of them here.
export const callbackScript = `(() => {
  'use strict';
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const refused = query.has('error');
  const oauthErrors = new Map(${JSON.stringify(oauthErrors)});
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
  // As a file, the page is the same for every address: the sentence is chosen here.
  if (refused) {
    const sentence = reported === 'denied' ? '${sentences.refused}' : '${sentences.failed}';
    attemptStep(() => (document.querySelector('p').textContent = sentence));
  }

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

/** The page's Content-Security-Policy; also in the page itself, for servers that send the file without headers. */
export const callbackPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

export interface CallbackFailure {
  code: ErrorCode;
  /** The trusted origin of the page that waits for the report. Default: the callback page's own. */
  opener?: string | undefined;
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const buildAttributes = ({ code, opener }: CallbackFailure): string =>
  ` data-code="${escapeHtml(code)}"${opener === undefined ? '' : ` data-opener="${escapeHtml(opener)}"`}`;

/** The page. `folder` is where its script and style are: a path that ends in a slash, or nothing for beside it. */
export const buildCallbackDocument = (folder: string, failure?: CallbackFailure): string => {
  const base = escapeHtml(folder);
  const sentence = failure === undefined ? sentences.returned : failure.code === 'denied' ? sentences.refused : sentences.failed;
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

const pageHeaders = {
  'content-security-policy': `${callbackPolicy}; frame-ancestors 'none'`,
  'x-frame-options': 'DENY',
};

const createFile = (status: number, text: string, type: string, headers: Record<string, string> = {}): Reply =>
  createReply(status, text, { ...headers, ...pageHeaders, 'content-type': `text/${type}; charset=utf-8` });

/** By base path, of which a handler has a few: the page after a return is the same each time. */
const documents = new Map<string, string>();

const readDocument = (basePath: string): string => {
  const document = documents.get(basePath) ?? buildCallbackDocument(`${basePath}/`);
  documents.set(basePath, document);
  return document;
};

/** `GET callback`. */
export const createCallbackPage = (basePath: string): Reply => createFile(200, readDocument(basePath), 'html');

/** The same page after a failure: of a sign-in that could not start, in its window, or of a refusal. */
export const createFailurePage = (
  basePath: string,
  failure: CallbackFailure,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Reply => createFile(status, buildCallbackDocument(`${basePath}/`, failure), 'html', headers);

export const createCallbackScript = (): Reply => createFile(200, callbackScript, 'javascript');

export const createCallbackStyle = (): Reply => createFile(200, callbackStyle, 'css');
