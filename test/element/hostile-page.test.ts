import { expect } from '@open-wc/testing';
import { registerLocale } from '../../src/element/languages.ts';
import { createFakeBackend } from '../support/fake-backend.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { waitUntil } from '../support/wait-until.ts';

const failures = (page: Mounted): unknown[] =>
  page.events.filter(({ type }) => type === 'failed').map(({ detail }: CustomEvent<{ code: string }>) => detail.code);

/** Everything that is printed to the console during a test. */
const listen = (): { said: string[]; stop: () => void } => {
  const said: string[] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => {
    said.push(words.join(' '));
  };
  return {
    said,
    stop: () => {
      console.error = error;
    },
  };
};

describe('in a page that passes wrong values', () => {
  afterEach(unmount);

  const shapes: [what: string, options: object, sentences: number][] = [
    ['messages that are null', { messages: null }, 0],
    ['messages that are a text', { messages: 'Hello' }, 1],
    ['messages that are a list', { messages: ['Hello'] }, 1],
    ['a message that is a number', { messages: { connect: 5 } }, 1],
    ['a message that is null', { messages: { connect: null } }, 0],
    ['a counted message without texts', { messages: { problems: {} } }, 0],
    ['fields that are null', { fields: null }, 0],
    ['fields that are a text', { fields: 'key' }, 1],
    ['a field that is a text', { fields: { key: 'label' } }, 1],
    ['a field that is null', { fields: { key: null } }, 0],
    ['a label that is a number', { fields: { key: { label: 5 } } }, 1],
    ['choices that are a text', { fields: { key: { choices: 'abc' } } }, 1],
    ['a choice without a value', { fields: { key: { choices: [{ label: 'A' }] } } }, 1],
    ['normalize that is a text', { fields: { key: { normalize: 'trim' } } }, 1],
    ['a look of null', { look: null }, 0],
    ['a name that is a number', { name: 5 }, 0],
  ];
  for (const [what, options, sentences] of shapes) {
    it(`${what}: ${String(sentences)} sentences in the console, and the card works`, async () => {
      const console = listen();
      const page = await mount({ connector: { authType: 'ApiKey' }, ...options });
      await page.type('#credential-key', 'k');
      page.element.requestUpdate();
      await page.element.updateComplete;
      await page.press('Connect Capsule');
      await page.reached('connected');
      console.stop();
      expect(console.said, console.said.join('\n')).to.have.length(sentences);
      expect(page.backend.reads).to.equal(1);
    });
  }

  for (const name of ['endpoint', 'serviceDomain', 'token', 'authType', 'callbackUrl', 'return', 'mode', 'getToken'] as const) {
    it(`${name} of null means that it was not given`, async () => {
      const page = await mount({});
      Object.assign(page.element, { [name]: null });
      await page.element.updateComplete;
      await page.reached('ready');
      expect(failures(page)).to.deep.equal([]);
    });
  }

  for (const name of ['endpoint', 'authType', 'callbackUrl', 'return', 'mode', 'backend', 'token', 'getToken', 'name', 'icon'] as const) {
    it(`${name} of null means that it was not given, where a token signs in`, async () => {
      const source = name === 'token' ? { getToken: () => Promise.resolve({ token: 'T' }) } : { token: 'T' };
      const element = document.createElement('cyclr-connect');
      const codes: string[] = [];
      element.addEventListener('failed', ({ detail }) => codes.push(detail.code));
      Object.assign(element, { connectorId: '1', serviceDomain: 'acme-h.cyclr.com', ...source, [name]: null });
      document.body.append(element);
      await waitUntil(() => element.state.status !== 'idle' && element.state.status !== 'loading');
      await pause(10);
      expect([element.state.status, codes]).to.deep.equal(['ready', []]);
      element.remove();
    });
  }

  it('a removed attribute means that it was not given', async () => {
    const page = await mount({});
    for (const name of ['endpoint', 'mode', 'return', 'auth-type', 'look', 'lang']) {
      page.element.setAttribute(name, name === 'endpoint' ? '/x' : '');
      page.element.removeAttribute(name);
    }
    await page.element.updateComplete;
    await page.reached('ready');
    expect(failures(page)).to.deep.equal([]);
  });

  const throwsAtOneSentence = {
    get connect(): string {
      throw new Error('boom');
    },
  };
  const boom = (): never => {
    throw new Error('boom');
  };
  const throwsAtAnything = new Proxy({}, { get: boom, has: boom, ownKeys: boom, getOwnPropertyDescriptor: boom });
  for (const [when, poison, trap] of [
    ['the first drawing', true, throwsAtOneSentence],
    ['a later drawing', false, throwsAtOneSentence],
    ['every drawing', false, throwsAtAnything],
  ] as const) {
    it(`${when} that throws ends in one failed, one console line and no request`, async () => {
      const console = listen();
      const backend = createFakeBackend();
      const page = await mount({ backend, ...(poison ? { messages: trap } : {}), waits: true });
      if (!poison) await page.reached('ready');
      const before = poison ? 0 : backend.reads;
      if (!poison) Object.assign(page.element, { messages: trap });
      await waitUntil(() => failures(page).length > 0);
      await pause(60);
      for (let again = 0; again < 3; again += 1) {
        page.element.requestUpdate();
        await page.element.updateComplete;
      }
      console.stop();
      expect(failures(page)).to.deep.equal(['misconfigured']);
      // A page prints the same sentence once.
      expect(console.said, console.said.join('\n')).to.have.length(poison ? 1 : 0);
      if (poison) expect(console.said[0], 'what was thrown').to.contain('boom');
      expect(backend.reads).to.be.at.most(before + 1);
      expect(page.labels(), 'what was drawn before is gone').to.deep.equal([]);
      expect(backend.signals.every(({ aborted }) => (poison ? aborted : true))).to.equal(true);
      page.element.messages = undefined;
      await page.reached('ready');
      expect(page.labels()).to.deep.equal(['Connect Capsule']);
    });
  }

  it('a registered language of a wrong shape is left out, or filled with English', async () => {
    const console = listen();
    registerLocale('eo', null as never);
    registerLocale('ia', { connect: 5, problems: [], unnamed: null, direction: 'up' } as never);
    const page = await mount();
    for (const lang of ['eo', 'ia']) {
      page.element.lang = lang;
      await pause(10);
      expect(page.labels(), lang).to.deep.equal(['Connect Capsule']);
    }
    console.stop();
    expect(console.said).to.have.length(1);
  });

  it('without internals of elements, such as happy-dom, the card works', async () => {
    const own = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'attachInternals') as PropertyDescriptor;
    Object.assign(HTMLElement.prototype, { attachInternals: undefined });
    try {
      const page = await mount();
      expect(page.labels()).to.deep.equal(['Connect Capsule']);
    } finally {
      Object.defineProperty(HTMLElement.prototype, 'attachInternals', own);
    }
  });

  it('without CSS.supports, such as jsdom, the form works', async () => {
    const { CSS } = window;
    Object.defineProperty(window, 'CSS', { value: undefined, configurable: true, writable: true });
    try {
      const page = await mount({ connector: { authType: 'ApiKey' } });
      expect(page.find('#credential-key').type).to.equal('password');
    } finally {
      Object.defineProperty(window, 'CSS', { value: CSS, configurable: true, writable: true });
    }
  });
});

