import '../../src/list/index.ts';
import type { CyclrConnect } from '../../src/element/index.ts';
import type { CyclrConnectList } from '../../src/list/index.ts';
import { readQueryNames } from '../../src/protocol/connectors-query.ts';
import type { AvailableView, ConnectorFailure, ConnectorView } from '../../src/protocol/wire.ts';
import '../support/autocomplete.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { expectNoStrayRejection } from '../support/rejections.ts';
import { waitUntil } from '../support/wait-until.ts';

export const buildAvailable = (name: string, more: Partial<AvailableView> = {}): AvailableView => ({
  connector: name,
  name,
  description: null,
  icon: null,
  authType: 'ApiKey',
  methods: [],
  fields: [],
  ...more,
});

/** A connector of the account, called as the catalogue's. */
export const buildOwn = (id: string, name: string, more: Partial<ConnectorView> = {}): ConnectorView =>
  buildConnector({ id, name, connector: name, authType: 'ApiKey', ...more });

/** A partner's server with one account; what was asked of it. */
export interface AccountServer {
  connectors: (ConnectorView | ConnectorFailure)[];
  available: AvailableView[];
  another: AvailableView[];
  categories: Record<string, string>;
  /** Answers this while it is set. */
  trouble: { status: number; code: string } | undefined;
  asked: string[];
  hold: () => () => void;
}

const isView = (one: ConnectorView | ConnectorFailure): one is ConnectorView => !('error' in one);

