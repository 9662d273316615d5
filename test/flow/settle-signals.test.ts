import { expect } from '@open-wc/testing';
import { callbackChannel, windowKey } from '../../src/protocol/callback.ts';
import { serviceOrigin } from '../support/fake-backend.ts';
import { createFakePlatform } from '../support/fake-platform.ts';
import { createFakeOpener, postAs } from '../support/fake-popup.ts';
import { pause } from '../support/pause.ts';
import { broadcast, signingIn, strikeScenes } from '../support/scene.ts';
import { callback, channels, closeAndReturn, signIn, tokenOnly } from '../support/settling.ts';

describe('an attempt', () => {
  afterEach(strikeScenes);

  describe('with message return', () => {
    it('is confirmed with the server once the message comes, and connected', async () => {
      const scene = await signingIn();
      signIn(scene);
      scene.postReturn();
      expect(await scene.onlyEnd()).to.deep.include({ type: 'connected', proof: 'authenticated', late: false, connectorId: '1234' });
      expect(scene.notices.flatMap((notice) => (notice.type === 'statechange' ? [notice.state.status] : []))).to.include('confirming');
      expect(scene.opener.newest.closed).to.equal(true);
    });

    it('does not accept the message alone', async () => {
      const scene = await signingIn();
      scene.postReturn();
      await scene.reached('confirming');
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'not-authenticated', stage: 'confirming' });
    });

    it('takes the message as success if there is no server to ask', async () => {
      const scene = await signingIn(tokenOnly);
      scene.postReturn();
      expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'message' });
    });

    it('takes the message from a window whose handle is lost, by origin and attempt', async () => {
      const scene = await signingIn(tokenOnly);
      scene.opener.newest.closed = true;
      postAs(null, serviceOrigin, `cyclr-connect:${scene.opener.attempt}`);
      expect(await scene.onlyEnd()).to.include({ type: 'connected' });
    });
  });

  describe('with callback return', () => {
    for (const [name, send] of Object.entries(channels)) {
      it(`takes the return reported by ${name}`, async () => {
        const scene = await signingIn(callback);
        signIn(scene);
        send(scene, { v: 1, attempt: scene.opener.attempt });
        expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'authenticated' });
      });

      it(`takes the code that ${name} brings`, async () => {
        const scene = await signingIn(callback);
        send(scene, { v: 1, attempt: scene.opener.attempt, code: 'denied' });
        expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'denied' });
      });

      it(`drops another attempt's report by ${name}`, async () => {
        const scene = await signingIn(callback);
        send(scene, { v: 1, attempt: 'f'.repeat(32) });
        send(scene, { v: 2, attempt: scene.opener.attempt });
        await pause(30);
        expect(scene.flow.state.status).to.equal('authorizing');
      });
    }

    describe('refused without an attempt in the address', () => {
      const refused = { v: 1, code: 'denied' };

      it('is denied by a message of its own window', async () => {
        const scene = await signingIn(callback);
        postAs(scene.opener.newest, window.location.origin, refused);
        expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'denied', stage: 'authorizing' });
      });

      for (const name of ['a BroadcastChannel', 'a storage event'] as const) {
        it(`goes on, and can succeed, after ${name} that any page can cause`, async () => {
          const scene = await signingIn(callback);
          for (let turn = 0; turn < 5; turn += 1) {
            channels[name]?.(scene, refused);
            await pause(10);
          }
          expect(scene.ends()).to.deep.equal([]);
          signIn(scene);
          broadcast({ v: 1, attempt: scene.opener.attempt });
          expect(await scene.onlyEnd()).to.include({ type: 'connected', late: false });
        });

        it(`is denied, not cancelled, once given up after ${name}`, async () => {
          const scene = await signingIn(callback);
          channels[name]?.(scene, refused);
          await closeAndReturn(scene);
          expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'denied' });
        });
      }

      it('connects if the server says authenticated', async () => {
        const scene = await signingIn(callback);
        signIn(scene);
        broadcast(refused);
        expect(await scene.onlyEnd()).to.include({ type: 'connected' });
      });

      it('gives its attempt to the window that opens, and to no other', async () => {
        const seen: (string | null)[] = [];
        const opener = createFakeOpener();
        const open = opener.open;
        opener.open = (url) => {
          seen.push(sessionStorage.getItem(windowKey));
          return open(url);
        };
        const scene = await signingIn({ ...callback, platform: createFakePlatform({ opener }) });
        expect(seen).to.deep.equal([scene.opener.attempt]);
        expect(sessionStorage.getItem(windowKey)).to.equal(null);
      });
    });

    it('reads localStorage, which WebKit needs, and works without it', async () => {
      const touched: string[] = [];
      const platform = createFakePlatform({
        window: {
          localStorage: {
            getItem: (key: string) => {
              touched.push(key);
              throw new Error('switched off');
            },
          },
        },
      });
      const scene = await signingIn({ ...callback, platform });
      expect(touched).to.deep.equal([callbackChannel]);
      expect(scene.flow.state.status).to.equal('authorizing');
    });

    it('does not take the message of message return', async () => {
      const scene = await signingIn(callback);
      scene.postReturn();
      await pause(20);
      expect(scene.flow.state.status).to.equal('authorizing');
    });
  });
});
