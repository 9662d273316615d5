import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import { createAnnouncer } from '../../src/element/announcement.ts';
import { createSay, messageKeyOf } from '../../src/element/say.ts';
import { renderAuthorizing } from '../../src/element/views/authorizing-view.ts';
import { renderConfirming } from '../../src/element/views/authorizing-view.ts';
import { renderFailed } from '../../src/element/views/failed-view.ts';
import type { View } from '../../src/element/view.ts';
import type { Failure, State, PopupStatus } from '../../src/flow/state.ts';
import { callbackChannel } from '../../src/protocol/callback.ts';
import { buildConnector, buildField, createFakeBackend, serviceOrigin } from '../support/fake-backend.ts';
import { createFakeOpener, postAs } from '../support/fake-popup.ts';
import { mount, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { broadcast } from '../support/scene.ts';
import { waitUntil } from '../support/wait-until.ts';

const connector = buildConnector();
const say = createSay('Capsule');
const authorizing = (window: PopupStatus, more: object = {}): Extract<State, { status: 'authorizing' }> => ({
  status: 'authorizing',
  connector,
  window,
  reopenable: true,
  leavable: false,
  ...more,
});
const confirming = (slow: boolean): Extract<State, { status: 'confirming' }> => ({ status: 'confirming', connector, slow });

describe('while a person signs in', () => {
  afterEach(unmount);

  const nothing = (): void => undefined;
  const view = { say, actions: new Proxy({}, { get: () => nothing }) } as unknown as View;
  const draw = (template: unknown): { text: string; labels: string[]; primary: string[] } => {
    const place = document.createElement('div');
    render(template, place);
    const even = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
    const texts = (selector: string): string[] => [...place.querySelectorAll(selector)].map(even);
    return { text: texts('[part=sentence]').join(' '), labels: texts('button, a'), primary: texts('.primary') };
  };

  const href = 'https://partner.example/authorize';
  const rows: [name: string, state: ReturnType<typeof authorizing>, says: string, offers: string[], primary: string[]][] = [
    [
      'the window is there',
      authorizing('open'),
      'Finish signing in to Capsule in the window that opened.',
      ['Show window', 'Open again', 'Cancel'],
      ['Show window'],
    ],
    [
      'it is behind this page',
      authorizing('behind'),
      'Still signing in? Finish in the Capsule window, then come back here.',
      ['Show window', 'Open again', 'Cancel'],
      ['Show window'],
    ],
    [
      'nobody knows',
      authorizing('unsure'),
      'Still signing in? Finish in the Capsule window, then come back here.',
      ['Open again', 'Cancel'],
      ['Open again'],
    ],
    ['it seems gone', authorizing('gone'), 'If you closed the Capsule window, open it again.', ['Open again', 'Cancel'], ['Open again']],
    [
      'it seems gone, and the token is spent',
      authorizing('gone', { reopenable: false }),
      'If you closed the Capsule window, open it again.',
      ['Cancel'],
      [],
    ],
    [
      'it was blocked',
      authorizing('blocked', { href }),
      'Your browser blocked the sign-in window. Open it here:',
      ['Open Capsule sign-in', 'Cancel'],
      ['Open Capsule sign-in'],
    ],
    [
      'it was blocked, and this tab would do',
      authorizing('blocked', { href, leavable: true }),
      'Your browser blocked the sign-in window. Open it here:',
      ['Open Capsule sign-in', 'Continue in this tab', 'Cancel'],
      ['Open Capsule sign-in'],
    ],
    ['the page leaves', authorizing('leaving'), 'Taking you to Capsule…', ['Continue in this tab', 'Cancel'], []],
    ['the page is back', authorizing('returned'), 'Almost there. Checking with Capsule…', ['Cancel'], []],
  ];
  for (const [name, state, says, offers, primary] of rows) {
    it(`and ${name}, it says so, and offers to go on and to cancel`, () => {
      expect(draw(renderAuthorizing(view, state))).to.deep.equal({ text: says, labels: offers, primary });
    });
  }

  it('and the server is slow, it says so, and offers Cancel', () => {
    expect(draw(renderConfirming(view, confirming(false)))).to.include({ text: 'Almost there. Checking with Capsule…' });
    expect(draw(renderConfirming(view, confirming(true)))).to.deep.equal({
      text: 'This is taking longer than usual.',
      labels: ['Cancel'],
      primary: [],
    });
  });

  it('the tab is offered in the card itself, in auto mode', async () => {
    const page = await mount({ blocks: true });
    page.element.mode = 'auto';
    page.element.backend = undefined;
    page.element.endpoint = undefined;
    page.element.serviceDomain = 'acme-h.cyclr.com';
    page.element.callbackUrl = '/callback';
    page.element.getToken = () => Promise.resolve({ token: 'T' });
    await page.element.updateComplete;
    await page.reached('ready');
    void page.element.connect();
    await page.reached('authorizing');
    expect(page.labels()).to.deep.equal(['Open Capsule sign-in', 'Continue in this tab', 'Cancel']);
  });

  it('the same words are spoken once, however often they come and go', () => {
    const announce = createAnnouncer();
    const quiet = { fields: [], spoken: '', wait: 'short', focused: false } as const;
    const spoken: string[] = [];
    const speak = (state: State): void => {
      const { polite } = announce(state, say, quiet);
      if (polite !== spoken.at(-1)) spoken.push(polite);
    };
    for (const window of ['open', 'unsure', 'open', 'unsure', 'behind', 'open', 'behind'] as const) speak(authorizing(window));
    for (const slow of [false, true, true]) speak(confirming(slow));
    expect(spoken).to.deep.equal(['open', 'unsure'].map((key) => say(key as 'open')).concat(say('confirming'), say('savingLong')));
    expect(
      announce({ status: 'failed', code: 'cancelled', stage: 'authorizing', message: '', retryable: true, connector }, say, quiet),
    ).to.deep.equal({ polite: 'The window was closed before sign-in finished.', assertive: '' });
    speak(authorizing('open'));
    expect(spoken.at(-1), 'in the next attempt').to.equal(say('open'));
  });

  const was = buildConnector({ authenticated: true });
  const endings: [name: string, told: Parameters<typeof messageKeyOf>[0], says: string][] = [
    ['closed the window', { code: 'cancelled', stage: 'authorizing', connector }, 'The window was closed before sign-in finished.'],
    ['pressed Cancel', { code: 'cancelled', stage: 'authorizing', story: 'stopped', connector }, "Canceled. Capsule isn't connected."],
    [
      'pressed Cancel while it was confirmed',
      { code: 'cancelled', stage: 'confirming', story: 'stopped', connector },
      "Canceled. Capsule isn't connected.",
    ],
    [
      'pressed Cancel while it was saved',
      { code: 'cancelled', stage: 'saving', story: 'stopped', connector },
      "Canceled. Capsule isn't connected.",
    ],
    [
      'went back to the page',
      { code: 'cancelled', stage: 'authorizing', story: 'came-back', connector },
      "Sign-in wasn't finished. Capsule isn't connected yet.",
    ],
    [
      'closed the window of a re-connection',
      { code: 'cancelled', stage: 'authorizing', connector: was },
      'Canceled. Capsule is still connected.',
    ],
    [
      'pressed Cancel in a re-connection',
      { code: 'cancelled', stage: 'authorizing', story: 'stopped', connector: was },
      'Canceled. Capsule is still connected.',
    ],
    [
      'did what nobody could see in a re-connection',
      { code: 'unverifiable', stage: 'authorizing', story: 'unseen', connector: was },
      "We couldn't confirm the new sign-in. Capsule is connected as before.",
    ],
    [
      'did what nobody could see, without a server',
      { code: 'unverifiable', stage: 'authorizing', story: 'unseen', connector },
      "We couldn't confirm the sign-in.",
    ],
    [
      'waited for a server that was away',
      { code: 'unverifiable', stage: 'confirming', connector: was },
      "We couldn't confirm the sign-in.",
    ],
  ];
  for (const [name, told, says] of endings) {
    it(`one who ${name} reads: ${says}`, () => {
      expect(say(messageKeyOf(told))).to.equal(says);
    });
  }

  const next: [name: string, failure: Partial<Failure> & { connector?: typeof was }, label: string][] = [
    ['closed the window', { connector }, 'Try again'],
    ['went back to the page', { connector, story: 'came-back' }, 'Try again'],
    ['pressed Cancel', { connector, story: 'stopped' }, 'Connect Capsule'],
    ['closed the window of a re-connection', { connector: was }, 'Reconnect'],
  ];
  for (const [name, failure, label] of next) {
    it(`one who ${name} is offered: ${label}`, () => {
      const host = document.createElement('div');
      const state = { status: 'failed', code: 'cancelled', stage: 'authorizing', message: '', retryable: true, ...failure } as const;
      const view = { say, name: 'Capsule', form: { fields: [] }, waitsFor: 0, actions: { submit: () => undefined } };
      render(renderFailed(view as never, state), host);
      expect([...host.querySelectorAll('button')][0]?.textContent.trim()).to.equal(label);
    });
  }

  it('pressing Cancel is not taken for closing the window, in the card or aloud', async () => {
    const page = await mount();
    await page.press('Connect Capsule');
    await page.press('Cancel');
    await page.reached('failed');
    expect(page.find('[role=status]').textContent).to.equal("Canceled. Capsule isn't connected.");
    expect(page.events.find(({ type }) => type === 'failed')?.detail).to.have.all.keys(
      'connectorId',
      'code',
      'stage',
      'message',
      'retryable',
    );
  });

  it('nothing that another window posts is shown, whatever it holds', async () => {
    const page = await mount();
    await page.press('Connect Capsule');
    await pause(10);
    const drawn = (): string => String(page.element.shadowRoot?.innerHTML) + page.element.outerHTML;
    const before = drawn();
    const markup = '<img src=x onerror="document.title=\'taken\'">';
    for (const data of [
      markup,
      { v: 1, attempt: markup, code: markup },
      [markup],
      { message: markup },
      `cyclr-connect:${markup}`,
      { v: 1, attempt: page.opener.attempt, code: markup },
    ]) {
      postAs(page.opener.newest, serviceOrigin, data);
      postAs(page.opener.newest, window.location.origin, data);
      postAs(window, 'https://evil.example', data);
      broadcast(data);
      window.dispatchEvent(new StorageEvent('storage', { key: callbackChannel, newValue: JSON.stringify(data) }));
    }
    await pause(30);
    await page.element.updateComplete;
    expect(drawn()).to.equal(before);
    expect(page.element.state.status).to.equal('authorizing');
  });

  it("a code ends the attempt with the card's own words, none of the other window's", async () => {
    const page = await mount();
    await page.press('Connect Capsule');
    postAs(page.opener.newest, window.location.origin, {
      v: 1,
      attempt: page.opener.attempt,
      code: 'forbidden',
      message: 'Call this number',
    });
    await page.reached('failed');
    expect(page.text()).to.contain("You don't have permission to connect Capsule.").and.not.to.contain('Call this number');
  });

  it('an element that is moved keeps what was typed, and its attempt', async () => {
    const page = await mount({ connector: { authType: 'Basic', fields: [buildField()] } });
    await page.type('#property-Url', 'acme.example');
    await page.type('#credential-username', 'ada');
    await page.type('#credential-password', 'hush-hush');
    const elsewhere = document.createElement('section');
    page.element.parentElement?.append(elsewhere);
    elsewhere.append(page.element);
    await pause(10);
    await page.element.updateComplete;
    expect(['#property-Url', '#credential-username', '#credential-password'].map((selector) => page.find(selector).value)).to.deep.equal([
      'acme.example',
      'ada',
      'hush-hush',
    ]);
    await page.press('Connect Capsule');
    await page.reached('connected');
    expect(page.backend.saved).to.have.length(1);
  });

  it('a token that was sent with a window is not used again when the card starts over', async () => {
    const opener = createFakeOpener();
    window.open = opener.open;
    const element = await fixture<HTMLElementTagNameMap['cyclr-connect']>(
      html`<cyclr-connect connector-id="1234" service-domain=${serviceOrigin} token="used="></cyclr-connect>`,
    );
    const codes: string[] = [];
    element.addEventListener('failed', ({ detail }) => {
      codes.push(detail.code);
    });
    await waitUntil(() => element.state.status === 'ready', 'not ready');
    void element.connect();
    expect(opener.asked).to.have.length(1);
    element.authType = 'OAuth1';
    await element.updateComplete;
    await waitUntil(() => element.state.status === 'ready', 'not ready again');
    await element.connect();
    expect(codes).to.deep.equal(['cancelled', 'token-missing']);
    expect(opener.asked).to.have.length(1);
    element.token = 'fresh=';
    await element.updateComplete;
    await waitUntil(() => element.state.status === 'ready', 'not ready with a new token');
    void element.connect();
    expect(opener.asked[1]).to.contain('token=fresh%3D');
  });

  it('the ready card says that the whole page will go, in redirect mode', async () => {
    const page = await mount({ backend: createFakeBackend() });
    page.element.callbackUrl = '/callback';
    page.element.mode = 'redirect';
    await page.element.updateComplete;
    await page.reached('ready');
    expect(page.text()).to.contain('You sign in at Capsule, then come back here.').and.not.to.contain('new window');
  });
});