export const createAccountServer = (start: Partial<AccountServer> = {}): AccountServer & { fetch: typeof fetch } => {
  let gate: Promise<void> | undefined;
  const server: AccountServer & { fetch: typeof fetch } = {
    connectors: [],
    available: [],
    another: [],
    categories: {},
    trouble: undefined,
    asked: [],
    ...start,
    hold() {
      let release = (): void => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    fetch: async (input, init = {}) => {
      const { pathname, search, searchParams } = new URL(input as string, window.location.href);
      const path = pathname.slice('/account/'.length) + decodeURIComponent(search);
      server.asked.push(init.method === 'POST' ? `POST ${path}` : path);
      await gate;
      const { trouble } = server;
      if (trouble) return Response.json({ error: { code: trouble.code, message: 'Trouble.' } }, { status: trouble.status });
      const find = (id: string | undefined) => server.connectors.find((one) => one.id === id);
      const body = init.body == null ? {} : (JSON.parse(init.body as string) as { connector?: string; name?: string });
      const [, id, action] = /^connectors\/(\w+)\/(\w+)/.exec(path) ?? [];
      if (action !== undefined) {
        const connector = { ...(find(id) as ConnectorView), authenticated: action === 'credentials' };
        server.connectors = server.connectors.map((one) => (one.id === id ? connector : one));
        return Response.json(action === 'credentials' ? { connector, proof: 'authenticated' } : { connector });
      }
      if (init.method === 'POST') {
        const connector = buildOwn(String(900 + server.connectors.length), body.connector ?? '', {
          name: body.name ?? server.available.find((one) => one.connector === body.connector)?.name ?? body.connector ?? '',
        });
        server.connectors = [...server.connectors, connector];
        server.available = server.available.filter((one) => one.connector !== body.connector);
        return Response.json({ connector, installed: true });
      }
      const ids = searchParams.get('ids')?.split(',');
      if (ids) return Response.json({ connectors: ids.map(find) });
      if (searchParams.has('names')) {
        const names = readQueryNames(new URL(input as string, window.location.href));
        return Response.json({
          connectors: names.map((name) => {
            const own = server.connectors.filter(isView).find(({ connector }) => connector === name);
            const available = server.available.find((one) => one.connector === name);
            if (own) return own;
            return available
              ? { connector: name, available }
              : { connector: name, error: { code: 'connector-not-found', message: 'No such connector.' } };
          }),
        });
      }
      const page = Number(searchParams.get('page'));
      return Response.json({
        connectors: server.connectors.slice((page - 1) * 100, page * 100),
        ...(page === 1 ? { available: server.available, another: server.another, categories: server.categories } : {}),
        pages: Math.max(1, Math.ceil(server.connectors.length / 100)),
      });
    },
  };
  return server;
};

export interface OpenList {
  list: CyclrConnectList;
  events: CustomEvent[];
  rows(): CyclrConnect[];
  /** Names of the rows that are shown, with the status of each. */
  shown(): string[];
  names(): string[];
  text(): string;
  find<Found extends HTMLElement = HTMLElement>(selector: string): Found;
  row(name: string): CyclrConnect;
  search(text: string): Promise<void>;
  settle(): Promise<void>;
}

const realFetch = window.fetch.bind(window);

const kinds = ['complete', 'incomplete', 'connected', 'failed', 'disconnected', 'installed', 'attention', 'statechange'];

export const openList = async (
  server: { fetch: typeof window.fetch },
  properties: Partial<CyclrConnectList> = {},
  waits = true,
): Promise<OpenList> => {
  window.fetch = server.fetch;
  const list = document.createElement('cyclr-connect-list');
  const events: CustomEvent[] = [];
  for (const kind of kinds) list.addEventListener(kind, (event) => events.push(event as CustomEvent));
  Object.assign(list, { endpoint: '/account', ...properties });
  document.body.append(list);
  const root = (): ShadowRoot => list.shadowRoot!;
  const even = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
  const rowText = (row: CyclrConnect, part: string): string => even(row.shadowRoot?.querySelector(`[part~=${part}]`)?.textContent);
  const opened: OpenList = {
    list,
    events,
    rows: () => [...root().querySelectorAll('cyclr-connect')].filter((row) => row.closest('[hidden]') === null),
    shown: () => opened.rows().map((row) => `${rowText(row, 'title')}: ${rowText(row, 'status')}`),
    names: () => opened.rows().map((row) => rowText(row, 'title')),
    text: () => even(root().querySelector('.list')?.textContent),
    find(selector) {
      const found = root().querySelector<never>(selector);
      if (found === null) throw new Error(`Nothing matches ${selector}.`);
      return found;
    },
    row(name) {
      const found = opened.rows().find((row) => rowText(row, 'title') === name);
      if (found === undefined) throw new Error(`No row is called ${name}: ${opened.names().join(', ')}.`);
      return found;
    },
    async search(text) {
      const field = opened.find<HTMLInputElement>('[type=search]');
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await opened.settle();
    },
    async settle() {
      for (let turn = 0; turn < 3; turn += 1) {
        await list.updateComplete;
        await Promise.all(opened.rows().map((row) => row.updateComplete));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
  await list.updateComplete;
  if (waits) {
    await waitUntil(() => root().querySelector('[aria-busy=true]') === null, 'the list never came');
    await opened.settle();
  }
  return opened;
};

/** A card of the same account, above any list; resolves once it has read its connector. `closeLists` removes it. */
export const addCard = async (server: { fetch: typeof window.fetch }, more: Partial<CyclrConnect>): Promise<CyclrConnect> => {
  window.fetch = server.fetch;
  const card = document.createElement('cyclr-connect');
  Object.assign(card, { endpoint: '/account', ...more });
  document.body.prepend(card);
  await waitUntil(() => !['idle', 'loading'].includes(card.state.status), 'the card never read its connector');
  return card;
};

/** For every `afterEach`. */
export const closeLists = async (): Promise<void> => {
  document.querySelectorAll('cyclr-connect, cyclr-connect-list').forEach((element) => {
    element.remove();
  });
  window.fetch = realFetch;
  sessionStorage.clear();
  await expectNoStrayRejection();
};

/** Opens a row's form, types a key and connects. */
export const connectByKey = async (row: CyclrConnect): Promise<void> => {
  row.shadowRoot!.querySelector('button')!.click();
  await row.updateComplete;
  const field = row.shadowRoot!.querySelector('input')!;
  field.value = 'k';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await row.connect();
};
