import { expect } from '@open-wc/testing';
import { returnedKeyPrefix, returnKeyPrefix } from '../../src/protocol/callback.ts';
import { createFakeLocation, createFakePlatform, type FakePlatform } from '../support/fake-platform.ts';
import { setFocus } from '../support/focus.ts';
import { pause } from '../support/pause.ts';
import { broadcast, createScene, type Scene, strikeScenes } from '../support/scene.ts';

const callback = { callbackUrl: '/callback' };
const signIn = (scene: Scene): void => {
  scene.backend.connector = { ...scene.backend.connector, authenticated: true };
};
const attemptIn = (): string => (JSON.parse(sessionStorage.getItem('cyclr-connect:attempt:1234') ?? '{}') as { attempt: string }).attempt;
const story = (scene: Scene): unknown => (scene.flow.state as { story?: unknown }).story;

type Leaving = Scene & { location: ReturnType<typeof createFakeLocation> };
const set = (options: Parameters<typeof createScene>[0], more: Record<string, unknown> = {}): Leaving => {
  const location = createFakeLocation();
  const platform: FakePlatform = createFakePlatform({ window: { location, ...more } });
  return Object.assign(createScene({ ...callback, ...options, platform }), { location });
};
const begin = async (options: Parameters<typeof createScene>[0], more: Record<string, unknown> = {}): Promise<Leaving> => {
  const scene = set(options, more);
  await scene.flow.load();
  void scene.flow.connect();
  await scene.reached('authorizing');
  return scene;
};
/** The browser shows the page as it was left. */
const restorePage = (): void => {
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
};

/** The page is loaded again, as after a redirect. */
const loadAnew = async (
  left: Leaving,
  prepare: () => void = () => undefined,
  options: Parameters<typeof createScene>[0] = {},
): Promise<Leaving> => {
  left.flow.dispose();
  prepare();
  const scene = set({ mode: 'redirect', connector: left.backend.connector, ...options });
  await scene.flow.load();
  return scene;
};

describe('in redirect mode', () => {
  afterEach(strikeScenes);

  const redirect = { mode: 'redirect' } as const;

  it('says that the page leaves, with a way out', async () => {
    const scene = await begin(redirect);
    expect(scene.flow.state).to.include({ window: 'leaving' });
    await pause(10);
    expect(scene.location.assigned).to.have.length(1);
    scene.flow.cancel();
    expect(await scene.onlyEnd()).to.include({ code: 'cancelled' });
    expect(story(scene)).to.equal('stopped');
  });

  it('waits for a page that takes long to leave', async () => {
    const scene = await begin(redirect);
    setFocus(false);
    await pause(30);
    setFocus(true);
    for (let turn = 0; turn < 8; turn += 1) {
      await pause(15);
      window.dispatchEvent(new Event('focus'));
    }
    expect(scene.ends()).to.deep.equal([]);
    expect(scene.flow.state).to.include({ window: 'leaving' });
  });

  it('navigates again when openAgain() is called', async () => {
    const scene = await begin(redirect);
    await pause(10);
    scene.flow.openAgain();
    await pause(10);
    expect(scene.location.assigned).to.have.length(2);
    expect(scene.location.assigned[1]).to.equal(scene.location.assigned[0]);
  });

  const returns: [name: string, mark: string, authenticated: boolean, ends: string][] = [
    ['allowed', '', true, 'connected'],
    ['refused, and Cyclr redirects all the same', '', false, 'not-authenticated'],
    ['not even started', 'forbidden', false, 'forbidden'],
    ['not even started, by its code, but the server says authenticated', 'denied', true, 'connected'],
    ['marked with what is no code', 'hacked', false, 'cancelled'],
  ];
  for (const [name, mark, authenticated, ends] of returns) {
    it(`a return that was ${name} is ${ends}`, async () => {
      const left = await begin(redirect);
      await pause(10);
      if (authenticated) signIn(left);
      const scene = await loadAnew(left, () => {
        sessionStorage.setItem(returnedKeyPrefix + attemptIn(), mark);
      });
      const end = await scene.onlyEnd();
      expect(end.type === 'failed' ? end.code : end.type).to.equal(ends);
      expect(sessionStorage.getItem('cyclr-connect:attempt:1234')).to.equal(null);
    });
  }

  it('a person who types the address again is cancelled once the server has answered', async () => {
    const left = await begin(redirect);
    await pause(10);
    const scene = await loadAnew(left);
    expect(scene.flow.state).to.include({ status: 'authorizing', window: 'returned' });
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled', stage: 'authorizing' });
    expect(story(scene)).to.equal('came-back');
    expect(scene.backend.reads, 'a load and two denials').to.be.at.least(3);
  });

  it('a person who types the address again after the sign-in succeeded is connected', async () => {
    const left = await begin(redirect);
    await pause(10);
    signIn(left);
    const scene = await loadAnew(left);
    expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'authenticated', late: false });
  });

  it('a person who goes back to the restored page ends in cancelled, and may try again', async () => {
    const scene = await begin(redirect);
    await pause(30);
    restorePage();
    expect(scene.flow.state).to.include({ window: 'returned' });
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled' });
    expect(story(scene)).to.equal('came-back');
    void scene.flow.connect();
    await pause(10);
    expect(scene.location.assigned).to.have.length(2);
  });

  it('a page that is shown as it was left takes the report that the callback page left', async () => {
    const scene = await begin(redirect);
    await pause(10);
    signIn(scene);
    sessionStorage.setItem(returnedKeyPrefix + attemptIn(), '');
    restorePage();
    await scene.reached('confirming');
    expect(await scene.onlyEnd()).to.include({ type: 'connected' });
  });

  it('a re-connection without a report is cancelled, whatever the server says', async () => {
    const left = await begin({ ...redirect, connector: { authenticated: true } });
    await pause(10);
    const scene = await loadAnew(left);
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled' });
  });

  it('a sign-in finished after Back and Forward still returns to the page', async () => {
    const left = await begin(redirect);
    await pause(10);
    const attempt = attemptIn();
    const scene = await loadAnew(left);
    await scene.onlyEnd();
    expect(sessionStorage.getItem(returnKeyPrefix + attempt)).to.equal(window.location.pathname + window.location.search);
  });
});

