import { expect, waitUntil } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { callbackChannel, windowKey } from '../../src/protocol/callback.ts';
import { serviceOrigin } from '../support/fake-backend.ts';
import { createFakePlatform } from '../support/fake-platform.ts';
import { createFakeOpener, postAs } from '../support/fake-popup.ts';
import { setFocus } from '../support/focus.ts';
import { pause } from '../support/pause.ts';
import { broadcast, createScene, type Scene, signingIn, strikeScenes } from '../support/scene.ts';

const signIn = (scene: Scene): void => {
  scene.backend.connector = { ...scene.backend.connector, authenticated: true };
};
const look = (): void => {
  window.dispatchEvent(new Event('focus'));
};
const callback = { callbackUrl: '/callback' };
const tokenOnly = { backend: undefined, serviceDomain: serviceOrigin, token: 'T+/=' };

const channels: Record<string, (scene: Scene, signal: object) => void> = {
  'a BroadcastChannel': (_, signal) => {
    broadcast(signal);
  },
  'a storage event': (_, signal) => {
    window.dispatchEvent(new StorageEvent('storage', { key: callbackChannel, newValue: JSON.stringify(signal) }));
  },
  'a message to its opener': (scene, signal) => {
    postAs(scene.opener.newest, window.location.origin, signal);
  },
};