describe('before the connector is read', () => {
  afterEach(unmount);

  it('an element without a connector is idle, emits nothing, and shows the host’s name', async () => {
    const console = listen();
    const element = document.createElement('cyclr-connect');
    const heard: string[] = [];
    for (const type of ['failed', 'statechange']) element.addEventListener(type, () => heard.push(type));
    document.body.append(element);
    await element.updateComplete;
    expect(element.state).to.deep.equal({ status: 'idle' });
    expect(element.shadowRoot?.querySelector('.skeleton')).to.not.equal(null);
    element.name = 'Capsule';
    element.icon = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
    await element.updateComplete;
    console.stop();
    expect(element.shadowRoot?.querySelector('[part=title]')?.textContent.trim()).to.equal('Capsule');
    expect(element.shadowRoot?.querySelector('img')?.src).to.equal(element.icon);
    expect([heard, console.said]).to.deep.equal([[], []]);
  });

  it('the name stays through a failed load, and the sentences use it', async () => {
    const backend = createFakeBackend();
    const release = backend.hold();
    const page = await mount({ backend, waits: true, name: 'Capsule' });
    expect(page.find('[part=title]').textContent.trim()).to.equal('Capsule');
    page.element.connectorId = 'gone';
    release();
    await page.reached('failed');
    expect(page.text()).to.contain("We couldn't load Capsule. Your connection hasn't changed.").and.to.contain('Unavailable');
    expect(page.find<HTMLButtonElement>('.actions button').part.contains('primary-button')).to.equal(false);
  });

  it('the name of an earlier answer stays through a refresh', async () => {
    const page = await mount();
    page.backend.hold();
    page.element.refresh();
    await page.reached('loading');
    await pause(450);
    expect(page.find('[part=title]').textContent.trim()).to.equal('Capsule');
    expect(page.text()).to.contain('Loading');
  });

  it('shows no skeleton in the title if neither the host nor the server gives a name', async () => {
    const page = await mount();
    page.element.remove();
    const element = document.createElement('cyclr-connect');
    Object.assign(element, { connectorId: '1', serviceDomain: 'acme-h.cyclr.com', token: 'T' });
    document.body.append(element);
    await waitUntil(() => element.state.status === 'ready', 'it is never ready');
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('.skeleton')).to.equal(null);
  });
});