describe('in auto mode', () => {
  afterEach(strikeScenes);

  const blocked = { mode: 'auto', blocks: true } as const;
  const leavable = (scene: Scene): unknown => (scene.flow.state as { leavable?: boolean }).leavable;

  it('opens a window if the browser allows it', async () => {
    const scene = await begin({ mode: 'auto' });
    expect(scene.opener.popups).to.have.length(1);
    expect(scene.flow.state).to.include({ window: 'open' });
    expect(scene.location.assigned).to.deep.equal([]);
  });

  it('offers this tab where the browser opened no window, beside the link', async () => {
    const scene = await begin(blocked);
    expect(scene.flow.state).to.include({ window: 'blocked', leavable: true }).and.have.property('href');
    const attempt = attemptIn();
    scene.flow.continueHere();
    await pause(10);
    expect(scene.flow.state).to.include({ window: 'leaving' });
    expect(scene.location.assigned).to.have.length(1);
    expect(scene.location.assigned[0]).to.contain(attempt);
    expect(sessionStorage.getItem(returnKeyPrefix + attempt)).to.equal(window.location.pathname + window.location.search);
    signIn(scene);
    const back = await loadAnew(
      scene,
      () => {
        sessionStorage.setItem(returnedKeyPrefix + attempt, '');
      },
      { mode: 'auto' },
    );
    expect(await back.onlyEnd()).to.include({ type: 'connected', late: false });
  });

  it('with a token of the host fetches one for this tab', async () => {
    const scene = await begin({
      ...blocked,
      backend: undefined,
      serviceDomain: 'acme-h.cyclr.com',
      getToken: () => Promise.resolve({ token: 'T+' }),
    });
    scene.flow.continueHere();
    await pause(10);
    expect(scene.location.assigned[0]).to.contain('token=T%2B');
    broadcast({ v: 1, attempt: attemptIn() });
    expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'message' });
  });

  it('fails once if getToken rejects for this tab', async () => {
    const scene = await begin({
      ...blocked,
      backend: undefined,
      serviceDomain: 'acme-h.cyclr.com',
      getToken: () => Promise.reject(new Error('down')),
    });
    scene.flow.continueHere();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'token-missing' });
  });

  for (const [name, end] of [
    [
      'is cancelled',
      (scene: Scene) => {
        scene.flow.cancel();
      },
    ],
    [
      'is disposed of',
      (scene: Scene) => {
        scene.flow.dispose();
      },
    ],
  ] as const) {
    it(`goes nowhere where it ${name} before the token for this tab came`, async () => {
      let give = (_answer: { token: string }): void => undefined;
      const getToken = (): Promise<{ token: string }> =>
        new Promise((resolve) => {
          give = resolve;
        });
      const scene = await begin({ ...blocked, backend: undefined, serviceDomain: 'acme-h.cyclr.com', getToken });
      scene.flow.continueHere();
      end(scene);
      give({ token: 'T' });
      await pause(10);
      expect(scene.location.assigned).to.deep.equal([]);
    });
  }

  it('a person who comes back by hand from this tab is cancelled', async () => {
    const scene = await begin(blocked);
    scene.flow.continueHere();
    await pause(10);
    const back = await loadAnew(scene, undefined, { mode: 'auto' });
    expect(await back.onlyEnd()).to.include({ code: 'cancelled' });
    expect(story(back)).to.equal('came-back');
  });

  const refusals: [name: string, options: Parameters<typeof createScene>[0], more: Record<string, unknown>][] = [
    ['with message return', { ...blocked, callbackUrl: undefined }, {}],
    ['in popup mode', { ...blocked, mode: 'popup' }, {}],
    ['in a frame, which Cyclr refuses to be shown in', blocked, { parent: {} }],
  ];
  for (const [name, options, more] of refusals) {
    it(`does not offer this tab ${name}`, async () => {
      const scene = await begin(options, more);
      expect(scene.flow.state).to.include({ window: 'blocked' });
      expect(leavable(scene)).to.equal(false);
      scene.flow.continueHere();
      await pause(10);
      expect(scene.location.assigned).to.deep.equal([]);
    });
  }

  it('cancelled while the window is blocked is popup-blocked', async () => {
    const scene = await begin(blocked);
    scene.flow.cancel();
    expect(await scene.onlyEnd()).to.include({ code: 'popup-blocked' });
  });
});
