import { expect } from '@open-wc/testing';
import '../../src/index.ts';
import type { CyclrConnect } from '../../src/element/cyclr-connect.ts';
import { createFakeBackend, serviceOrigin } from '../support/fake-backend.ts';
import { unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { waitUntil } from '../support/wait-until.ts';

type Options = Partial<
  Pick<CyclrConnect, 'connectorId' | 'connector' | 'endpoint' | 'serviceDomain' | 'token' | 'getToken' | 'backend' | 'mode' | 'callbackUrl'>
>;
type Name = keyof Options;

const endpoint = '/late-options';
const getToken = () => Promise.resolve({ token: 'T' });

/** Sets of options that are enough. `needs`: those without which nothing can be connected. */
const sets: { what: string; options: Options; needs: (given: Name[]) => Name[] }[] = [
  { what: 'endpoint and connector-id', options: { endpoint, connectorId: '1234' }, needs: () => ['endpoint', 'connectorId'] },
  { what: 'endpoint and connector', options: { endpoint, connector: 'Pipedrive' }, needs: () => ['endpoint', 'connector'] },
  {
    what: 'backend and connector-id',
    options: { backend: createFakeBackend(), connectorId: '1234' },
    needs: () => ['backend', 'connectorId'],
  },
  {
    what: 'service-domain, token and connector-id',
    options: { serviceDomain: serviceOrigin, token: 'T', connectorId: '1234' },
    // A token is needed at the click.
    needs: () => ['serviceDomain', 'connectorId'],
  },
  {
    what: 'service-domain, getToken and connector-id',
    options: { serviceDomain: serviceOrigin, getToken, connectorId: '1234' },
    needs: () => ['serviceDomain', 'connectorId'],
  },
  {
    what: 'service-domain, connector-id, and redirect mode with a callback page',
    options: { serviceDomain: serviceOrigin, connectorId: '1234', mode: 'redirect', callbackUrl: '/back' },
    needs: (given) => ['serviceDomain', 'connectorId', ...(given.includes('mode') ? (['callbackUrl'] as const) : [])],
  },
];

const ordersOf = <Item>(items: Item[]): Item[][] =>
  items.length < 2 ? [items] : items.flatMap((item) => ordersOf(items.filter((one) => one !== item)).map((rest) => [item, ...rest]));

const partsOf = <Item>(items: Item[]): Item[][] =>
  items.length === 0 ? [[]] : partsOf(items.slice(1)).flatMap((part) => [part, [items[0] as Item, ...part]]);

interface Row {
  name: string;
  element: CyclrConnect;
  failures: unknown[];
  states: string[];
}

const begin = (name: string): Row => {
  const element = document.createElement('cyclr-connect');
  const row: Row = { name, element, failures: [], states: [] };
  element.addEventListener('failed', ({ detail }) => row.failures.push(detail.code));
  element.addEventListener('statechange', ({ detail }) => row.states.push(detail.state.status));
  document.body.append(element);
  return row;
};

const waits = { 'at once': undefined, 'a microtask apart': () => Promise.resolve(), '100 ms apart': () => pause(100) };

describe('options that come one after the other', () => {
  const { error } = console;
  const realFetch = window.fetch.bind(window);
  let said: string[] = [];

  beforeEach(() => {
    said = [];
    console.error = (...words: unknown[]) => {
      said.push(words.join(' '));
    };
    window.fetch = (input, init) => {
      const url = new URL(input as string, window.location.href);
      if (!url.pathname.startsWith(endpoint)) return realFetch(input, init);
      const view = { id: '1234', name: 'Capsule', authType: 'OAuth2', authenticated: false, fields: [], serviceOrigin };
      const connector = url.searchParams.get('names');
      return Promise.resolve(Response.json({ connectors: [connector === null ? view : { connector, ...view }] }));
    };
  });
  afterEach(async () => {
    console.error = error;
    window.fetch = realFetch;
    await unmount();
  });

  for (const { what, options, needs } of sets) {
    const names = Object.keys(options) as Name[];

    it(`${what}: in any order`, async () => {
      const rows = ordersOf(names).flatMap((order) =>
        Object.entries(waits).map(([when, wait]) => {
          const row = begin(`${order.join(', ')} ${when}`);
          const give = async (): Promise<void> => {
            for (const name of order) {
              Object.assign(row.element, { [name]: options[name] });
              if (wait !== undefined) await wait();
            }
          };
          void give();
          return row;
        }),
      );
      const isOver = ({ element }: Row): boolean => !['idle', 'loading'].includes(element.state.status);
      await waitUntil(() => rows.every(isOver), 'not all have read');
      for (const { name, element, failures, states } of rows) {
        expect(failures, name).to.deep.equal([]);
        expect(states, name).not.to.include('failed');
        expect(element.state.status, name).to.equal('ready');
      }
      expect(said).to.deep.equal([]);
    });

    it(`${what}: some of them never`, async () => {
      const rows = partsOf(names).map((given) => {
        const row = begin(given.join(', '));
        Object.assign(row.element, Object.fromEntries(given.map((name) => [name, options[name]])));
        return { ...row, given, lacks: needs(given).filter((name) => !given.includes(name)) };
      });
      await pause(500);
      expect(said, 'at first').to.deep.equal([]);
      for (const { name, element, failures, lacks } of rows) {
        expect(failures, name).to.deep.equal([]);
        expect(element.state.status, name).to.equal(lacks.length === 0 ? 'ready' : 'idle');
        if (lacks.length > 0) expect(element.shadowRoot?.querySelector('.skeleton'), name).to.not.equal(null);
      }
      const fails = ({ given, lacks }: { given: Name[]; lacks: Name[] }): boolean =>
        (given.includes('connectorId') || given.includes('connector')) && lacks.length > 0;
      await waitUntil(() => rows.every((row) => row.failures.length > 0 || !fails(row)), 'not all have failed');
      for (const row of rows) {
        const { name, element, failures } = row;
        const isFailed = fails(row);
        expect(failures, name).to.deep.equal(isFailed ? ['misconfigured'] : []);
        if (!isFailed) continue;
        expect(element.state.status, name).to.equal('failed');
        expect(element.shadowRoot?.querySelector('.skeleton'), name).to.equal(null);
        expect(element.shadowRoot?.textContent, name).to.contain("isn't available yet.");
      }
    });
  }

  /** An element without a connector, whose wait for one ends soon. */
  const beginUnnamed = async (options: Partial<CyclrConnect> = {}): Promise<Row> => {
    const realTimeout = window.setTimeout.bind(window);
    window.setTimeout = ((act: () => void, delay = 0) => realTimeout(act, delay / 20)) as typeof setTimeout;
    const row = begin('');
    Object.assign(row.element, { endpoint, ...options });
    await row.element.updateComplete;
    window.setTimeout = realTimeout;
    return row;
  };

  it('an element that stays without a connector says so without an event', async () => {
    const { element, failures, states } = await beginUnnamed();
    await waitUntil(() => said.length > 0, 'nothing was said');
    await element.updateComplete;
    expect(said).to.have.length(1);
    expect(said[0]).to.contain('connector-id is missing');
    expect(element.shadowRoot?.textContent).to.contain("This account isn't available yet.");
    expect(element.shadowRoot?.querySelector('.skeleton')).to.equal(null);
    expect(element.state).to.deep.equal({ status: 'idle' });
    expect([...failures, ...states]).to.deep.equal([]);
    element.connectorId = '1234';
    await waitUntil(() => element.state.status === 'ready', 'not ready');
    await element.updateComplete;
    expect(element.shadowRoot?.textContent).not.to.contain("isn't available");
  });

  for (const options of [{ look: 'button' }, { look: 'compact', panel: 'dialog' }] as const) {
    it(`${Object.values(options).join(' with ')}: a missing connector opens no dialog by itself`, async () => {
      const { element } = await beginUnnamed(options);
      const find = <Found extends HTMLElement>(selector: string): Found | null =>
        element.shadowRoot?.querySelector<Found>(selector) ?? null;
      const press = async (selector: string): Promise<void> => {
        find(selector)?.click();
        await element.updateComplete;
        await pause(10);
      };
      // Nothing else shows that the wait is over: the console line is printed once for a page.
      await pause(800);
      const dialog = find<HTMLDialogElement>('dialog');
      expect(dialog?.open, 'at first').to.equal(false);
      await press('button[aria-haspopup=dialog]');
      expect(dialog?.open, 'pressed').to.equal(true);
      expect(dialog?.textContent).to.contain("This account isn't available yet.");
      await press('.close');
      expect(dialog?.open, 'closed').to.equal(false);
    });
  }

  it('refresh() meanwhile does not put off the one failure', async () => {
    const { element, failures } = begin('');
    element.connectorId = '1234';
    for (let count = 0; count < 20 && failures.length === 0; count += 1) {
      if (element.state.status === 'idle') element.refresh();
      await pause(200);
    }
    expect(failures).to.deep.equal(['misconfigured']);
  });

  it('an element that leaves the page meanwhile says nothing', async () => {
    const { element, failures } = begin('');
    element.connectorId = '1234';
    await element.updateComplete;
    element.remove();
    await pause(1_300);
    expect(said).to.deep.equal([]);
    expect(failures).to.deep.equal([]);
  });
});
