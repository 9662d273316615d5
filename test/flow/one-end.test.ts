import { ConnectError } from '../../src/protocol/errors.ts';
import { serviceOrigin } from '../support/fake-backend.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeLocation, createFakePlatform } from '../support/fake-platform.ts';
import { postAs } from '../support/fake-popup.ts';
import { setFocus, setVisible } from '../support/focus.ts';
import { createScene, type Scene, strikeScenes } from '../support/scene.ts';

/*
 * For any events in any order, an attempt ends once, and may have one late success after that. The events are random,
 * from a seed, so that a failure can be repeated.
 */
const timing = {
  tick: 250,
  closeGrace: 500,
  focusSettle: 750,
  betweenChecks: 500,
  confirm: 3_000,
  slow: 1_000,
  offer: 2_000,
  deadline: 15_000,
  late: 20_000,
};

const createLot = (seed: number) => {
  let state = seed;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    chance: (part: number) => draw() < part,
    among: <Item>(items: readonly Item[]): Item => items[Math.floor(draw() * items.length)] as Item,
  };
};

const tokens = { backend: undefined, serviceDomain: serviceOrigin };
const ways: Parameters<typeof createScene>[0][] = [
  {},
  { connector: { authenticated: true } },
  { callbackUrl: '/callback' },
  { callbackUrl: '/callback', connector: { authenticated: true } },
  { callbackUrl: '/callback', mode: 'auto', blocks: true },
  { callbackUrl: '/callback', mode: 'redirect' },
  { ...tokens, token: 'T' },
  { ...tokens, callbackUrl: '/callback', getToken: () => Promise.resolve({ token: 'T' }) },
  { authorizes: false, serviceDomain: serviceOrigin, getToken: () => Promise.resolve({ token: 'T' }) },
  { connector: { authType: 'ApiKey' } },
];

