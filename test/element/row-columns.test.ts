import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ErrorCode } from '../../src/protocol/errors.ts';
import { createFakeBackend } from '../support/fake-backend.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';

const key = { authType: 'ApiKey', name: 'Pipedrive' };
const failing = (code: ErrorCode): Promise<Mounted> => {
  const backend = createFakeBackend();
  backend.errors.read = new ConnectError(code, 'No.');
  return mount({ backend, look: 'compact', name: 'Capsule' });
};
const pressed = async (page: Promise<Mounted>, ...labels: string[]): Promise<Mounted> => {
  for (const label of labels) await (await page).press(label);
  return page;
};
const saving = async (code?: ErrorCode): Promise<Mounted> => {
  const page = await pressed(mount({ look: 'compact', connector: key }), 'Connect');
  await page.type('#credential-key', 'k');
  if (code === undefined) page.backend.hold();
  else page.backend.errors.save = new ConnectError(code, 'No.');
  await page.press('Connect Pipedrive');
  await page.reached(code === undefined ? 'saving' : 'failed');
  return page;
};
const row = (connector: Parameters<typeof mount>[0]): Promise<Mounted> => mount({ look: 'compact', ...connector });
const attention = { reason: 'expired' } as const;

const states: Record<string, () => Promise<Mounted>> = {
  loading: () => {
    const backend = createFakeBackend();
    backend.hold();
    return mount({ look: 'compact', backend, waits: true, name: 'Capsule' });
  },
  ready: () => row({}),
  'a long name': () => row({ connector: { name: 'Follow Up Boss of the North' } }),
  'an open form': () => pressed(row({ connector: key }), 'Connect'),
  saving: () => saving(),
  refused: () => saving('credentials-rejected'),
  'failed while saving': () => saving('backend-error'),
  'failed, closed': () => pressed(saving('backend-error'), 'Close'),
  authorizing: () => pressed(row({}), 'Connect'),
  cancelled: () => pressed(row({}), 'Connect', 'Cancel'),
  connected: () => row({ connector: { authenticated: true } }),
  'whose account it is': () => row({ connector: { authenticated: true, account: { label: 'ada.lovelace@analytical-engines.example' } } }),
  managed: () => pressed(row({ connector: { authenticated: true } }), 'Manage'),
  attention: () => row({ connector: { authenticated: true, attention } }),
  disconnecting: () => pressed(row({ connector: { authenticated: true } }), 'Manage', 'Disconnect'),
  offline: () => failing('offline'),
  'signed out': () => failing('not-signed-in'),
  forbidden: () => failing('forbidden'),
};

/** Where the columns of the row begin and end, from its left edge. */
const columnsOf = ({ element }: Mounted): Record<string, number[] | undefined> => {
  const { left } = element.getBoundingClientRect();
  const edges = (selector: string, isStart: boolean): number[] | undefined => {
    const found = element.shadowRoot!.querySelector(selector)?.getBoundingClientRect();
    if (found === undefined) return undefined;
    const isRight = getComputedStyle(element).direction === 'rtl';
    return (isStart ? [isRight ? found.right : found.left] : [found.left, found.right]).map((edge) => Math.round(edge - left));
  };
  return { icon: edges('.icon', false), status: edges('.status', true), button: edges('.head :is(.actions, .head > .skeleton)', false) };
};

describe('the columns of a row', () => {
  afterEach(async () => {
    document.dir = '';
    await unmount();
  });

  for (const direction of ['ltr', 'rtl']) {
    for (const width of [320, 480, 640]) {
      it(`are at one place in every state: ${width} px, ${direction}`, async () => {
        document.dir = direction;
        const usual = new Map<string, string>();
        for (const [state, reach] of Object.entries(states)) {
          const page = await reach();
          page.element.style.width = `${width}px`;
          for (const [column, edges] of Object.entries(columnsOf(page))) {
            // A state whose body has all the buttons has none in the row.
            if (edges === undefined) continue;
            const first = usual.get(column) ?? String(edges);
            usual.set(column, first);
            expect(String(edges), `${column} of ${state}`).to.equal(first);
          }
          page.element.remove();
          sessionStorage.clear();
        }
        expect([...usual.keys()]).to.deep.equal(['icon', 'status', 'button']);
      });
    }
  }

  it('hold a failure as one line without a block, with its button in the row', async () => {
    const page = await failing('offline');
    page.element.style.width = '640px';
    const line = page.find<HTMLElement>('.head .notice');
    expect(getComputedStyle(line).backgroundColor).to.equal('rgba(0, 0, 0, 0)');
    expect(line.getClientRects()).to.have.length(1);
    expect(page.element.shadowRoot?.querySelector('.body')).to.equal(null);
    expect(page.button('Try now').closest('.head')).not.to.equal(null);
  });

  it('keep the form of a failed save open, and what was typed', async () => {
    const page = await saving('backend-error');
    expect(page.labels()).to.deep.equal(['Close', 'Connect Pipedrive']);
    expect(page.find('#credential-key').value).to.equal('k');
    await page.press('Close');
    expect(page.labels()).to.deep.equal(['Try again']);
    await page.press('Try again');
    expect(page.element.shadowRoot?.activeElement?.id).to.equal('credential-key');
    expect(page.find('#credential-key').value).to.equal('k');
  });
});
