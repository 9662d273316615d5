import { expect } from '@open-wc/testing';
import type { CyclrConnectList } from '../../src/list/index.ts';
import { buildAvailable, buildOwn, closeLists, createAccountServer, openList } from './open-list.ts';
import { waitUntil } from '../support/wait-until.ts';

afterEach(closeLists);

describe('a second account', () => {
  const methods = [
    { id: 'm1', name: 'OAuth 2.0', description: null, authType: 'OAuth2', oauth2Type: null },
    { id: 'm2', name: 'Key', description: null, authType: 'ApiKey', oauth2Type: null },
  ];
  const account = () =>
    createAccountServer({
      connectors: [buildOwn('1', 'HubSpot', { authenticated: true })],
      another: [buildAvailable('HubSpot'), buildAvailable('Square', { methods })],
    });
  const openForm = async () => {
    const server = account();
    const list = await openList(server);
    [...list.list.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent === 'Connect another')!.click();
    await list.settle();
    return { server, list };
  };
  const submit = async ({ list }: { list: CyclrConnectList }, name: string): Promise<void> => {
    const field = list.shadowRoot!.querySelector<HTMLInputElement>('#name')!;
    field.value = name;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await list.updateComplete;
    list.shadowRoot!.querySelector('form')!.requestSubmit();
  };

  it('is named by the person, gets a row, and its button the focus', async () => {
    const { server, list } = await openForm();
    await submit(list, ' HubSpot (Asia) ');
    await waitUntil(() => list.rows().length === 2);
    await list.settle();
    expect(server.asked).to.deep.equal(['connectors?page=1', 'POST connectors']);
    expect(list.shown()).to.deep.equal(['HubSpot: Connected', 'HubSpot (Asia): Not connected']);
    expect(list.list.shadowRoot?.activeElement).to.equal(list.row('HubSpot (Asia)'));
  });

  it('without a name is asked for one', async () => {
    const { server, list } = await openForm();
    await submit(list, '  ');
    await list.settle();
    expect(list.find('#problem').textContent).to.equal('Enter Connection name.');
    expect(server.asked.length).to.equal(1);
  });

  it('that the server refuses keeps its form', async () => {
    const { server, list } = await openForm();
    server.trouble = { status: 403, code: 'forbidden' };
    await submit(list, 'Two');
    await waitUntil(() => list.list.shadowRoot?.querySelector('#problem') != null);
    expect(list.find('#problem').textContent).to.contain('permission');
    expect(list.find<HTMLInputElement>('#name').value).to.equal('Two');
  });
});
