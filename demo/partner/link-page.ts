import { html } from 'hono/html';
import { readConnectLink, type ConnectHandlerOptions } from '../../src/server/index.ts';
import { mount } from './connect-options.ts';
import { brand, documentOf } from './layout.ts';

const sentences = {
  altered: 'This link is not complete. Ask for it again.',
  expired: 'This link has expired. Ask for a new one.',
  revoked: 'This link was revoked. Ask for a new one.',
  used: 'This link has been used. To sign in once more, ask for a new one.',
} as const;

/** The page that a colleague's link leads to: one tag, or one sentence. Opening it changes nothing. */
export const linkPage = async (options: ConnectHandlerOptions, token: string) => {
  const { state, connector = '', isName = false } = await readConnectLink(options, token);
  const endpoint = `${mount}/links/${token}`;
  const card = isName
    ? html`<cyclr-connect endpoint="${endpoint}" connector="${connector}"></cyclr-connect>`
    : html`<cyclr-connect endpoint="${endpoint}" connector-id="${connector}"></cyclr-connect>`;
  return documentOf({
    title: 'Connect an account',
    // The address gives access: it must not be sent to another page as a referrer.
    referrer: 'no-referrer',
    scripts: ['/page/apply-appearance.js', '/cyclr-connect.js'],
    body: html`<main class="sign-in guest" id="main">
      <p class="brand">${brand()}</p>
      <h1>Connect an account for Fernwell</h1>
      ${
        state === 'open'
          ? html`<p class="lead">A colleague asks you to connect an account that you have the rights for. You need no account at Fernwell. The link works once.</p>
      ${card}`
          : html`<p class="notice">${sentences[state]}</p>`
      }
    </main>`,
  });
};
