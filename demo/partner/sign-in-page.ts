import { html } from 'hono/html';
import { brand, documentOf } from './layout.ts';
import type { Markup } from './layout.ts';
import { people } from './people.ts';

export const signInPage = (): Markup =>
  documentOf({
    title: 'Sign in',
    scripts: ['/page/apply-appearance.js'],
    body: html`<main class="sign-in" id="main">
      <p class="brand">${brand()}</p>
      <h1>Choose who you are</h1>
      <p class="lead">This is a demo of the <code>&lt;cyclr-connect&gt;</code> web component. Fernwell is an invented product; Cyclr and every company’s sign-in are simulated on this machine.</p>
      <p class="lead">There is no password. Each person has their own company and their own connections.</p>
      <form method="post" action="/sign-in">
        <ul class="people">
          ${people.map(
            ({ id, name, company }) => html`<li><button class="choice" name="person" value="${id}">
            <span class="avatar" aria-hidden="true">${name.charAt(0)}</span>
            <span class="person-text"><span class="person-name">${name}</span><span class="person-company">${company}</span></span>
            <svg class="arrow" width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="m6 3 5 5-5 5"/></svg>
          </button></li>`,
          )}
        </ul>
      </form>
    </main>`,
  });
