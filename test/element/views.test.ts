import { expect } from '@open-wc/testing';
import { ConnectError, type ErrorCode } from '../../src/protocol/errors.ts';
import { buildField, createFakeBackend, serviceOrigin } from '../support/fake-backend.ts';
import { postAs } from '../support/fake-popup.ts';
import { expectToFit } from '../support/appearance.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { waitUntil } from '../support/wait-until.ts';

const key = { authType: 'ApiKey', name: 'Pipedrive' };
const pressed =
  (label: string) =>
  async (page: Mounted): Promise<void> => {
    await page.press(label);
  };

interface View {
  name: string;
  options?: Parameters<typeof mount>[0];
  then?: (page: Mounted) => Promise<void>;
  says: string;
  offers: string[];
  status: string;
}

const views: View[] = [
  {
    name: 'ready for a window',
    says: 'Connect your Capsule account. A Capsule window opens next.',
    offers: ['Connect Capsule'],
    status: 'Not connected',
  },
  {
    name: 'ready for a key',
    options: { connector: key },
    says: 'Enter your Pipedrive details. API key',
    offers: ['Connect Pipedrive'],
    status: 'Not connected',
  },
  {
    name: "ready with the connector's own words",
    options: { connector: { ...key, authDescription: 'Paste your key.' } },
    says: 'Paste your key.',
    offers: ['Connect Pipedrive'],
    status: 'Not connected',
  },
  {
    name: 'ready for a password',
    options: { connector: { authType: 'Basic' } },
    says: 'Username Password Connect Capsule',
    offers: ['Connect Capsule'],
    status: 'Not connected',
  },
  {
    name: 'ready for properties alone',
    options: { connector: { authType: 'None', fields: [buildField()] } },
    says: 'Site address',
    offers: ['Connect Capsule'],
    status: 'Not connected',
  },
  {
    name: 'ready for client credentials',
    options: {
      connector: {
        oauth2Type: 'ClientCredentials',
        fields: [buildField({ name: 'ClientSecret', label: 'Client secret', sensitive: true })],
      },
    },
    says: 'Client secret',
    offers: ['Connect Capsule'],
    status: 'Not connected',
  },
  {
    name: 'authorizing in an open window',
    then: pressed('Connect Capsule'),
    says: 'Finish signing in to Capsule in the window that opened.',
    offers: ['Show window', 'Open again', 'Cancel'],
    status: 'Connecting',
  },
  {
    name: 'authorizing, blocked',
    options: { blocks: true },
    then: pressed('Connect Capsule'),
    says: 'Your browser blocked the sign-in window. Open it here:',
    offers: ['Open Capsule sign-in', 'Cancel'],
    status: 'Connecting',
  },
  {
    name: 'authorizing, unsure',
    then: async (page) => {
      await page.press('Connect Capsule');
      page.opener.newest.closed = true;
      await waitUntil(() => page.text().includes('Still signing in'), 'never unsure');
    },
    says: 'Still signing in? Finish in the Capsule window, then come back here.',
    offers: ['Open again', 'Cancel'],
    status: 'Connecting',
  },
  {
    name: 'confirming',
    then: async (page) => {
      await page.press('Connect Capsule');
      page.backend.hold();
      postAs(page.opener.newest, serviceOrigin, `cyclr-connect:${page.opener.attempt}`);
      await page.reached('confirming');
      expect(page.text(), 'it may well be quick').not.to.contain('Almost there');
      await waitUntil(() => page.text().includes('Almost there'), 'never says that it is checked');
    },
    says: 'Almost there. Checking with Capsule…',
    offers: ['Cancel'],
    status: 'Connecting',
  },
  {
    name: 'saving',
    options: { connector: key },
    then: async (page) => {
      page.backend.hold();
      await page.type('#credential-key', 'k');
      await page.press('Connect Pipedrive');
      expect(page.text(), 'it may well be quick').to.contain('Not connected').and.contain('Checking…');
      await waitUntil(() => page.text().includes('Connecting'), 'the status never says that it is checked');
    },
    says: 'Checking…',
    offers: ['Checking…', 'Cancel'],
    status: 'Connecting',
  },
  {
    name: 'connected',
    options: { connector: { authenticated: true } },
    says: 'Capsule is connected.',
    offers: ['Reconnect', 'Disconnect'],
    status: 'Connected',
  },
  {
    name: 'asking to disconnect',
    options: { connector: { authenticated: true } },
    then: pressed('Disconnect'),
    says: 'Disconnect Capsule? Integrations that use it will stop, and the details you entered are deleted.',
    offers: ['Cancel', 'Disconnect'],
    status: 'Connected',
  },
];

const failing = (code: ErrorCode) => {
  const backend = createFakeBackend();
  backend.errors.read = new ConnectError(code, 'For a developer.');
  return { backend };
};

const failures: [code: ErrorCode, says: string, offers: string[]][] = [
  ['not-signed-in', "You've been signed out. Reload the page and sign in again.", ['Reload']],
  ['forbidden', "You don't have permission to connect an account. Ask your administrator.", []],
  ['connector-not-found', "This account isn't available yet.", []],
  ['misconfigured', "This account isn't available yet.", []],
  ['offline', "You're offline. We'll connect again when you're back.", ['Try now']],
  ['rate-limited', 'Too many requests right now.', ['Try again']],
  ['backend-error', "We couldn't load this connection. It hasn't changed.", ['Try again']],
  ['invalid-response', "We couldn't load this connection. It hasn't changed.", ['Try again']],
];

