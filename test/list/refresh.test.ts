import { expect } from '@open-wc/testing';
import type { CyclrConnect } from '../../src/element/index.ts';
import { pause } from '../support/pause.ts';
import { type AccountServer, buildAvailable, buildOwn, closeLists, createAccountServer, type OpenList, openList } from './open-list.ts';
import { waitUntil } from '../support/wait-until.ts';

afterEach(closeLists);

const many = (count: number) => Array.from({ length: count }, (_, index) => buildOwn(String(index + 1), `Connector ${index + 1}`));

const press = async (list: OpenList, label: string): Promise<void> => {
  [...list.list.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === label)!.click();
  await list.settle();
};
const change = (server: AccountServer, id: string, more: object): void => {
  server.connectors = server.connectors.map((one) => (one.id === id ? { ...one, ...more } : one));
};
const type = async (row: CyclrConnect, text: string): Promise<HTMLInputElement> => {
  row.shadowRoot!.querySelector('button')!.click();
  await row.updateComplete;
  const field = row.shadowRoot!.querySelector('input')!;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return field;
};
/** Reads the list again, and waits until all of its requests are answered. */
const refresh = async (server: AccountServer, list: OpenList): Promise<string[]> => {
  const before = server.asked.length;
  list.list.refresh();
  await pause(80);
  await list.settle();
  return server.asked.slice(before);
};
/** Keeps back what the server answers from now on, until it is released. */
const holdAnswers = (server: ReturnType<typeof createAccountServer>, isMeant: (address: string) => boolean = () => true) => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const held = new Promise<void>((resolve) => {
    window.fetch = async (input, init) => {
      const answer = await server.fetch(input, init);
      if (!isMeant(input as string)) return answer;
      resolve();
      await released;
      return answer;
    };
  });
  return { held, release };
};

