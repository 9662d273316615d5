import { expect } from '@open-wc/testing';
import '../support/focus.ts';
import { hear } from '../support/heard.ts';
import { waitUntil } from '../support/wait-until.ts';
import { buildOwn, closeLists, createAccountServer, openList } from './open-list.ts';

describe('a list', () => {
  afterEach(closeLists);

  it('says each sentence of its rows once: refused, connected, disconnected', async () => {
    const server = createAccountServer({ connectors: [buildOwn('7', 'HubSpot'), buildOwn('8', 'Xero')] });
    const list = await openList(server);
    const heard = hear(list.list.shadowRoot!);
    const row = list.row('HubSpot');
    const inRow = hear(row.shadowRoot!);
    const press = async (label: string): Promise<void> => {
      const button = [...row.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === label);
      if (button === undefined) throw new Error(`No button says ${label}.`);
      button.focus();
      button.click();
      await list.settle();
    };
    const typeKey = (key: string): void => {
      const input = row.shadowRoot!.querySelector('input')!;
      input.value = key;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    await press('Connect');
    typeKey('wrong');
    server.trouble = { status: 422, code: 'credentials-rejected' };
    await press('Connect HubSpot');
    await waitUntil(() => row.state.status === 'failed');
    await list.settle();
    server.trouble = undefined;
    typeKey('right');
    await press('Connect HubSpot');
    await waitUntil(() => row.state.status === 'connected');
    await list.settle();
    await press('Manage');
    await press('Disconnect');
    await press('Disconnect');
    await waitUntil(() => row.state.status === 'ready');
    await list.settle();
    expect(heard.sentences()).to.deep.equal(['HubSpot is connected.', 'Disconnecting HubSpot…', 'Not connected']);
    expect(inRow.sentences()).to.deep.equal([
      "HubSpot didn't accept this key. Check it and try again.",
      'Disconnect HubSpot? Integrations that use it will stop, and the details you entered are deleted.',
    ]);
  });

  it('announces the number of results whenever it changes', async () => {
    const connectors = ['Ada', 'Bea', 'Carl', 'Dan', 'Eve', 'Fay', 'Gus', 'Hal'].map((name, index) => buildOwn(String(index + 1), name));
    const list = await openList(createAccountServer({ connectors }));
    const heard = hear(list.list.shadowRoot!);
    for (const text of ['a', 'ad', 'ada', 'adam']) await list.search(text);
    expect(heard.sentences()).to.deep.equal(['6 results', '1 result', 'Nothing matches your search.']);
  });
});
