import { expect } from '@open-wc/testing';
import { callbackChannel } from '../../src/protocol/callback.ts';
import { serviceOrigin } from '../support/fake-backend.ts';
import { postAs } from '../support/fake-popup.ts';
import { pause } from '../support/pause.ts';
import { broadcast, createScene, type Scene, signingIn, strikeScenes } from '../support/scene.ts';

/*
 * Forged, replayed and malformed messages of other windows. Each must be ignored, without an error and without a request
 * to the server. The tests use only the DOM, so that they run in every engine.
 */
const own = window.location.origin;
const tokenOnly = { backend: undefined, serviceDomain: serviceOrigin, token: 'T+/=' };
const callback = { callbackUrl: '/callback' };
const right = (scene: Scene): string => `cyclr-connect:${scene.opener.attempt}`;
const signal = (scene: Scene, more: object = {}): object => ({ v: 1, attempt: scene.opener.attempt, ...more });
const popup = (scene: Scene): unknown => scene.opener.popups.at(-1);
const older = '0'.repeat(32);

const frame = (): Window => {
  const element = document.createElement('iframe');
  document.body.append(element);
  const { contentWindow } = element;
  element.remove();
  return contentWindow ?? window;
};
const cyclic = (): object => {
  const value: Record<string, unknown> = { v: 1 };
  value['self'] = value;
  return value;
};
const throwing = (): object => ({
  get v() {
    throw new Error('not for you');
  },
});

type Row = [name: string, origin: string, source: (scene: Scene) => unknown, data: (scene: Scene) => unknown];

const foreign: Row[] = [
  ['of another origin', 'https://evil.example', popup, right],
  ['of an origin that begins alike', `${serviceOrigin}.evil.example`, popup, right],
  ['of an origin that ends alike', `https://evil${serviceOrigin.slice('https://'.length)}`, popup, right],
  ['of a sub-domain', serviceOrigin.replace('//', '//a.'), popup, right],
  ['of the parent domain', 'https://cyclr.com', popup, right],
  ['of the same host on http', serviceOrigin.replace('https', 'http'), popup, right],
  ['of the same host on another port', `${serviceOrigin}:8443`, popup, right],
  ['of the same origin with a slash', `${serviceOrigin}/`, popup, right],
  ['of the same origin in upper case', serviceOrigin.toUpperCase(), popup, right],
  ['of no origin', 'null', popup, right],
  ['of an empty origin', '', popup, right],
  ['of this very page', own, () => window, right],
  ['from a frame', serviceOrigin, frame, right],
  ['from the page that opened this one', serviceOrigin, () => (window.opener as unknown) ?? frame(), right],
  ['from nowhere', serviceOrigin, () => null, right],
  ['from this window in the name of Cyclr', serviceOrigin, () => window, right],
  ['from a port', serviceOrigin, () => new MessageChannel().port1, right],
];

const wrongData: [name: string, data: (scene: Scene) => unknown][] = [
  ['null', () => null],
  ['nothing', () => undefined],
  ['true', () => true],
  ['a number', () => 1],
  ['an empty text', () => ''],
  ['the prefix alone', () => 'cyclr-connect:'],
  ['the attempt alone', (scene) => scene.opener.attempt],
  ['an older attempt', () => `cyclr-connect:${older}`],
  ['more after it', (scene) => `${right(scene)}0`],
  ['a space before it', (scene) => ` ${right(scene)}`],
  ['upper case', (scene) => right(scene).toUpperCase()],
  ['ten megabytes', (scene) => right(scene).padEnd(10_000_000, '0')],
  ['a list', (scene) => [right(scene)]],
  ['an object', (scene) => ({ toString: () => right(scene) })],
  ['a String object', (scene) => new String(right(scene))],
  ['a thing that contains itself', cyclic],
  ['a thing that throws', throwing],
  [
    'a map',
    (scene) =>
      new Map<string, unknown>([
        ['v', 1],
        ['attempt', scene.opener.attempt],
      ]),
  ],
  ["the callback page's report", (scene) => signal(scene)],
  ["the callback page's code", (scene) => signal(scene, { code: 'denied' })],
];

