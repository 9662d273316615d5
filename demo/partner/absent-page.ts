import { html } from 'hono/html';
import { documentOf, header } from './layout.ts';
import type { Markup, Section } from './layout.ts';
import type { Person } from './people.ts';

/** The rest of the product, which this demo does not have. */
export const absentPage = (person: Person, section: Section): Markup =>
  documentOf({
    title: section.name,
    scripts: ['/page/apply-appearance.js'],
    body: html`${header({ person, current: section.path })}
    <main class="page" id="main">
      <h1>${section.name}</h1>
      <p class="lead">This demo only has the Integrations page. <a href="/integrations">Go to Integrations</a></p>
    </main>`,
  });