describe('a list that is read again', () => {
  it('keeps the rows of later pages, and asks once for each page', async () => {
    const server = createAccountServer({ connectors: many(150) });
    const list = await openList(server);
    await press(list, 'Show more');
    await waitUntil(() => list.rows().length === 150);
    await list.settle();
    const last = list.row('Connector 150');
    change(server, '150', { authenticated: true });
    change(server, '1', { authenticated: true, attention: { reason: 'expired' } });
    expect(await refresh(server, list)).to.deep.equal(['connectors?page=1', 'connectors?page=2']);
    expect(list.rows().length).to.equal(150);
    expect(list.row('Connector 150')).to.equal(last);
    expect(list.shown().slice(0, 3)).to.deep.equal([
      'Connector 1: Needs attention',
      'Connector 150: Connected',
      'Connector 2: Not connected',
    ]);
    expect(list.events.filter((event) => event.type === 'attention').map(({ detail }) => (detail as { name: string }).name)).to.deep.equal([
      'Connector 1',
    ]);
  });

  it('shows a connector once that has moved from one page to the next', async () => {
    const server = createAccountServer({ connectors: many(150) });
    const list = await openList(server);
    await press(list, 'Show more');
    await waitUntil(() => list.rows().length === 150);
    const read = server.fetch;
    window.fetch = async (input, init) => {
      const answer = await read(input, init);
      if ((input as string).endsWith('page=1')) server.connectors = [buildOwn('900', 'New'), ...server.connectors];
      return answer;
    };
    await refresh(server, list);
    expect(new Set(list.names()).size).to.equal(list.names().length);
    expect(list.names().length).to.equal(150);
  });

  it('keeps what is typed in a row that is open', async () => {
    const server = createAccountServer({ connectors: [buildOwn('1', 'HubSpot'), buildOwn('2', 'Xero')] });
    const list = await openList(server);
    const field = await type(list.row('Xero'), 'half a key');
    change(server, '1', { authenticated: true });
    await refresh(server, list);
    expect(list.row('HubSpot').state.status).to.equal('connected');
    expect(list.row('Xero').shadowRoot!.querySelector('input')).to.equal(field);
    expect(field.value).to.equal('half a key');
    expect(field.checkVisibility()).to.equal(true);
  });

  it('keeps the newer state of a row that connected meanwhile', async () => {
    const server = createAccountServer({
      connectors: [buildOwn('1', 'HubSpot'), buildOwn('2', 'Xero')],
      available: [buildAvailable('Zendesk')],
    });
    const list = await openList(server, { connectors: 'HubSpot,Zendesk' });
    const row = list.row('HubSpot');
    await type(row, 'k');
    const answers = holdAnswers(server, (address) => address.includes('names='));
    list.list.refresh();
    await answers.held;
    await row.connect();
    expect(row.state.status).to.equal('connected');
    answers.release();
    await pause(50);
    await list.settle();
    expect(list.shown()).to.deep.equal(['HubSpot: Connected', 'Zendesk: Not connected']);
    expect(list.find('[part=progress]').textContent).to.equal('1 of 2 connected');
  });

  it('reads once more where it was asked for while it was reading', async () => {
    const server = createAccountServer({ connectors: [buildOwn('1', 'HubSpot')] });
    const list = await openList(server);
    const asked = server.asked.length;
    const answers = holdAnswers(server);
    list.list.refresh();
    await answers.held;
    server.connectors = [...server.connectors, buildOwn('2', 'Xero')];
    for (let turn = 0; turn < 5; turn += 1) list.list.refresh();
    answers.release();
    await waitUntil(() => list.names().length === 2);
    await list.settle();
    expect(list.names()).to.deep.equal(['HubSpot', 'Xero']);
    expect(server.asked.slice(asked)).to.deep.equal(['connectors?page=1', 'connectors?page=1']);
  });

  it('keeps the newer state of a row that connected while another page was read', async () => {
    const server = createAccountServer({ connectors: many(150), another: [buildAvailable('HubSpot')] });
    const list = await openList(server);
    const row = list.row('Connector 1');
    await type(row, 'k');
    const answers = holdAnswers(server, (address) => address.endsWith('page=2'));
    await press(list, 'Show more');
    await answers.held;
    await row.connect();
    expect(list.list.progress.connected).to.equal(1);
    answers.release();
    await waitUntil(() => list.rows().length === 150);
    expect(list.list.progress.connected).to.equal(1);
  });

  it('takes out what the account no longer has, and adds what is new to it', async () => {
    const server = createAccountServer({ connectors: [buildOwn('1', 'HubSpot'), buildOwn('2', 'Xero')] });
    const list = await openList(server);
    server.connectors = [buildOwn('1', 'HubSpot'), buildOwn('3', 'Capsule', { authenticated: true })];
    expect(await refresh(server, list)).to.deep.equal(['connectors?page=1']);
    expect(list.shown()).to.deep.equal(['Capsule: Connected', 'HubSpot: Not connected']);
  });

  it('stays as it is where that fails, and says so once', async () => {
    const server = createAccountServer({ connectors: [buildOwn('1', 'HubSpot', { authenticated: true })] });
    const list = await openList(server);
    const row = list.row('HubSpot');
    server.trouble = { status: 500, code: 'backend-error' };
    await refresh(server, list);
    expect(list.row('HubSpot')).to.equal(row);
    expect(list.shown()).to.deep.equal(['HubSpot: Connected']);
    expect(list.events.filter((event) => event.type === 'failed').map(({ detail }) => (detail as { code: string }).code)).to.deep.equal([
      'backend-error',
    ]);
    expect(list.find('[role=status]').textContent).to.contain("We couldn't load your connections.");
    server.trouble = undefined;
    await refresh(server, list);
    expect(list.find('[role=status]').textContent).to.equal('');
  });

  it('is read once if refresh() is called twice', async () => {
    const server = createAccountServer({ connectors: [buildOwn('1', 'HubSpot')] });
    const list = await openList(server);
    list.list.refresh();
    await refresh(server, list);
    expect(server.asked).to.deep.equal(['connectors?page=1', 'connectors?page=1']);
  });
});

describe('the form for a second account', () => {
  const open = async () => {
    const server = createAccountServer({
      connectors: [buildOwn('1', 'HubSpot', { authenticated: true })],
      another: [buildAvailable('HubSpot')],
    });
    const list = await openList(server);
    await press(list, 'Connect another');
    return { server, list };
  };
  const focused = ({ list }: OpenList): string | undefined => list.shadowRoot!.activeElement?.id;

  it('takes the focus as it opens, and gives it back to its button', async () => {
    const { list } = await open();
    expect(focused(list)).to.equal('connector');
    await press(list, 'Cancel');
    expect(list.list.shadowRoot!.activeElement?.textContent.trim()).to.equal('Connect another');
  });

  it('leads to the name where that is missing, in the language of the moment', async () => {
    const { list } = await open();
    list.find<HTMLFormElement>('form').requestSubmit();
    await list.settle();
    expect(focused(list)).to.equal('name');
    expect(list.find('#problem').textContent).to.equal('Enter Connection name.');
    list.list.lang = 'de';
    await waitUntil(() => list.find('#problem').textContent.startsWith('Füllen'), 'in German');
  });

  it('leads to the name after a refusal, with what was typed', async () => {
    const { server, list } = await open();
    list.find<HTMLInputElement>('#name').value = 'HubSpot';
    server.trouble = { status: 422, code: 'invalid-request' };
    list.find<HTMLFormElement>('form').requestSubmit();
    await waitUntil(() => list.list.shadowRoot!.querySelector('#problem') !== null);
    await list.settle();
    expect(focused(list)).to.equal('name');
    expect(list.find<HTMLInputElement>('#name').value).to.equal('HubSpot');
  });
});