/** The person leaves for the window, closes it and comes back, all at the speed of the fast timing. */
const closeAndReturn = async (scene: Scene): Promise<void> => {
  setFocus(false);
  await pause(30);
  scene.opener.newest.closed = true;
  setFocus(true);
  for (let turn = 0; turn < 8; turn += 1) {
    await pause(15);
    look();
  }
};

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

    it('does not believe the message alone', async () => {
      const scene = await signingIn();
      scene.postReturn();
      await scene.reached('confirming');
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'not-authenticated', stage: 'confirming' });
    });

    it('believes the message where there is no server to ask', async () => {
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
      it(`hears of its return by ${name}`, async () => {
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

      it(`drops another attempt's word by ${name}`, async () => {
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

      it('connects where the server says yes', async () => {
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

    it('touches localStorage, without which WebKit hears no storage event, and minds not where there is none', async () => {
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

  describe("by the server's word", () => {
    for (const [name, target] of [
      ['focus', window],
      ['pageshow', window],
      ['online', window],
      ['visibilitychange', document],
    ] as const) {
      it(`looks on ${name}, and needs no signal`, async () => {
        const scene = await signingIn();
        signIn(scene);
        target.dispatchEvent(new Event(name));
        expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'authenticated' });
      });
    }

    describe('at once', () => {
      const slow = { ...callback, timing: { betweenChecks: 400, confirm: 900, deadline: 5_000 } };
      /** A question was answered a moment ago, so the next would have to wait. */
      const asked = async (options: object = slow): Promise<Scene> => {
        setFocus(false);
        const scene = await signingIn(options);
        await pause(30);
        window.dispatchEvent(new Event('online'));
        await pause(15);
        return scene;
      };
      const readsWithin = async (scene: Scene, act: () => void): Promise<number> => {
        const before = scene.backend.reads;
        act();
        await pause(60);
        return scene.backend.reads - before;
      };

      it('for the first signal, and once for its three channels', async () => {
        const scene = await asked();
        const reads = await readsWithin(scene, () => {
          for (const send of Object.values(channels)) send(scene, { v: 1, attempt: scene.opener.attempt });
        });
        expect(reads).to.equal(1);
      });

      it('for the first return of focus, and not for the second', async () => {
        const scene = await asked();
        const comeBack = (): void => {
          setFocus(true);
          look();
        };
        expect(await readsWithin(scene, comeBack)).to.equal(1);
        setFocus(false);
        window.dispatchEvent(new Event('blur'));
        expect(await readsWithin(scene, comeBack)).to.equal(0);
      });

      it('but not before a Retry-After is over', async () => {
        const scene = await asked();
        scene.backend.errors.read = new ConnectError('rate-limited', 'Slower.', { retryAfter: 5 });
        await pause(450);
        window.dispatchEvent(new Event('online'));
        await pause(20);
        const reads = await readsWithin(scene, () => {
          broadcast({ v: 1, attempt: scene.opener.attempt });
        });
        expect(reads).to.equal(0);
      });
    });

    it('asks one question at a time', async () => {
      const scene = await signingIn();
      const release = scene.backend.hold();
      const before = scene.backend.reads;
      for (let turn = 0; turn < 5; turn += 1) {
        look();
        await pause(15);
      }
      expect(scene.backend.reads - before).to.equal(1);
      release();
    });

    it('is not fooled by what was true before a re-connection', async () => {
      const scene = await signingIn({ connector: { authenticated: true } });
      look();
      await pause(60);
      expect(scene.flow.state.status).to.equal('authorizing');
      scene.postReturn();
      expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'authenticated' });
    });

    for (const code of ['not-signed-in', 'forbidden', 'connector-not-found'] as const) {
      it(`ends at once when the server says ${code}`, async () => {
        const scene = await signingIn();
        scene.backend.errors.read = new ConnectError(code, 'No.');
        look();
        expect(await scene.onlyEnd()).to.include({ type: 'failed', code });
      });
    }

    it('goes on when a question stays unanswered', async () => {
      const scene = await signingIn();
      scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
      look();
      await pause(30);
      expect(scene.flow.state.status).to.equal('authorizing');
      scene.backend.errors = {};
      signIn(scene);
      look();
      expect(await scene.onlyEnd()).to.include({ type: 'connected' });
    });

    it('is unverifiable when the server never answers after the return', async () => {
      const scene = await signingIn();
      scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
      scene.postReturn();
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'unverifiable', stage: 'confirming' });
    });
  });

  describe('whose window closes', () => {
    it('is cancelled once the person is back and the server has said no twice', async () => {
      const scene = await signingIn();
      await closeAndReturn(scene);
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled', stage: 'authorizing' });
    });

    it('is unsure, not failed, by a closed handle alone', async () => {
      setFocus(true);
      const scene = await signingIn();
      scene.opener.newest.closed = true;
      await waitUntil(() => scene.flow.state.status === 'authorizing' && scene.flow.state.window === 'unsure', 'never unsure', {
        interval: 5,
      });
      for (let turn = 0; turn < 6; turn += 1) {
        await pause(15);
        look();
      }
      expect(scene.ends()).to.deep.equal([]);
    });

    it('is not cancelled while the person is away', async () => {
      const scene = await signingIn();
      setFocus(false);
      scene.opener.newest.closed = true;
      for (let turn = 0; turn < 6; turn += 1) {
        await pause(20);
        window.dispatchEvent(new Event('online'));
      }
      expect(scene.ends()).to.deep.equal([]);
    });

    it('is not cancelled while the window is there', async () => {
      const scene = await signingIn();
      setFocus(false);
      await pause(30);
      setFocus(true);
      for (let turn = 0; turn < 8; turn += 1) {
        await pause(15);
        look();
      }
      expect(scene.ends()).to.deep.equal([]);
    });

    it('is not cancelled while the server does not answer', async () => {
      const scene = await signingIn();
      scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
      await closeAndReturn(scene);
      expect(scene.ends()).to.deep.equal([]);
    });
  });

  it('times out at the deadline', async () => {
    const scene = await signingIn();
    look();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'timed-out' });
  });

  it('is superseded by the newest attempt of the page, which goes on', async () => {
    const first = await signingIn();
    const second = await signingIn({ connectorId: '5678', connector: { id: '5678' } });
    expect(await first.onlyEnd()).to.include({ type: 'failed', code: 'superseded' });
    signIn(second);
    second.postReturn();
    expect(await second.onlyEnd()).to.include({ type: 'connected' });
    expect(first.ends()).to.have.length(1);
  });

  it('ends in cancelled by cancel(), closes its window and leaves nothing', async () => {
    const scene = await signingIn();
    scene.flow.cancel();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled', retryable: true });
    expect(scene.opener.newest.closed).to.equal(true);
    expect(Object.keys(sessionStorage).filter((key) => key.startsWith('cyclr-connect:attempt'))).to.deep.equal([]);
  });

  it('brings its window to front instead of beginning twice', async () => {
    const scene = await signingIn();
    void scene.flow.connect();
    expect(scene.opener.popups).to.have.length(1);
    expect(scene.opener.newest.focused).to.equal(1);
  });

  it('keeps its attempt when the window is opened again', async () => {
    const scene = await signingIn();
    const { attempt } = scene.opener;
    const first = scene.opener.newest;
    scene.flow.openAgain();
    expect(first.closed).to.equal(true);
    expect(scene.opener.popups).to.have.length(2);
    expect(scene.opener.attempt).to.equal(attempt);
    signIn(scene);
    scene.postReturn();
    expect(await scene.onlyEnd()).to.include({ type: 'connected' });
  });

  describe('that failed', () => {
    it('is told once more, as late, when the account turns out connected', async () => {
      const scene = await signingIn();
      scene.flow.cancel();
      await scene.reached('failed');
      signIn(scene);
      await pause(15);
      look();
      await scene.reached('connected');
      look();
      scene.postReturn();
      await pause(40);
      expect(scene.ends().map((end) => (end.type === 'connected' ? end.late : end.code))).to.deep.equal(['cancelled', true]);
    });

    it('is not late where the account was connected before, until its signal comes', async () => {
      const scene = await signingIn({ connector: { authenticated: true } });
      scene.flow.cancel();
      await scene.reached('failed');
      await pause(15);
      look();
      await pause(40);
      expect(scene.flow.state.status).to.equal('failed');
      scene.postReturn();
      await scene.reached('connected');
    });

    it('is watched no more when its time is over', async () => {
      const scene = await signingIn({ timing: { late: 30 } });
      scene.flow.cancel();
      await pause(60);
      signIn(scene);
      look();
      await pause(30);
      expect(scene.ends()).to.have.length(1);
    });

    it('is watched after a code too, for whoever posted that may have been wrong', async () => {
      const scene = await signingIn(callback);
      broadcast({ v: 1, attempt: scene.opener.attempt, code: 'denied' });
      await scene.reached('failed');
      signIn(scene);
      await pause(20);
      look();
      await scene.reached('connected');
      expect(scene.ends().map((end) => (end.type === 'connected' ? end.late : end.code))).to.deep.equal(['denied', true]);
    });

    it('is not watched where something must change at the server first', async () => {
      const scene = await signingIn(callback);
      broadcast({ v: 1, attempt: scene.opener.attempt, code: 'forbidden' });
      await scene.reached('failed');
      signIn(scene);
      await pause(20);
      look();
      await pause(30);
      expect(scene.ends()).to.have.length(1);
    });
  });

  describe('whose window the browser kept closed', () => {
    it('is blocked with a link, and still connected by the server', async () => {
      const scene = await signingIn({ blocks: true });
      expect(scene.flow.state).to.include({ window: 'blocked', reopenable: true });
      expect(scene.flow.state).to.have.property('href').that.contains(scene.opener.attempt);
      signIn(scene);
      look();
      expect(await scene.onlyEnd()).to.include({ type: 'connected' });
    });

    it('is popup-blocked once given up', async () => {
      const scene = await signingIn({ blocks: true });
      scene.flow.cancel();
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'popup-blocked' });
    });

    it('gives no link that would hold a token', async () => {
      const scene = await signingIn({ ...tokenOnly, blocks: true });
      expect(scene.flow.state).to.include({ window: 'blocked' }).and.not.to.have.property('href');
      scene.opener.blocks = false;
      scene.flow.openAgain();
      expect(scene.flow.state).to.include({ window: 'open' });
      scene.postReturn();
      expect(await scene.onlyEnd()).to.include({ type: 'connected' });
    });
  });

  it('says nothing any more once the flow is disposed, and is taken up by the next', async () => {
    const scene = await signingIn();
    scene.flow.dispose();
    signIn(scene);
    look();
    await pause(40);
    expect(scene.ends()).to.deep.equal([]);
    const next = createScene();
    await next.flow.load();
    await next.reached('authorizing');
    signIn(next);
    look();
    expect(await next.onlyEnd()).to.include({ type: 'connected' });
  });

  it('aborts the question that is under way when the flow is disposed', async () => {
    const scene = await signingIn();
    scene.backend.hold();
    look();
    await pause(15);
    scene.flow.dispose();
    expect(scene.backend.signals.at(-1)?.aborted).to.equal(true);
  });
});