/** The texts of the live regions: polite and assertive. */
const spoken = (page: Mounted): unknown[] => [page.find('[role=status]').textContent, page.find('[aria-live=assertive]').textContent];

const jargon = /\b(?:cyclr|token|popup|callback|oauth)\b/i;

describe('the view', () => {
  afterEach(unmount);

  for (const { name, options, then, says, offers, status } of views) {
    it(`${name} says so, offers what can be done, and fits`, async () => {
      const page = await mount(options);
      await then?.(page);
      expect(page.text()).to.contain(says).and.not.to.match(jargon);
      expect(page.labels()).to.deep.equal(offers);
      expect(page.find('[part=status]').textContent?.trim()).to.equal(status);
      await expectToFit(page.element);
    });
  }

  it('loading keeps its place, and fits', async () => {
    const backend = createFakeBackend();
    const release = backend.hold();
    const page = await mount({ backend, waits: true });
    expect(page.element.state.status).to.equal('loading');
    expect(page.text()).to.contain('Loading');
    await expectToFit(page.element);
    release();
    await page.reached('ready');
  });

  for (const [code, says, offers] of failures) {
    it(`failed with ${code} says what a person can do, and fits`, async () => {
      const page = await mount(failing(code));
      expect(page.text()).to.contain(says).and.not.to.match(jargon);
      expect(page.labels()).to.deep.equal(offers);
      expect(spoken(page), 'a hundred cards would all be announced at once').to.deep.equal(['', '']);
      expect(
        page.events
          .filter(({ type }) => type === 'failed')
          .map(({ detail }: CustomEvent<{ code: string; stage: string }>) => [detail.code, detail.stage]),
      ).to.deep.equal([[code, 'loading']]);
      await expectToFit(page.element);
    });
  }

  it('that was not waited for is shown, and not read out', async () => {
    const page = await mount({ connector: { authenticated: true } });
    expect(spoken(page)).to.deep.equal(['', '']);
    page.element.refresh();
    await page.reached('loading');
    await page.reached('connected');
    expect(spoken(page), 'read anew by the page').to.deep.equal(['', '']);
  });

  it('that was asked for is read out', async () => {
    const page = await mount(failing('backend-error'));
    page.button('Try again').focus();
    await page.press('Try again');
    await page.reached('failed');
    expect(spoken(page)).to.deep.equal(["We couldn't load this connection. It hasn't changed.", '']);
    page.backend.errors = {};
    page.button('Try again').focus();
    await page.press('Try again');
    await page.reached('ready');
    expect(spoken(page)).to.deep.equal(['Not connected', '']);
  });

  it('after disconnecting says that it is done', async () => {
    const page = await mount({ connector: { authenticated: true } });
    for (const label of ['Disconnect', 'Disconnect']) {
      page.button(label).focus();
      await page.press(label);
    }
    await page.reached('ready');
    expect(spoken(page)).to.deep.equal(['Not connected', '']);
  });

  for (const [code, label] of [
    ['offline', 'Try now'],
    ['rate-limited', 'Try again'],
    ['timed-out', 'Try again'],
    ['backend-error', 'Try again'],
  ] as const) {
    it(`after a disconnection that failed with ${code} reads again, and connects nothing`, async () => {
      const page = await mount({ connector: { authenticated: true } });
      page.backend.errors.disconnect = new ConnectError(code, 'No.');
      await page.press('Disconnect');
      await page.press('Disconnect');
      await page.reached('failed');
      expect(page.labels()).to.deep.equal([label]);
      await page.press(label);
      await page.reached('connected');
      expect(page.opener.popups).to.have.length(0);
    });
  }

  it('failed by Cancel says that it was stopped, and offers another try', async () => {
    const page = await mount();
    await page.press('Connect Capsule');
    await page.press('Cancel');
    await page.reached('failed');
    expect(page.text()).to.contain("Canceled. Capsule isn't connected.").and.not.to.contain('You closed');
    await expectToFit(page.element);
    await page.press('Connect Capsule');
    expect(page.opener.popups).to.have.length(2);
  });

  it('failed by Cancel while connected before offers what was offered', async () => {
    const page = await mount({ connector: { authenticated: true } });
    await page.press('Reconnect');
    await page.press('Cancel');
    await page.reached('failed');
    expect(page.text()).to.contain('Canceled. Capsule is still connected.');
    expect(page.labels()).to.deep.equal(['Reconnect', 'Back']);
    await page.press('Reconnect');
    expect(page.opener.popups).to.have.length(2);
  });

  it('failed with a rejected key stays at the form', async () => {
    const page = await mount({ connector: key });
    page.backend.errors.save = new ConnectError('credentials-rejected', 'No.');
    await page.type('#credential-key', 'wrong');
    await page.press('Connect Pipedrive');
    await page.reached('failed');
    expect(page.text()).to.contain("Pipedrive didn't accept this key. Check it and try again.");
    expect(page.labels()).to.deep.equal(['Connect Pipedrive']);
    await expectToFit(page.element);
  });

  it('of an unsupported kind says that it cannot be connected here yet', async () => {
    const page = await mount({ connector: { authType: 'Telepathy' } });
    expect(page.element.state).to.include({ status: 'failed', code: 'unsupported-auth-type' });
    expect(page.text()).to.contain("isn't available yet.");
  });
});
