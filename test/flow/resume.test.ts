import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { serviceOrigin } from '../support/fake-backend.ts';
import { postAs } from '../support/fake-popup.ts';
import { pause } from '../support/pause.ts';
import { createScene, type Scene, signingIn, strikeScenes } from '../support/scene.ts';

/* An attempt in sessionStorage ends in one event after a reload, however long ago it started. */
const attempt = 'a'.repeat(32);
const right = `cyclr-connect:${attempt}`;
const minutes = (count: number): number => count * 60_000;
const still = { timing: { deadline: minutes(10) } };

const rememberFrom = (age: number, more: object = {}, connectorId = '1234'): void => {
  const value = { attempt, connectorId, startedAt: Date.now() - age, wasAuthenticated: false, ...more };
  sessionStorage.setItem(`cyclr-connect:attempt:${connectorId}`, JSON.stringify(value));
};
const load = async (options: Parameters<typeof createScene>[0] = {}): Promise<Scene> => {
  const scene = createScene({ ...still, ...options });
  await scene.flow.load();
  return scene;
};
const codeOf = (end: Awaited<ReturnType<Scene['onlyEnd']>>): string => (end.type === 'failed' ? end.code : end.type);

describe('an attempt stored in sessionStorage', () => {
  afterEach(strikeScenes);

  for (const age of [11, 60, 60 * 24 * 3]) {
    it(`from ${age} minutes ago is timed out, once, and forgotten`, async () => {
      rememberFrom(minutes(age));
      const scene = await load();
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'timed-out', stage: 'authorizing' });
      expect(sessionStorage.getItem('cyclr-connect:attempt:1234')).to.equal(null);
      await scene.flow.load();
      await pause(20);
      expect(scene.ends()).to.have.length(1);
    });
  }

  const overdue: [name: string, before: boolean, now: boolean, ends: string][] = [
    ['was not connected before and is now', false, true, 'connected'],
    ['was not and is not', false, false, 'timed-out'],
    ['was before and is now, which tells nothing', true, true, 'timed-out'],
  ];
  for (const [name, wasAuthenticated, authenticated, ends] of overdue) {
    it(`from long ago, of an account that ${name}, is ${ends}`, async () => {
      rememberFrom(minutes(30), { wasAuthenticated });
      const scene = await load({ connector: { authenticated } });
      expect(codeOf(await scene.onlyEnd())).to.equal(ends);
    });
  }

  it('from long ago is unverifiable where the server cannot be asked', async () => {
    rememberFrom(minutes(30));
    const scene = createScene(still);
    scene.flow.subscribe(() => {
      if (scene.flow.state.status === 'authorizing') scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
    });
    await scene.flow.load();
    expect(codeOf(await scene.onlyEnd())).to.equal('unverifiable');
  });

  it('from the future, because the clock was set back, counts from now', async () => {
    rememberFrom(-minutes(90));
    const scene = await load();
    expect(scene.flow.state).to.include({ status: 'authorizing', window: 'unsure' });
  });

  const junk: [name: string, value: string][] = [
    ['nothing', ''],
    ['broken JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no attempt', '{"startedAt":1,"wasAuthenticated":false}'],
    ['an attempt that is none', `{"attempt":"x","startedAt":1,"wasAuthenticated":false}`],
    ['no time', `{"attempt":"${attempt}","wasAuthenticated":false}`],
  ];
  for (const [name, value] of junk) {
    it(`with ${name} as its value is ignored`, async () => {
      sessionStorage.setItem('cyclr-connect:attempt:1234', value);
      const scene = await load();
      await pause(15);
      expect(scene.flow.state.status).to.equal('ready');
      expect(scene.ends()).to.deep.equal([]);
    });
  }

  it('takes the message without a handle to compare, by origin and attempt alone', async () => {
    const tokenOnly = { backend: undefined, serviceDomain: serviceOrigin, getToken: () => Promise.resolve({ token: 'T' }) };
    rememberFrom(1_000);
    const scene = await load(tokenOnly);
    postAs(window, 'https://evil.example', right);
    postAs(window, serviceOrigin, `cyclr-connect:${'b'.repeat(32)}`);
    await pause(15);
    expect(scene.flow.state.status).to.equal('authorizing');
    postAs(window, serviceOrigin, right);
    expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'message' });
  });

  it('compares the source again once the window was opened again', async () => {
    const tokenOnly = { backend: undefined, serviceDomain: serviceOrigin, getToken: () => Promise.resolve({ token: 'T' }) };
    rememberFrom(1_000);
    const scene = await load(tokenOnly);
    scene.flow.openAgain();
    await pause(10);
    postAs(window, serviceOrigin, right);
    await pause(15);
    expect(scene.flow.state.status).to.equal('authorizing');
    scene.postReturn();
    expect(await scene.onlyEnd()).to.include({ type: 'connected' });
  });

  it('is superseded by a newer attempt of another widget, which keeps its window', async () => {
    const newer = await signingIn({ connectorId: '5678', connector: { id: '5678' }, ...still });
    rememberFrom(minutes(1));
    const older = await load();
    expect(codeOf(await older.onlyEnd())).to.equal('superseded');
    expect(newer.flow.state.status).to.equal('authorizing');
    expect(newer.opener.newest.closed).to.equal(false);
  });

  it('is superseded by a newer stored one, whichever is loaded first', async () => {
    rememberFrom(minutes(2), {}, '1');
    rememberFrom(minutes(1), { attempt: 'b'.repeat(32) }, '2');
    const [older, newer] = [
      await load({ connectorId: '1', connector: { id: '1' } }),
      await load({ connectorId: '2', connector: { id: '2' } }),
    ];
    expect(codeOf(await older.onlyEnd())).to.equal('superseded');
    expect(newer.flow.state.status).to.equal('authorizing');
  });

  it('shows its window as unsure, and offers to open it again and to cancel', async () => {
    rememberFrom(1_000);
    const scene = await load();
    expect(scene.flow.state).to.include({ window: 'unsure', reopenable: true });
    scene.flow.cancel();
    expect(codeOf(await scene.onlyEnd())).to.equal('cancelled');
  });
});

