import { html } from 'hono/html';
import { bench } from './bench.ts';
import { details } from './details.ts';
import { documentOf, header } from './layout.ts';
import type { Markup } from './layout.ts';
import { categories, connectorIdOf, others, popular } from './marketplace.ts';
import type { Integration } from './marketplace.ts';
import type { Person } from './people.ts';

interface Options {
  readonly person: Person;
  readonly endpoint: string;
  readonly controlOrigin: string;
  readonly accountId: string;
}

/** The component draws icon, name, status and button; the tile adds the partner's own texts. */
const card = (integration: Integration, { person, endpoint }: Options): Markup => {
  const { name, category, about } = integration;
  return html`<li class="card" data-name="${name}" data-category="${category}">
            <cyclr-connect look="compact" endpoint="${endpoint}" connector-id="${connectorIdOf(person, integration)}" name="${name}"><noscript>Turn on JavaScript to connect it.</noscript></cyclr-connect>
            <p class="about">${about}</p>
            <div class="card-foot">
              <span class="tag">${category}</span>
              <button class="link" type="button" data-details aria-haspopup="dialog">Details<span class="visually-hidden"> of ${name}</span></button>
              <button class="link" type="button" data-view-code aria-pressed="false">View code<span class="visually-hidden"> of ${name}</span></button>
            </div>
          </li>`;
};

const group = (id: string, title: string, integrations: readonly Integration[], options: Options): Markup =>
  html`<section class="group" aria-labelledby="${id}">
        <h2 id="${id}">${title}</h2>
        <ul class="cards">
          ${integrations.map((integration) => card(integration, options))}
        </ul>
      </section>`;

const categoryChoice = (label: string, value: string): Markup =>
  html`<label class="chip"><input type="radio" name="category" value="${value}" ${value === '' ? html`checked` : ''}><span>${label}</span></label>`;

export const integrationsPage = (options: Options): Markup =>
  documentOf({
    title: 'Integrations',
    styles: ['/page/bench.css'],
    scripts: ['/page/apply-appearance.js', '/page/main.js', '/cyclr-connect.js'],
    body: html`<div class="shell" id="shell">
    ${header({ person: options.person, current: '/integrations', developer: true })}
    <main class="page" id="main">
      <div class="page-head">
        <h1>Integrations</h1>
        <p class="lead">Bring the tools ${options.person.company} already uses into Fernwell. You can disconnect any of them at any time. <a href="/connections">All connections in one list</a></p>
      </div>
      <noscript><p class="notice">Connecting an integration needs JavaScript. Turn it on in your browser’s settings and reload this page.</p></noscript>
      <form class="filter" id="filter" role="search" aria-label="Integrations">
        <label class="search"><span class="visually-hidden">Search integrations</span>
          <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" aria-hidden="true"><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/></svg>
          <input type="search" name="search" placeholder="Search integrations" autocomplete="off" spellcheck="false"></label>
        <fieldset class="chips"><legend class="visually-hidden">Category</legend>
          ${categoryChoice('All', '')}
          ${categories.map((category) => categoryChoice(category, category))}
        </fieldset>
      </form>
      <p class="visually-hidden" id="found" role="status"></p>
      ${group('popular', 'Popular', popular, options)}
      ${group('all', 'More integrations', others, options)}
      <div class="nothing" id="nothing" hidden>
        <p>Nothing matches your search.</p>
        <button class="button" type="button" id="clear-filter">Show all integrations</button>
      </div>
    </main>
  </div>
  ${details(options.person)}
  ${bench(options)}`,
  });
