import { html } from 'hono/html';
import { choice } from './choice.ts';
import { languages } from './languages.ts';
import { brand, documentOf } from './layout.ts';
import type { Markup } from './layout.ts';

const themes = ['Default', 'Fern', 'Graphite', 'Midnight', 'Paper', 'Candy', 'Dense'];

/** Every state of the component in every look, side by side. The scenes are those of the pictures (`npm run shots`). */
export const statesPage = (): Markup =>
  documentOf({
    title: 'States',
    styles: ['/page/states.css'],
    classicScript: '/cyclr-connect.js',
    scripts: ['/page/states.js'],
    body: html`<header class="bar">
      <a class="skip" href="#states">Skip to the states</a>
      <a class="brand" href="/integrations" aria-label="Fernwell, home">${brand()}</a>
      <div class="bar-end"><a class="button" href="/integrations">Back to Integrations</a></div>
    </header>
    <main class="states-page" id="main">
      <h1>States</h1>
      <p class="lead">Every state of the component, as a card, as a row and as a button.</p>
      <form class="settings" id="settings" autocomplete="off">
        <fieldset><legend>Scheme</legend><div class="chips">${choice('scheme', 'system', 'System', true)}${choice('scheme', 'light', 'Light', false)}${choice('scheme', 'dark', 'Dark', false)}</div></fieldset>
        <fieldset><legend>Direction</legend><div class="chips">${choice('direction', 'ltr', 'Left to right', true)}${choice('direction', 'rtl', 'Right to left', false)}</div></fieldset>
        <label><span>Language</span><select name="lang">${languages.map(([tag, name]) => html`<option value="${tag}" ${tag === '' ? '' : html`lang="${tag}"`}>${name}</option>`)}</select></label>
        <label><span>Theme</span><select name="theme">${themes.map((name) => html`<option>${name}</option>`)}</select></label>
      </form>
      <div class="states" id="states" aria-busy="true"></div>
    </main>`,
  });

/**
 * One state in one look, for a frame of that page: a page can wait for one sign-in at a time, and a dialog would lie over all
 * the others.
 */
export const stateFrame = (): Markup =>
  documentOf({
    title: 'One state',
    styles: ['/page/states.css'],
    classicScript: '/cyclr-connect.js',
    scripts: ['/page/state-frame.js'],
    body: html`<main class="alone"></main>`,
  });
