import { expect, fixture, html } from '@open-wc/testing';
import { callbackChannel } from '../../src/protocol/callback.ts';
import { buildField, createFakeBackend, serviceOrigin } from '../support/fake-backend.ts';
import { createFakeOpener, postAs } from '../support/fake-popup.ts';
import { mount, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { broadcast } from '../support/scene.ts';
import { waitUntil } from '../support/wait-until.ts';

describe('a sign-in', () => {
  afterEach(unmount);

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
