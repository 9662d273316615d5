import { html } from 'hono/html';
import { documentOf, header, type Markup } from './layout.ts';
import type { Person } from './people.ts';

interface Options {
  readonly person: Person;
  readonly endpoint: string;
  /** `HubSpot,Xero`: only these, counted. */
  readonly connectors: string | undefined;
  /** How many rows are expected. */
  readonly rows: string | undefined;
}

/** Nothing but the list: all of the account's connections, and what may be added. */
export const connectionsPage = ({ person, endpoint, connectors, rows = '8' }: Options): Markup =>
  documentOf({
    title: 'Connections',
    scripts: ['/page/apply-appearance.js', '/cyclr-connect-list.js'],
    body: html`<div class="shell">
    ${header({ person, current: '/integrations' })}
    <main class="page" id="main">
      <div class="page-head"><h1>Connections</h1></div>
      <cyclr-connect-list endpoint="${endpoint}" rows="${rows}" connectors="${connectors ?? ''}"></cyclr-connect-list>
    </main>
  </div>`,
  });
