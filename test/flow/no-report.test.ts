import { expect } from '@open-wc/testing';
import { defaultTiming } from '../../src/flow/timing.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakePlatform } from '../support/fake-platform.ts';
import { setFocus } from '../support/focus.ts';
import { createScene, type Scene, strikeScenes } from '../support/scene.ts';
import { begin, codes } from './begin-by-clock.ts';

describe('a re-connection whose report cannot reach the page', () => {
  afterEach(strikeScenes);

  const again = { connector: { authenticated: true } };
  const closeWhileHere = async (scene: Scene & { clock: FakeClock }): Promise<void> => {
    setFocus(false);
    await scene.clock.pass(20_000);
    scene.opener.newest.closed = true;
    setFocus(true);
    await scene.clock.pass(8_000);
  };
  const cutOffAndReturn = async (scene: Scene & { clock: FakeClock }): Promise<void> => {
    setFocus(false);
    await scene.clock.pass(1_000);
    scene.opener.newest.closed = true;
    await scene.clock.pass(20_000);
    setFocus(true);
    await scene.clock.pass(8_000);
  };
  const tokenOnly = { backend: undefined, serviceDomain: 'acme-h.cyclr.com', token: 'T' };
  const rows: [name: string, options: Parameters<typeof createScene>[0], work: typeof closeWhileHere, ends: string][] = [
    ['message return, window closed', again, closeWhileHere, 'cancelled'],
    ['message return, window cut off', again, cutOffAndReturn, 'unverifiable unseen'],
    ['callback return, window closed', { ...again, endpoint: '/cyclr-connect' }, closeWhileHere, 'cancelled'],
    ['callback return, window cut off', { ...again, callbackUrl: '/callback' }, cutOffAndReturn, 'cancelled came-back'],
    ['a first connection, window cut off', {}, cutOffAndReturn, 'cancelled came-back'],
    ['no server, window closed', tokenOnly, closeWhileHere, 'cancelled'],
    ['no server, window cut off', tokenOnly, cutOffAndReturn, 'unverifiable unseen'],
  ];
  for (const [name, options, work, ends] of rows) {
    it(`with ${name} is ${ends}`, async () => {
      const scene = await begin(options);
      await work(scene);
      const state = scene.flow.state as { status: string; code?: string; story?: string };
      expect([state.code, state.story].filter(Boolean).join(' ')).to.equal(ends);
      expect(scene.ends()).to.have.length(1);
      expect(scene.ends()[0]).not.to.have.property('story');
    });
  }

  it('in a frame of another origin, which no callback page reaches, is unverifiable', async () => {
    const clock = createFakeClock();
    const elsewhere = {
      get location(): Location {
        throw new DOMException('of another origin', 'SecurityError');
      },
    };
    const platform = createFakePlatform({ now: clock.now, window: { ...clock.window, parent: elsewhere } });
    const scene = Object.assign(createScene({ ...again, callbackUrl: '/callback', timing: defaultTiming, platform }), { clock });
    await scene.flow.load();
    void scene.flow.connect();
    await scene.reached('authorizing');
    await cutOffAndReturn(scene);
    expect(codes(scene)).to.deep.equal(['unverifiable']);
  });
});
