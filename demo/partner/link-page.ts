import { html } from 'hono/html';
import { readConnectLink, type ConnectHandlerOptions } from '../../src/server/index.ts';
import { mount } from './connect-options.ts';

const sentences = {
  altered: 'This link is not complete. Ask for it again.',
  expired: 'This link has expired. Ask for a new one.',
  revoked: 'This link was taken back. Ask for a new one.',
  used: 'All done: this account is connected already.',
} as const;

/** The page that a colleague's link leads to: one tag, or one sentence. Opening it changes nothing. */
export const linkPage = async (options: ConnectHandlerOptions, token: string) => {
  const { state, connector = '', isName = false } = await readConnectLink(options, token);
  const endpoint = `${mount}/links/${token}`;
  const card = isName
    ? html`<cyclr-connect endpoint="${endpoint}" connector="${connector}"></cyclr-connect>`
    : html`<cyclr-connect endpoint="${endpoint}" connector-id="${connector}"></cyclr-connect>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="referrer" content="no-referrer" />
        <title>Connect an account for Fernwell</title>
        <link rel="icon" href="/page/mark.svg" />
        <script src="/cyclr-connect.js" defer></script>
      </head>
      <body>
        <main>
          <h1>Connect an account for Fernwell</h1>
          ${state === 'open' ? card : html`<p>${sentences[state]}</p>`}
        </main>
      </body>
    </html>`;
};