const play = async (seed: number, steps: number): Promise<void> => {
  const lot = createLot(seed);
  const clock = createFakeClock();
  const way = lot.among(ways);
  const story: string[] = [`seed ${String(seed)}`, JSON.stringify(way)];
  const platform = createFakePlatform({ now: clock.now, window: { ...clock.window, location: createFakeLocation() } });
  const wrong = (what: string): never => {
    throw new Error(`${what}\n${story.join('\n')}`);
  };

  let scene: Scene;
  let underWay: boolean;
  let mayBeLate: boolean;
  const begin = (): void => {
    underWay = true;
    mayBeLate = false;
  };
  const enter = (): void => {
    scene = createScene({ ...way, platform, timing });
    underWay = false;
    mayBeLate = false;
    scene.flow.subscribe((notice) => {
      story.push(`    ${notice.type === 'statechange' ? notice.state.status : JSON.stringify(notice)}`);
      if (notice.type === 'statechange' && ['saving', 'authorizing'].includes(notice.state.status) && !underWay) begin();
      if (notice.type === 'connected' && notice.late) {
        if (!mayBeLate || underWay) wrong('a late success of no failure');
        mayBeLate = false;
      } else if (notice.type === 'connected') {
        if (!underWay) wrong('a success of no attempt');
        underWay = false;
      } else if (notice.type === 'failed') {
        if (!underWay && notice.stage !== 'loading' && notice.stage !== 'disconnecting') wrong('a failure of no attempt');
        if (underWay) mayBeLate = true;
        underWay = false;
      }
    });
  };
  enter();

  const held: (() => void)[] = [];
  const release = (): void => {
    for (const answer of held.splice(0)) answer();
  };
  const attempt = (): string => {
    try {
      return scene.opener.attempt;
    } catch {
      return 'f'.repeat(32);
    }
  };
  const happens = (target: EventTarget, name: string): void => {
    target.dispatchEvent(new Event(name));
  };
  const say = (authenticated: boolean): void => {
    scene.backend.connector = { ...scene.backend.connector, authenticated };
  };
  const fail = (error: unknown): void => {
    scene.backend.errors = error === undefined ? {} : { read: error, save: error, disconnect: error };
  };
  const connect = (): void => {
    if (!scene.flow.pending) begin();
    void scene.flow.connect(way?.connector?.authType === 'ApiKey' ? { credential: { type: 'ApiKey', key: 'k' } } : {});
  };
  const events: Record<string, () => unknown> = {
    load: () => scene.flow.load(),
    connect,
    'connect again': connect,
    'connect at the next failure': () => {
      const stop = scene.flow.subscribe(({ type }) => {
        if (type !== 'failed') return;
        stop();
        connect();
      });
    },
    'cancel at the next news': () => {
      const stop = scene.flow.subscribe(() => {
        stop();
        scene.flow.cancel();
      });
    },
    cancel: () => {
      scene.flow.cancel();
    },
    openAgain: () => {
      scene.flow.openAgain();
    },
    continueHere: () => {
      scene.flow.continueHere();
    },
    askToDisconnect: () => {
      scene.flow.askToDisconnect();
    },
    disconnect: () => scene.flow.disconnect(),
    keep: () => {
      scene.flow.keep();
    },
    'window closes': () => {
      if (scene.opener.popups.length > 0) scene.opener.newest.closed = true;
    },
    'window lives': () => {
      if (scene.opener.popups.length > 0) scene.opener.newest.closed = false;
    },
    blocked: () => {
      scene.opener.blocks = true;
    },
    away: () => {
      setFocus(false);
      happens(window, 'blur');
    },
    back: () => {
      setFocus(true);
      happens(window, 'focus');
    },
    hidden: () => {
      setVisible(false);
      happens(document, 'visibilitychange');
    },
    shown: () => {
      setVisible(true);
      happens(document, 'visibilitychange');
    },
    restored: () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
    online: () => {
      happens(window, 'online');
    },
    yes: () => {
      say(true);
    },
    no: () => {
      say(false);
    },
    'server down': () => {
      fail(new ConnectError('backend-error', 'Down.'));
    },
    'server busy': () => {
      fail(new ConnectError('rate-limited', 'Busy.', { retryAfter: 2 }));
    },
    'signed out': () => {
      fail(new ConnectError('not-signed-in', 'Out.'));
    },
    'server up': () => {
      fail(undefined);
    },
    'server waits': () => {
      held.push(scene.backend.hold());
    },
    'server answers': () => {
      release();
    },
    message: () => {
      postAs(scene.opener.popups.at(-1) ?? null, serviceOrigin, `cyclr-connect:${attempt()}`);
    },
    callback: () => {
      postAs(scene.opener.popups.at(-1) ?? null, window.location.origin, { v: 1, attempt: attempt() });
    },
    'callback with a code': () => {
      postAs(scene.opener.popups.at(-1) ?? null, window.location.origin, { v: 1, attempt: attempt(), code: 'backend-error' });
    },
    reload: () => {
      scene.flow.dispose();
      release();
      const { connector } = scene.backend;
      enter();
      scene.backend.connector = connector;
      return scene.flow.load();
    },
    frozen: () => {
      clock.frozen = true;
    },
    thawed: () => {
      clock.frozen = false;
    },
    'a moment': () => clock.pass(100),
    'a while': () => clock.pass(1_500),
    'a long while': () => clock.pass(8_000),
  };

  for (let step = 0; step < steps; step += 1) {
    const name = lot.among(Object.keys(events));
    story.push(name);
    void events[name]?.();
    if (lot.chance(0.7)) await clock.pass(lot.among([0, 10, 300]));
  }
  story.push('until nothing can be under way any more');
  clock.frozen = false;
  release();
  // A listener that starts another attempt at each failure does so a few times.
  for (let turn = 0; turn === 0 || (scene!.flow.pending && turn < 9); turn += 1) await clock.pass(timing.deadline + timing.confirm + 1_000);
  if (underWay! || scene!.flow.pending) wrong('an attempt without an end');
  await clock.pass(timing.late);
  if (platform.listening().length > 0) wrong(`listeners are left: ${platform.listening().join()}`);
};

describe('in 300 random sequences of events', () => {
  afterEach(strikeScenes);

  it('every attempt ends once, and leaves no listener', async () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      await play(seed, 40);
      sessionStorage.clear();
    }
  });
});
