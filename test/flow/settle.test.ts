import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { setFocus } from '../support/focus.ts';
import { pause } from '../support/pause.ts';
import { broadcast, createScene, type Scene, signingIn, strikeScenes } from '../support/scene.ts';
import { callback, channels, look, signIn } from '../support/settling.ts';

describe('an attempt', () => {
  afterEach(strikeScenes);

  describe("by the server's answer", () => {
    for (const [name, target] of [
      ['focus', window],
      ['pageshow', window],
      ['online', window],
      ['visibilitychange', document],
    ] as const) {
      it(`asks on ${name}, and needs no signal`, async () => {
        const scene = await signingIn();
        signIn(scene);
        target.dispatchEvent(new Event(name));
        expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'authenticated' });
      });
    }

    describe('at once', () => {
      const slow = { ...callback, timing: { betweenChecks: 400, confirm: 900 } };
      /** The last request was answered less than `betweenChecks` ago, so the next one must wait. */
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

    it('does not take `authenticated: true` from before a re-connection for success', async () => {
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

  it('times out at the deadline', async () => {
    const scene = await signingIn({ timing: { deadline: 400 } });
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

  it('ends in cancelled by cancel(), closes its window, and removes what was stored', async () => {
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

  it('emits nothing after its flow was disposed, and is resumed by the next flow', async () => {
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
