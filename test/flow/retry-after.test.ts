import { expect } from '@open-wc/testing';
import { defaultTiming } from '../../src/flow/timing.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakePlatform } from '../support/fake-platform.ts';
import { setFocus } from '../support/focus.ts';
import { createScene, type Scene, strikeScenes } from '../support/scene.ts';

type Timed = Scene & { clock: FakeClock };

const create = async (authType: string, authenticated = false): Promise<Timed> => {
  const clock = createFakeClock();
  const platform = createFakePlatform({ now: clock.now, window: clock.window });
  const scene = createScene({ connector: { authType, authenticated }, timing: defaultTiming, platform });
  await scene.flow.load();
  setFocus(true);
  return Object.assign(scene, { clock });
};

const busy = new ConnectError('rate-limited', 'Slower.', { retryAfter: 10 });
const lost = new ConnectError('backend-error', '503.', { retryAfter: 10, uncertain: true });
const key = { credential: { type: 'ApiKey', key: 'k' } } as const;

/** Lets the next question wait so long for its answer, which is a Retry-After of 10 s. */
const answerAfter = (scene: Timed, wait: number): void => {
  const { backend, clock } = scene;
  backend.errors.read = busy;
  const read = backend.read.bind(backend);
  backend.read = async (ids, options) => {
    backend.read = read;
    await new Promise<void>((resolve) => (clock.window['setTimeout'] as typeof setTimeout)(resolve, wait));
    return read(ids, options);
  };
};

/** Each leaves the scene at the moment at which the server has answered with a Retry-After of 10 s. */
const rows: [name: string, begin: () => Promise<Timed>][] = [
  [
    'a sign-in',
    async () => {
      const scene = await create('OAuth2');
      void scene.flow.connect();
      await scene.reached('authorizing');
      scene.backend.errors.read = busy;
      scene.postReturn();
      return scene;
    },
  ],
  [
    'a sign-in whose answer took 6 s',
    async () => {
      const scene = await create('OAuth2');
      void scene.flow.connect();
      await scene.reached('authorizing');
      answerAfter(scene, 6_000);
      scene.postReturn();
      await scene.clock.pass(6_000);
      return scene;
    },
  ],
  [
    'a sign-in that was canceled after it',
    async () => {
      const scene = await create('OAuth2');
      void scene.flow.connect();
      await scene.reached('authorizing');
      scene.backend.errors.read = busy;
      window.dispatchEvent(new Event('focus'));
      await scene.clock.pass(0);
      scene.flow.cancel();
      await scene.reached('failed');
      return scene;
    },
  ],
  [
    'a save whose answer was lost',
    async () => {
      const scene = await create('ApiKey');
      scene.backend.errors.save = lost;
      void scene.flow.connect(key);
      return scene;
    },
  ],
  [
    'a save that was canceled while the server was asked about it',
    async () => {
      const scene = await create('ApiKey');
      scene.backend.errors.save = lost;
      void scene.flow.connect(key);
      await scene.clock.pass(0);
      scene.flow.cancel();
      return scene;
    },
  ],
  [
    'a disconnection whose answer was lost',
    async () => {
      const scene = await create('ApiKey', true);
      scene.backend.errors.disconnect = lost;
      scene.flow.askToDisconnect();
      void scene.flow.disconnect();
      return scene;
    },
  ],
];

describe('a Retry-After of 10 s', () => {
  afterEach(strikeScenes);

  for (const [name, begin] of rows) {
    it(`is kept by ${name}, from the answer on`, async () => {
      const scene = await begin();
      await scene.clock.pass(0);
      const { reads } = scene.backend;
      for (let second = 0; second < 9; second += 1) {
        window.dispatchEvent(new Event('focus'));
        await scene.clock.pass(1_000);
      }
      expect(scene.backend.reads).to.equal(reads);
      await scene.clock.pass(8_000);
      window.dispatchEvent(new Event('focus'));
      await scene.clock.pass(5_000);
      expect(scene.backend.reads).to.be.greaterThan(reads);
    });
  }
});
