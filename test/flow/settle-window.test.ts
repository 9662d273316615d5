import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { setFocus } from '../support/focus.ts';
import { pause } from '../support/pause.ts';
import { broadcast, signingIn, strikeScenes } from '../support/scene.ts';
import { callback, closeAndReturn, look, signIn, tokenOnly } from '../support/settling.ts';
import { waitUntil } from '../support/wait-until.ts';

describe('an attempt', () => {
  afterEach(strikeScenes);

  describe('whose window closes', () => {
    it('is cancelled once the person is back and two answers prove nothing', async () => {
      const scene = await signingIn();
      await closeAndReturn(scene);
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled', stage: 'authorizing' });
    });

    it('does not fail when the handle reads closed: the window is `unsure`', async () => {
      setFocus(true);
      const scene = await signingIn();
      scene.opener.newest.closed = true;
      await waitUntil(() => scene.flow.state.status === 'authorizing' && scene.flow.state.window === 'unsure', 'never unsure');
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

    it('is not cancelled while the window is open', async () => {
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

  describe('that failed', () => {
    it('is reported once more, as late, when the account turns out connected', async () => {
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

    it('is not watched once `timing.late` is over', async () => {
      const scene = await signingIn({ timing: { late: 30 } });
      scene.flow.cancel();
      await pause(60);
      signIn(scene);
      look();
      await pause(30);
      expect(scene.ends()).to.have.length(1);
    });

    it('is also watched after a refusal, which may be wrong', async () => {
      const scene = await signingIn(callback);
      broadcast({ v: 1, attempt: scene.opener.attempt, code: 'denied' });
      await scene.reached('failed');
      signIn(scene);
      await pause(20);
      look();
      await scene.reached('connected');
      expect(scene.ends().map((end) => (end.type === 'connected' ? end.late : end.code))).to.deep.equal(['denied', true]);
    });

    it('is not watched after a failure that is not retryable', async () => {
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
});
