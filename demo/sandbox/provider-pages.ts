import { html } from 'hono/html';
import type { ConnectorFixture } from './connector-fixture.ts';
import { renderPage } from './page-shell.ts';

const scopeSentences: Readonly<Record<string, string>> = {
  contacts: 'Read your customers',
  orders: 'Read and update your orders',
  read: 'Read your contacts, cases and opportunities',
  write: 'Add and change contacts, cases and opportunities',
  'leads.read': 'Read your leads and calls',
  'accounts.read': 'Read accounts, contacts and leads',
  'accounts.write': 'Add and change accounts, contacts and leads',
  accounting: 'Manage invoices and customers',
  session: 'Run statements in your name',
  'posts.write': 'Publish posts on your site',
  audiences: 'Manage your audiences',
  'contacts.read': 'Read your contacts',
};

const brand = ({ icon }: ConnectorFixture) => html`<img class="mark" src="${icon}" alt="" width="48" height="48">`;

export interface SignInPage {
  readonly fixture: ConnectorFixture;
  readonly login?: string;
  readonly error?: string;
}

export const renderSignIn = ({ fixture, login = '', error }: SignInPage) =>
  renderPage({
    title: `Sign in to ${fixture.name}`,
    accent: fixture.accent,
    body: html`${brand(fixture)}<h1>Sign in to ${fixture.name}</h1>
<p class="soft">to continue to Acme Integrations</p>
<form method="post">
${error ? html`<p class="error" role="alert" id="error">${error}</p>` : ''}
<label>Email or username<input name="login" autocomplete="username" autocapitalize="none" spellcheck="false" value="${login}" ${error ? '' : 'autofocus'}></label>
<label>Password<input name="password" type="password" autocomplete="current-password" ${error ? html`autofocus aria-describedby="error"` : ''}></label>
<div class="row"><button class="main" type="submit" name="do" value="sign-in">Sign in</button><button type="submit" name="do" value="cancel">Cancel</button></div>
</form>`,
  });

export interface ConsentPage {
  readonly fixture: ConnectorFixture;
  readonly login: string;
  readonly scopes: readonly string[];
  /** The store, site or organization that the request names. */
  readonly place?: string | undefined;
}

export const renderConsent = ({ fixture, login, scopes, place }: ConsentPage) =>
  renderPage({
    title: `Allow access to ${fixture.name}`,
    accent: fixture.accent,
    body: html`${brand(fixture)}<h1>Allow Acme Integrations to use your ${fixture.name} account?</h1>
<dl><dt>Signed in as</dt><dd id="login">${login}</dd>${place ? html`<dt>For</dt><dd id="place">${place}</dd>` : ''}</dl>
<p>It will be able to:</p>
<ul>${scopes.map((scope) => html`<li>${scopeSentences[scope] ?? scope}</li>`)}</ul>
<p class="soft"><small>You can take this back at any time in your ${fixture.name} settings.</small></p>
<form method="post"><div class="row"><button class="main" type="submit" name="do" value="allow">Allow</button><button type="submit" name="do" value="deny">Deny</button></div></form>`,
  });

/** The provider's own refusal: the person is not sent back. */
export const renderProviderError = (title: string, text: string, accent = '#3d4a5c') =>
  renderPage({
    title,
    accent,
    body: html`<h1>${title}</h1><p class="soft" id="reason">${text}</p>`,
  });