/** In place of the callback page: none of it is a report of this attempt. */
const wrongSignals: [name: string, data: (scene: Scene) => unknown][] = [
  ['another attempt', () => ({ v: 1, attempt: 'f'.repeat(32) })],
  ['an older attempt', () => ({ v: 1, attempt: older })],
  ["another attempt's code", () => ({ v: 1, attempt: 'f'.repeat(32), code: 'denied' })],
  ['a code that is none', (scene) => signal(scene, { code: 'hacked' })],
  ['markup for a code', (scene) => signal(scene, { code: '<img src=x onerror=alert(1)>' })],
  ['an object for a code', (scene) => signal(scene, { code: { toString: () => 'denied' } })],
  ['another version', (scene) => signal(scene, { v: 2 })],
  ['no version', (scene) => ({ attempt: scene.opener.attempt })],
  ['a list', (scene) => [signal(scene)]],
  ['a list for an attempt', (scene) => ({ v: 1, attempt: [scene.opener.attempt] })],
  ['the message of message return', right],
  ['the attempt alone', (scene) => scene.opener.attempt],
  ['a thing that contains itself', cyclic],
  ['nothing', () => undefined],
  ['null', () => null],
  ['a megabyte', (scene) => ({ v: 1, attempt: scene.opener.attempt.padEnd(1_000_000, '0') })],
];

const store = (newValue: string | null, key: string | null = callbackChannel): void => {
  window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
};

/** It had no effect: the attempt waits as before, and the server was not asked. */
const expectNothing = async (scene: Scene, reads: number): Promise<void> => {
  await pause(25);
  expect(scene.flow.state.status).to.equal('authorizing');
  expect(scene.ends()).to.deep.equal([]);
  expect(scene.backend.reads - reads, 'questions to the server').to.equal(0);
};
/** The slow poll stays out of what is counted. */
const still = { timing: { deadline: 5_000 } };

describe('a hostile message', () => {
  afterEach(strikeScenes);

  for (const [name, origin, source, data] of [
    ...foreign,
    ...wrongData.map(([what, value]): Row => [`with ${what}`, serviceOrigin, popup, value]),
  ]) {
    it(`${name} is dropped, and the right one still counts`, async () => {
      const scene = await signingIn({ ...tokenOnly, ...still });
      postAs(source(scene), origin, data(scene));
      await expectNothing(scene, 0);
      scene.postReturn();
      expect(await scene.onlyEnd()).to.include({ type: 'connected' });
    });
  }

  for (const [name, data] of wrongSignals) {
    it(`over the opener with ${name} is dropped`, async () => {
      const scene = await signingIn({ ...callback, ...still });
      const { reads } = scene.backend;
      postAs(popup(scene), own, data(scene));
      await expectNothing(scene, reads);
    });

    it(`over a BroadcastChannel with ${name} is dropped`, async () => {
      const scene = await signingIn({ ...callback, ...still });
      const { reads } = scene.backend;
      // What cannot be cloned cannot be sent either.
      try {
        broadcast(data(scene));
      } catch {
        return;
      }
      await expectNothing(scene, reads);
    });

    it(`over storage with ${name} is dropped`, async () => {
      const scene = await signingIn({ ...callback, ...still });
      const { reads } = scene.backend;
      let text: string | undefined;
      try {
        text = JSON.stringify(data(scene));
      } catch {
        return;
      }
      store(text ?? null);
      await expectNothing(scene, reads);
    });
  }

  const wrongStorage: [name: string, key: string | null, value: (scene: Scene) => string | null][] = [
    ['under another key', 'cyclr-connect:other', (scene) => JSON.stringify(signal(scene))],
    ['under a longer key', `${callbackChannel} `, (scene) => JSON.stringify(signal(scene))],
    ['of broken JSON', callbackChannel, () => '{"v":1,'],
    ['of a long text', callbackChannel, (scene) => JSON.stringify(signal(scene)).padEnd(10_000, ' ')],
    ['of a prototype', callbackChannel, (scene) => `{"__proto__":{"v":1,"attempt":"${scene.opener.attempt}"}}`],
    ['that removes the key', callbackChannel, () => null],
    ['that clears everything', null, () => null],
  ];
  for (const [name, key, value] of wrongStorage) {
    it(`over storage ${name} is dropped`, async () => {
      const scene = await signingIn({ ...callback, ...still });
      const { reads } = scene.backend;
      store(value(scene), key);
      await expectNothing(scene, reads);
    });
  }

  for (const [name, send] of Object.entries({
    'a BroadcastChannel': (scene: Scene) => {
      broadcast(signal(scene));
    },
    storage: (scene: Scene) => {
      store(JSON.stringify(signal(scene)));
    },
    'a page of our own': (scene: Scene) => {
      postAs(popup(scene), own, signal(scene));
    },
  })) {
    it(`over ${name} is no return where Cyclr posts its own message, however right the attempt`, async () => {
      const scene = await signingIn({ ...tokenOnly, ...still });
      send(scene);
      await expectNothing(scene, 0);
    });
  }

  it('that forges the return only causes a request, and the server decides', async () => {
    const scene = await signingIn(callback);
    const { reads } = scene.backend;
    broadcast(signal(scene));
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'not-authenticated' });
    expect(scene.backend.reads).to.be.above(reads);
  });

  it('with the wrong attempt, sent a thousand times, causes no request', async () => {
    const scene = await signingIn({ ...still });
    const { reads } = scene.backend;
    for (let count = 0; count < 1_000; count += 1) postAs(popup(scene), serviceOrigin, `cyclr-connect:${older}`);
    await expectNothing(scene, reads);
  });

  it('with the right attempt, sent a thousand times, causes no faster requests', async () => {
    const scene = await signingIn({ timing: { betweenChecks: 200, confirm: 5_000 } });
    const { reads } = scene.backend;
    const began = performance.now();
    for (let count = 0; count < 1_000; count += 1) scene.postReturn();
    const mayAsk = () => 1 + Math.floor((performance.now() - began) / 200);
    await pause(30);
    expect(scene.backend.reads - reads).to.be.within(1, mayAsk());
    for (let count = 0; count < 1_000; count += 1) scene.postReturn();
    await pause(450);
    expect(scene.backend.reads - reads).to.be.within(1, mayAsk());
    expect(scene.ends()).to.deep.equal([]);
  });

  it('replayed after the end changes nothing, and does not serve the next attempt', async () => {
    const scene = await signingIn({ ...tokenOnly, token: undefined, getToken: () => Promise.resolve({ token: 'T' }) });
    await pause(10);
    const former = right(scene);
    scene.postReturn();
    await scene.reached('connected');
    postAs(popup(scene), serviceOrigin, former);
    await pause(20);
    expect(scene.ends()).to.have.length(1);
    void scene.flow.connect();
    await scene.reached('authorizing');
    await pause(10);
    postAs(popup(scene), serviceOrigin, former);
    await pause(20);
    expect(scene.flow.state.status).to.equal('authorizing');
    expect(right(scene)).not.to.equal(former);
  });
});

