import { html, raw } from 'hono/html';
import { renderPage } from './page-shell.ts';

const accent = '#3d4a5c';

/** What Cyclr answers to a sign-in token that is unknown, spent or expired. */
export const renderForbidden = () =>
  renderPage({
    title: 'Forbidden',
    accent,
    body: html`<h1>Forbidden: Access is denied.</h1>
<p class="soft">This link has been used already, or it is too old.</p>`,
  });

/** Cyclr's own page for everything that goes wrong on the way; both texts come from elsewhere and are escaped. */
export const renderCyclrError = (error: string, description: string, script = raw('')) =>
  renderPage({
    title: 'Not connected',
    accent,
    body: html`<h1>The connection was not made</h1>
<p class="soft">The other application answered with an error.</p>
<dl><dt>Error</dt><dd id="error">${error}</dd><dt>Description</dt><dd id="error-description">${description}</dd></dl>
<p class="soft">You can close this window.</p>${script}`,
  });

/** The same page with the snippet of docs/server.md as Connector Callback Error HTML, `{{error}}` filled in. */
export const renderErrorSnippet = (endpoint: string, error: string) =>
  renderPage({
    title: 'Not connected',
    accent,
    body: html`<meta http-equiv="refresh" content="0; url=${endpoint}/callback?error=${error}"><p>Access was not given. You can close this window.</p>`,
  });

export const renderConnected = (name: string, script = raw('')) =>
  renderPage({
    title: 'Connected',
    accent,
    body: html`<h1>${name} is connected</h1>
<p class="soft">You can close this window.</p>${script}`,
  });

export interface FinishScript {
  readonly nonce: string;
  readonly message?: { readonly value: unknown; readonly targetOrigin: string; readonly to: 'opener' | 'parent' };
  readonly guarded: boolean;
  readonly closes: boolean;
}

// `<` cannot end the script element when it is written as an escape.
const literal = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028|\u2029/g, '');

/** The script at the end of Cyclr's page: posts exactly what is given, then perhaps closes. */
export const renderFinishScript = ({ nonce, message, guarded, closes }: FinishScript) => {
  const post = message ? `window.${message.to}.postMessage(${literal(message.value)}, ${literal(message.targetOrigin)});` : '';
  const guardedPost = post && guarded && message?.to === 'opener' ? `if (window.opener) ${post}` : post;
  return raw(`<script nonce="${nonce}">${guardedPost}${closes ? 'window.close();' : ''}</script>`);
};
