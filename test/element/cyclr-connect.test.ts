import { expect, fixture, html } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildConnector, createFakeBackend, serviceOrigin } from '../support/fake-backend.ts';
import { createFakeOpener } from '../support/fake-popup.ts';
import { mount, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { ends } from './ends.ts';
import { waitUntil } from '../support/wait-until.ts';

describe('<cyclr-connect>', () => {
  afterEach(unmount);

  describe('its events', () => {
    it('bubble, cross shadow roots, and report one end for each attempt', async () => {
      const page = await mount();
      await page.press('Connect Capsule');
      await page.finish();
      expect(ends(page)).to.deep.equal(['connected']);
      for (const event of page.events) expect(event).to.include({ bubbles: true, composed: true });
      expect(page.events.find(({ type }) => type === 'connected')?.detail).to.deep.equal({
        connectorId: '1234',
        authType: 'OAuth2',
        proof: 'authenticated',
        late: false,
        connector: buildConnector({ authenticated: true }),
      });
    });

    it('mirror the state as a custom state, one at a time', async () => {
      const page = await mount();
      expect(page.element.matches(':state(ready)')).to.equal(true);
      await page.press('Connect Capsule');
      expect(page.element.matches(':state(authorizing)')).to.equal(true);
      expect(page.element.matches(':state(ready)')).to.equal(false);
    });

    it('report wrong options by one failed, and one sentence in the console', async () => {
      const said: unknown[] = [];
      const { error } = console;
      console.error = (text: unknown) => {
        said.push(text);
      };
      const page = await mount({ backend: createFakeBackend() });
      page.element.connectorId = '';
      await page.reached('failed');
      console.error = error;
      expect(ends(page)).to.deep.equal(['failed']);
      expect(said).to.have.length(1);
      expect(said[0]).to.contain('connector-id is missing');
      expect(page.text()).to.contain("This account isn't available yet.");
    });
  });

  describe('a token attribute', () => {
    it('leaves the DOM as soon as it is read, and never shows in it', async () => {
      const opener = createFakeOpener();
      window.open = opener.open;
      const element = await fixture<HTMLElementTagNameMap['cyclr-connect']>(
        html`<cyclr-connect connector-id="1234" service-domain=${serviceOrigin} token="hush+hush="></cyclr-connect>`,
      );
      expect(element.hasAttribute('token')).to.equal(false);
      await waitUntil(() => element.state.status === 'ready', 'not ready');
      void element.connect();
      expect(opener.asked[0]).to.contain('token=hush%2Bhush%3D');
      await element.updateComplete;
      expect(element.outerHTML + String(element.shadowRoot?.innerHTML)).not.to.contain('hush');
    });
  });

  it('shows the sentences that the host gives', async () => {
    const page = await mount({ messages: { connect: 'Link {name}', readyWindow: 'Link it.' } });
    expect(page.labels()).to.deep.equal(['Link Capsule']);
    expect(page.text()).to.contain('Link it.');
  });

  it('begins nothing while it is disabled', async () => {
    const page = await mount({ disabled: true });
    expect(page.button('Connect Capsule').disabled).to.equal(true);
    await page.element.connect();
    expect(page.opener.asked).to.deep.equal([]);
  });

  it('goes on with its attempt when it is moved in the page', async () => {
    const page = await mount();
    await page.press('Connect Capsule');
    const elsewhere = document.createElement('section');
    page.element.parentElement?.append(elsewhere);
    elsewhere.append(page.element);
    await pause(10);
    expect(page.element.state.status).to.equal('authorizing');
    await page.finish();
    expect(ends(page)).to.deep.equal(['connected']);
  });

  it('stops silently when it leaves the page', async () => {
    const page = await mount();
    await page.press('Connect Capsule');
    page.element.remove();
    await pause(10);
    const { reads } = page.backend;
    window.dispatchEvent(new Event('focus'));
    await pause(20);
    expect(page.backend.reads).to.equal(reads);
    expect(ends(page)).to.deep.equal([]);
  });

  it('starts over when its options change', async () => {
    const page = await mount();
    page.element.backend = createFakeBackend({ name: 'Pipedrive' });
    await page.element.updateComplete;
    await page.reached('ready');
    expect(page.labels()).to.deep.equal(['Connect Pipedrive']);
  });

  it('asks before it disconnects, and emits one event', async () => {
    const page = await mount({ connector: { authenticated: true } });
    await page.press('Disconnect');
    expect(page.backend.disconnected).to.equal(0);
    await page.press('Cancel');
    expect(page.element.state.status).to.equal('connected');
    page.element.disconnect();
    await page.element.updateComplete;
    await page.press('Disconnect');
    await page.reached('ready');
    expect(page.backend.disconnected).to.equal(1);
    expect(ends(page)).to.deep.equal(['disconnected']);
  });

  it('connects again from connected', async () => {
    const page = await mount({ connector: { authenticated: true } });
    await page.press('Reconnect');
    expect(page.element.state.status).to.equal('authorizing');
    await page.finish();
    expect(ends(page)).to.deep.equal(['connected']);
  });

  it('loads by itself when the browser is online again', async () => {
    const backend = createFakeBackend();
    backend.errors.read = new ConnectError('offline', 'Offline.');
    const page = await mount({ backend });
    expect(page.element.state).to.include({ status: 'failed', code: 'offline' });
    backend.errors = {};
    window.dispatchEvent(new Event('online'));
    await page.reached('ready');
  });

  it('emits one failed when the sign-in address is refused, and never rejects', async () => {
    const backend = createFakeBackend();
    backend.authorizeUrl = () => 'https://evil.example/';
    const page = await mount({ backend });
    await page.element.connect();
    expect(ends(page)).to.deep.equal(['failed']);
  });

  it('may be imported twice', async () => {
    const again = '../../src/index.ts?again';
    await import(again);
    expect(customElements.get('cyclr-connect')).to.be.a('function');
  });
});