describe('a handler of another origin', () => {
  afterEach(strikeScenes);

  const endpoint = 'https://api.partner.example/cyclr-connect';
  const origin = new URL(endpoint).origin;
  const json = (body: unknown): Response => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  const answer = { connectors: [{ id: '1234', name: 'Capsule', authType: 'OAuth2', authenticated: false, fields: [], serviceOrigin }] };

  const begin = async (): Promise<Scene> => {
    const scene = createScene({ backend: undefined, endpoint, fetches: () => Promise.resolve(json(answer)) });
    await scene.flow.load();
    void scene.flow.connect();
    await scene.reached('authorizing');
    return scene;
  };

  it('reports through its window why the sign-in could not start', async () => {
    const scene = await begin();
    postAs(popup(scene), origin, signal(scene, { code: 'not-signed-in' }));
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'not-signed-in', stage: 'authorizing' });
  });

  const rows: Row[] = [
    ['from a frame', origin, frame, (scene) => signal(scene, { code: 'denied' })],
    ['of an origin that begins alike', `${origin}.evil.example`, popup, (scene) => signal(scene, { code: 'denied' })],
    ['of the same host on http', origin.replace('https', 'http'), popup, (scene) => signal(scene, { code: 'denied' })],
    ['for another attempt', origin, popup, () => ({ v: 1, attempt: older, code: 'denied' })],
    ['without a code', origin, popup, signal],
    ["with Cyclr's message", origin, popup, right],
  ];
  for (const [name, from, source, data] of rows) {
    it(`is ignored ${name}`, async () => {
      const scene = await begin();
      postAs(source(scene), from, data(scene));
      await pause(25);
      expect(scene.flow.state.status).to.equal('authorizing');
    });
  }
});
