import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { createAnnouncer } from '../../src/element/announcement.ts';
import { createSay, messageKeyOf } from '../../src/element/say.ts';
import { renderAuthorizing } from '../../src/element/views/authorizing-view.ts';
import { renderConfirming } from '../../src/element/views/authorizing-view.ts';
import { renderFailed } from '../../src/element/views/failed-view.ts';
import type { View } from '../../src/element/view.ts';
import type { Failure, State, PopupStatus } from '../../src/flow/state.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { mount, unmount } from '../support/mount.ts';

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
});
