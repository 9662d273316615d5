import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { defaultTiming } from '../../src/flow/timing.ts';
import { setFocus, setVisible } from '../support/focus.ts';
import { type Scene, strikeScenes } from '../support/scene.ts';
import { begin, codes } from './begin-by-clock.ts';

/*
 * A page in the background may run its timers once a minute, or not at all: the sign-in opened as a tab over it, the
 * telephone was locked, the page was frozen. With a fake clock and the default times.
 */
const minutes = (count: number): number => count * 60_000;
const happens = (name: string): void => {
  window.dispatchEvent(new Event(name));
};
const hide = (hidden: boolean): void => {
  setVisible(!hidden);
  document.dispatchEvent(new Event('visibilitychange'));
};
const signIn = (scene: Scene): void => {
  scene.backend.connector = { ...scene.backend.connector, authenticated: true };
};

describe('a page that sleeps', () => {
  afterEach(strikeScenes);

  for (const [name, wake] of Object.entries<() => void>({
    visibilitychange: () => {
      hide(false);
    },
    pageshow: () => {
      happens('pageshow');
    },
    focus: () => {
      happens('focus');
    },
    online: () => {
      happens('online');
    },
  })) {
    it(`notices by ${name} alone that it is connected`, async () => {
      const scene = await begin();
      scene.clock.frozen = true;
      await scene.clock.pass(minutes(3));
      signIn(scene);
      wake();
      await scene.clock.pass(0);
      expect(codes(scene)).to.deep.equal(['connected']);
    });

    it(`asks the server at ${name} before it ends in timed-out`, async () => {
      const scene = await begin();
      scene.clock.frozen = true;
      await scene.clock.pass(minutes(60));
      signIn(scene);
      wake();
      await scene.clock.pass(0);
      expect(codes(scene)).to.deep.equal(['connected']);
    });

    it(`ends in timed-out at ${name}, once the server answers without proof`, async () => {
      const scene = await begin();
      scene.clock.frozen = true;
      await scene.clock.pass(minutes(60));
      wake();
      await scene.clock.pass(0);
      expect(codes(scene)).to.deep.equal(['timed-out']);
    });
  }

  it('is cancelled where the window was a tab over it, in which no timer ran', async () => {
    const scene = await begin();
    await scene.clock.pass(500);
    setFocus(false);
    hide(true);
    scene.clock.frozen = true;
    await scene.clock.pass(minutes(2));
    scene.opener.newest.closed = true;
    setFocus(true);
    hide(false);
    scene.clock.frozen = false;
    await scene.clock.pass(8_000);
    expect(codes(scene)).to.deep.equal(['cancelled']);
  });

  it('takes the message that waited for it, where there is no server to ask', async () => {
    const scene = await begin({ backend: undefined, serviceDomain: 'acme-h.cyclr.com', token: 'T' });
    scene.clock.frozen = true;
    await scene.clock.pass(minutes(60));
    happens('focus');
    scene.postReturn();
    scene.clock.frozen = false;
    await scene.clock.pass(3_000);
    expect(codes(scene)).to.deep.equal(['connected']);
  });

  it('is unverifiable, not timed out, where the server cannot be asked on waking', async () => {
    const scene = await begin();
    scene.clock.frozen = true;
    await scene.clock.pass(minutes(60));
    scene.backend.errors.read = new ConnectError('offline', 'Offline.');
    scene.clock.frozen = false;
    happens('focus');
    await scene.clock.pass(10_000);
    expect(codes(scene)).to.deep.equal([]);
    await scene.clock.pass(6_000);
    expect(codes(scene)).to.deep.equal(['unverifiable']);
  });

  it('asks again where a request sent before it slept was never answered', async () => {
    const scene = await begin();
    scene.backend.hold();
    happens('focus');
    await scene.clock.pass(100);
    const { reads } = scene.backend;
    scene.clock.frozen = true;
    await scene.clock.pass(minutes(2));
    scene.backend.hold()();
    signIn(scene);
    happens('pageshow');
    await scene.clock.pass(0);
    expect(scene.backend.reads).to.equal(reads + 1);
    expect(codes(scene)).to.deep.equal(['connected']);
  });

  it('goes on by itself when the network is back', async () => {
    const scene = await begin();
    scene.backend.errors.read = new ConnectError('offline', 'Offline.');
    happens('focus');
    await scene.clock.pass(3_000);
    expect(codes(scene)).to.deep.equal([]);
    scene.backend.errors = {};
    signIn(scene);
    hide(true);
    happens('online');
    await scene.clock.pass(1_000);
    expect(codes(scene)).to.deep.equal(['connected']);
  });

  it('asks nothing by itself while it is hidden', async () => {
    const scene = await begin();
    await scene.clock.pass(1_500);
    hide(true);
    const { reads } = scene.backend;
    await scene.clock.pass(minutes(2));
    expect(scene.backend.reads).to.equal(reads);
  });

  // A longer tick, so that ten simulated minutes take less time.
  const coarse = { timing: { ...defaultTiming, tick: 1_000 } };

  it('polls less often over time: about seventy requests in ten minutes', async () => {
    const scene = await begin(coarse);
    setFocus(false);
    const { reads } = scene.backend;
    await scene.clock.pass(minutes(9.9));
    expect(scene.backend.reads - reads).to.be.within(50, 100);
  });

  it('stays in confirming for 15 s although the deadline passes meanwhile', async () => {
    const scene = await begin(coarse);
    setFocus(false);
    await scene.clock.pass(minutes(10) - 2_000);
    scene.postReturn();
    await scene.clock.pass(5_000);
    expect(codes(scene)).to.deep.equal([]);
    signIn(scene);
    await scene.clock.pass(3_000);
    expect(codes(scene)).to.deep.equal(['connected']);
  });

  it('asks every second once the return was reported, however slowly it asked before', async () => {
    const scene = await begin(coarse);
    setFocus(false);
    await scene.clock.pass(minutes(5));
    scene.postReturn();
    await scene.clock.pass(0);
    const { reads } = scene.backend;
    await scene.clock.pass(10_000);
    expect(scene.backend.reads - reads).to.be.within(5, 10);
  });

  it('sends no request before a Retry-After is over', async () => {
    const scene = await begin();
    const before = scene.backend.reads;
    scene.backend.errors.read = new ConnectError('rate-limited', 'Too many.', { retryAfter: 10 });
    scene.postReturn();
    await scene.clock.pass(9_500);
    expect(scene.backend.reads - before).to.equal(1);
    scene.backend.errors = {};
    signIn(scene);
    await scene.clock.pass(1_000);
    expect(codes(scene)).to.deep.equal(['connected']);
  });

  it('does not count what the server said before the window had gone', async () => {
    const scene = await begin();
    setFocus(false);
    await scene.clock.pass(500);
    setFocus(true);
    await scene.clock.pass(9_000);
    expect(scene.flow.state).to.include({ window: 'behind' });
    const release = scene.backend.hold();
    scene.opener.newest.closed = true;
    await scene.clock.pass(6_000);
    expect(codes(scene)).to.deep.equal([]);
    signIn(scene);
    release();
    await scene.clock.pass(0);
    expect(codes(scene)).to.deep.equal(['connected']);
  });

  it('sets `slow` when the server does not confirm soon', async () => {
    const scene = await begin();
    scene.postReturn();
    await scene.clock.pass(4_500);
    expect(scene.flow.state).to.include({ status: 'confirming', slow: false });
    await scene.clock.pass(1_000);
    expect(scene.flow.state).to.include({ status: 'confirming', slow: true });
  });

  it('offers more when the focus was never seen to leave', async () => {
    const scene = await begin();
    await scene.clock.pass(19_000);
    expect(scene.flow.state).to.include({ window: 'open' });
    await scene.clock.pass(1_500);
    expect(scene.flow.state).to.include({ window: 'behind' });
    scene.opener.newest.closed = true;
    await scene.clock.pass(3_000);
    expect(scene.flow.state).to.include({ window: 'unsure' });
    await scene.clock.pass(20_000);
    expect(scene.flow.state).to.include({ window: 'gone' });
    expect(codes(scene)).to.deep.equal([]);
  });
});