describe('a success that comes late', () => {
  afterEach(strikeScenes);

  const told = (scene: Scene): unknown[] => scene.ends().map((end) => (end.type === 'connected' ? end.late : end.code));
  const signIn = (scene: Scene): void => {
    scene.backend.connector = { ...scene.backend.connector, authenticated: true };
  };

  it('of an attempt that was superseded is reported, and leaves the newer one alone', async () => {
    const older = await signingIn();
    const newer = await signingIn({ connectorId: '5678', connector: { id: '5678' }, ...still });
    await older.reached('failed');
    signIn(older);
    await pause(15);
    window.dispatchEvent(new Event('focus'));
    await older.reached('connected');
    expect(told(older)).to.deep.equal(['superseded', true]);
    expect(newer.flow.state.status).to.equal('authorizing');
  });

  it('of a re-connection that returned without an answer comes with the next answer', async () => {
    const scene = await signingIn({ connector: { authenticated: true } });
    scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
    scene.postReturn();
    await scene.reached('failed');
    scene.backend.errors = {};
    await pause(15);
    window.dispatchEvent(new Event('focus'));
    await scene.reached('connected');
    expect(told(scene)).to.deep.equal(['unverifiable', true]);
  });

  it('is asked for again where the server could not answer its signal', async () => {
    const scene = await signingIn();
    scene.flow.cancel();
    await scene.reached('failed');
    scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
    const before = scene.backend.reads;
    window.dispatchEvent(new Event('focus'));
    await pause(40);
    expect(scene.backend.reads - before, 'without a signal').to.equal(1);
    scene.postReturn();
    await pause(25);
    signIn(scene);
    scene.backend.errors = {};
    await scene.reached('connected');
    expect(told(scene)).to.deep.equal(['cancelled', true]);
  });

  it('is reported once, whatever other signals come', async () => {
    const scene = await signingIn();
    scene.flow.cancel();
    await scene.reached('failed');
    signIn(scene);
    for (let turn = 0; turn < 4; turn += 1) {
      scene.postReturn();
      window.dispatchEvent(new Event('focus'));
      await pause(20);
    }
    expect(told(scene)).to.deep.equal(['cancelled', true]);
  });

  it('is not waited for once the next attempt has begun', async () => {
    const scene = await signingIn(still);
    const former = `cyclr-connect:${scene.opener.attempt}`;
    scene.flow.cancel();
    await scene.reached('failed');
    void scene.flow.connect();
    await scene.reached('authorizing');
    postAs(scene.opener.newest, serviceOrigin, former);
    await pause(20);
    expect(scene.flow.state.status).to.equal('authorizing');
    expect(told(scene)).to.deep.equal(['cancelled']);
  });
});

describe('a code from another window', () => {
  afterEach(strikeScenes);

  const callback = { callbackUrl: '/callback' };
  const post = (scene: Scene, code: string): void => {
    postAs(scene.opener.newest, window.location.origin, { v: 1, attempt: scene.opener.attempt, code });
  };

  it('does not end an attempt that the server calls authenticated', async () => {
    const scene = await signingIn(callback);
    scene.backend.connector = { ...scene.backend.connector, authenticated: true };
    post(scene, 'backend-error');
    expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'authenticated' });
  });

  it('ends a re-connection, for which `authenticated: true` proves nothing', async () => {
    const scene = await signingIn({ ...callback, connector: { authenticated: true } });
    post(scene, 'backend-error');
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'backend-error' });
  });

  it('ends the attempt where the server cannot be asked', async () => {
    const scene = await signingIn(callback);
    scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
    post(scene, 'rate-limited');
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'rate-limited' });
  });

  it('is ignored after the return was reported', async () => {
    const scene = await signingIn(callback);
    const release = scene.backend.hold();
    postAs(scene.opener.newest, window.location.origin, { v: 1, attempt: scene.opener.attempt });
    post(scene, 'denied');
    scene.backend.connector = { ...scene.backend.connector, authenticated: true };
    release();
    expect(await scene.onlyEnd()).to.include({ type: 'connected' });
  });
});
