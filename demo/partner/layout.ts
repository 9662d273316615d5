import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Person } from './people.ts';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Section {
  readonly name: string;
  readonly path: string;
}

export const sections: readonly Section[] = [
  { name: 'Contacts', path: '/contacts' },
  { name: 'Deals', path: '/deals' },
  { name: 'Reports', path: '/reports' },
  { name: 'Integrations', path: '/integrations' },
];

interface DocumentOptions {
  readonly title: string;
  readonly styles?: readonly string[];
  readonly scripts?: readonly string[];
  /** One that leaves a global for the others. */
  readonly classicScript?: string;
  readonly referrer?: 'no-referrer';
  readonly body: Markup;
}

export const documentOf = ({ title, styles = [], scripts = [], classicScript, referrer, body }: DocumentOptions): Markup =>
  html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    ${referrer === undefined ? '' : html`<meta name="referrer" content="${referrer}">`}
    <title>${title} – Fernwell</title>
    <link rel="icon" href="/page/mark.svg" type="image/svg+xml">
    ${['/before.css', '/page/base.css', '/page/page.css', ...styles].map((source) => html`<link rel="stylesheet" href="${source}">`)}
    ${classicScript === undefined ? '' : html`<script src="${classicScript}" defer></script>`}
    ${scripts.map((source) => html`<script type="module" src="${source}" ${source.endsWith('apply-appearance.js') ? html`blocking="render"` : ''}></script>`)}
  </head>
  <body>
    ${body}
  </body>
</html>`;

export const brand = (): Markup =>
  html`<img class="brand-mark" src="/page/mark.svg" alt="" width="28" height="28"><span class="brand-name">Fernwell</span>`;

const initialsOf = (name: string): string =>
  name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');

/** The bar at the top. `developer` adds the button that opens the bench. */
export const header = ({ person, current, developer = false }: { person: Person; current: string; developer?: boolean }): Markup =>
  html`<header class="bar">
      <a class="skip" href="#main">Skip to content</a>
      <a class="brand" href="/integrations" aria-label="Fernwell, home">${brand()}</a>
      <nav class="sections" aria-label="Main">
        <ul>
          ${sections.map(({ name, path }) => html`<li><a href="${path}" ${path === current ? html`aria-current="page"` : ''}>${name}</a></li>`)}
        </ul>
      </nav>
      <div class="bar-end">
        ${
          developer
            ? html`<button class="button" type="button" id="bench-toggle" aria-expanded="false" aria-controls="bench">
          <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M5 4 1.5 8 5 12M11 4l3.5 4-3.5 4M9 2.5l-2 11"/></svg>
          <span class="button-text">Developer</span></button>`
            : ''
        }
        <div class="person">
          <span class="avatar" aria-hidden="true">${initialsOf(person.name)}</span>
          <span class="person-text"><span class="person-name">${person.name}</span><span class="person-company">${person.company}</span></span>
        </div>
        <form method="post" action="/sign-out"><button class="button quiet" type="submit">Sign out</button></form>
      </div>
    </header>`;
