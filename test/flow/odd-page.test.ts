import { expect } from '@open-wc/testing';
import { createConnectFlow } from '../../src/flow/flow.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { createFakeOpener } from '../support/fake-popup.ts';
import { createFakePlatform } from '../support/fake-platform.ts';
import { pause } from '../support/pause.ts';
import { createScene, signingIn, strikeScenes } from '../support/scene.ts';

/* Pages that shadow what the flow uses: named elements, additions to Object.prototype, a replaced window.open. */
describe('in a page that shadows', () => {
  afterEach(strikeScenes);

  const clobber = (name: string): (() => void) => {
    const form = document.createElement('form');
    form.name = name;
    document.body.append(form);
    return () => {
      form.remove();
    };
  };
  for (const name of ['hasFocus', 'visibilityState', 'addEventListener', 'baseURI']) {
    it(`document.${name} by a form of that name a sign-in connects`, async () => {
      const remove = clobber(name);
      try {
        const scene = await signingIn({ platform: createFakePlatform({ window: { document } }) });
        expect(document).to.have.property(name).that.be.instanceOf(HTMLFormElement);
        scene.backend.connector = { ...scene.backend.connector, authenticated: true };
        scene.postReturn();
        expect(await scene.onlyEnd()).to.include({ type: 'connected' });
      } finally {
        remove();
      }
    });
  }

  for (const name of ['connector', 'error', 'code', 'fields', 'attempt', 'url', 'credential', 'extend']) {
    it(`every object by an enumerable Object.prototype.${name} a sign-in connects`, async () => {
      Object.defineProperty(Object.prototype, name, { configurable: true, enumerable: true, writable: true, value: () => undefined });
      try {
        const scene = await signingIn();
        scene.backend.connector = { ...scene.backend.connector, authenticated: true };
        scene.postReturn();
        expect(await scene.onlyEnd()).to.include({ type: 'connected' });
      } finally {
        Reflect.deleteProperty(Object.prototype, name);
      }
    });
  }

  for (const [name, answer] of [
    ['undefined', undefined],
    ['null', null],
  ] as const) {
    it(`window.open by one that answers ${name} the window is blocked, with a link`, async () => {
      const opener = createFakeOpener();
      const open = opener.open;
      opener.open = (url) => {
        opener.blocks = true;
        open(url);
        return answer as null;
      };
      const scene = createScene({ platform: createFakePlatform({ opener }) });
      await scene.flow.load();
      void scene.flow.connect();
      expect(await scene.reached('authorizing')).to.include({ window: 'blocked' });
    });
  }
});

describe('with headers', () => {
  afterEach(strikeScenes);
  const answer = (body: object): Response => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

  for (const [name, url, ends] of [
    ['the address of Cyclr', 'https://acme-h.cyclr.com/connectorauth/x?token=T', 'navigated'],
    ['an address elsewhere', 'https://evil.example/x', 'misconfigured'],
    ['script', 'javascript:alert(1)', 'misconfigured'],
  ] as const) {
    it(`the window waits blank and goes to ${name}: ${ends}`, async () => {
      const sent: (string | null)[] = [];
      const opener = createFakeOpener();
      const platform = createFakePlatform({
        opener,
        fetch: (_, init) => {
          sent.push(new Headers(init.headers).get('authorization'));
          return Promise.resolve(answer(init.method === 'POST' ? { url } : { connectors: [buildConnector()] }));
        },
      });
      const flow = createConnectFlow({ connectorId: '1234', endpoint: '/cc', headers: { authorization: 'Bearer x' }, platform });
      await flow.load();
      void flow.connect();
      expect(opener.asked).to.deep.equal(['about:blank']);
      await pause(30);
      expect(sent).to.deep.equal(['Bearer x', 'Bearer x']);
      if (ends === 'navigated') expect(opener.newest.addresses).to.deep.equal(['about:blank', url]);
      else expect(flow.state).to.include({ status: 'failed', code: ends, stage: 'opening' });
      flow.dispose();
    });
  }
});
