import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { createScene, type Scene, strikeScenes } from '../support/scene.ts';
import { waitUntil } from '../support/wait-until.ts';

const attention = { reason: 'expired', since: '2026-03-03T10:00:00Z' } as const;
const loaded = async (options: Parameters<typeof createScene>[0] = {}): Promise<Scene> => {
  const scene = createScene({ connector: { authenticated: true }, ...options });
  await scene.flow.load();
  return scene;
};
const told = ({ notices }: Scene): string[] => notices.map(({ type }) => type).filter((type) => type !== 'statechange');

describe('a connected account that needs attention', () => {
  afterEach(strikeScenes);

  it('is reported once when it is read, with reason and time', async () => {
    const scene = await loaded({ connector: { authenticated: true, attention } });
    expect(scene.notices.at(-1)).to.deep.equal({ type: 'attention', connectorId: '1234', ...attention });
    await scene.flow.load();
    await scene.flow.check();
    scene.flow.askToDisconnect();
    scene.flow.keep();
    expect(told(scene)).to.deep.equal(['attention']);
  });

  it('is reported again when it begins again', async () => {
    const scene = await loaded({ connector: { authenticated: true, attention } });
    const { connector } = scene.backend;
    scene.backend.connector = { ...connector, attention: undefined };
    await scene.flow.check();
    scene.backend.connector = connector;
    await scene.flow.check();
    expect(told(scene)).to.deep.equal(['attention', 'attention']);
  });

  it('is found by a check, which shows it and emits no connected or failed', async () => {
    const scene = await loaded();
    scene.backend.connector = { ...scene.backend.connector, attention };
    const { connector, error } = await scene.flow.check();
    expect(error).to.equal(undefined);
    expect(connector?.attention).to.deep.equal(attention);
    expect(scene.flow.state).to.have.nested.property('connector.attention.reason', 'expired');
    expect(told(scene)).to.deep.equal(['attention']);
  });

  it('is not asked about after a success, whatever storage still holds', async () => {
    const scene = await loaded({ connector: { authenticated: true, attention } });
    void scene.flow.connect();
    await scene.reached('authorizing');
    scene.postReturn();
    await scene.onlyEnd();
    expect(scene.flow.state).to.not.have.nested.property('connector.attention');
    expect(told(scene)).to.deep.equal(['attention', 'connected']);
  });

  it('reports the sign-in that came back to the server before it ends', async () => {
    const scene = await loaded({ connector: { authenticated: true, attention } });
    scene.flow.subscribe(({ type }) => {
      if (type === 'connected') expect(scene.backend.returned).to.have.length(1);
    });
    void scene.flow.connect();
    await scene.reached('authorizing');
    const [attempt] = /[0-9a-f]{32}$/.exec(scene.opener.asked[0] ?? '') ?? [];
    scene.postReturn();
    await scene.onlyEnd();
    expect(scene.backend.returned).to.deep.equal([attempt]);
  });

  it('needs no check where nothing was wrong', async () => {
    const scene = await loaded();
    void scene.flow.connect();
    await scene.reached('authorizing');
    scene.postReturn();
    await scene.onlyEnd();
    expect(scene.backend.checks).to.equal(0);
  });

  it('lets a sign-in succeed although the report to `check` fails', async () => {
    const scene = await loaded({ connector: { authenticated: true, attention } });
    scene.backend.errors.check = new ConnectError('backend-error', 'Down.');
    void scene.flow.connect();
    await scene.reached('authorizing');
    scene.postReturn();
    await scene.onlyEnd();
    expect(told(scene)).to.deep.equal(['attention', 'connected']);
  });

  it('keeps its success when the person cancels while it is reported', async () => {
    const scene = await loaded({ connector: { authenticated: true, attention } });
    scene.backend.check = () => new Promise(() => undefined);
    void scene.flow.connect();
    await scene.reached('authorizing');
    scene.postReturn();
    await waitUntil(() => scene.opener.newest.closed, 'the window stayed open');
    scene.flow.cancel();
    await scene.onlyEnd();
    expect(told(scene)).to.deep.equal(['attention', 'connected']);
  });

  it('is shown where an attempt for it was cancelled, and not reported a second time', async () => {
    const scene = await loaded({ connector: { authenticated: true, attention } });
    void scene.flow.connect();
    await scene.reached('authorizing');
    scene.flow.cancel();
    await scene.onlyEnd();
    await scene.flow.load();
    expect(told(scene)).to.deep.equal(['attention', 'failed']);
  });
});

describe('a check', () => {
  afterEach(strikeScenes);

  it('takes the proof `tested` into the state', async () => {
    const scene = await loaded();
    scene.backend.proof = 'tested';
    await scene.flow.check();
    expect(scene.flow.state).to.include({ status: 'connected', proof: 'tested' });
  });

  it('that finds nothing connected leaves the connector ready', async () => {
    const scene = await loaded();
    scene.backend.connector = { ...scene.backend.connector, authenticated: false };
    scene.backend.proof = 'saved';
    await scene.flow.check();
    expect(scene.flow.state.status).to.equal('ready');
  });

  it('that fails changes no state, emits no event, and returns the error', async () => {
    const scene = await loaded();
    const before = scene.flow.state;
    for (const error of [new ConnectError('offline', 'Offline.'), new TypeError('x'), 'odd']) {
      scene.backend.errors.check = error;
      expect((await scene.flow.check()).error).to.be.instanceOf(ConnectError);
    }
    expect(scene.flow.state).to.equal(before);
    expect(told(scene)).to.deep.equal([]);
  });

  it('is made once however often it is asked for', async () => {
    const scene = await loaded();
    await Promise.all([scene.flow.check(), scene.flow.check(), scene.flow.check()]);
    expect(scene.backend.checks).to.equal(1);
  });

  it('is stopped by an attempt', async () => {
    const scene = await loaded();
    const release = scene.backend.hold();
    const checked = scene.flow.check();
    void scene.flow.connect();
    release();
    expect((await checked).error).to.include({ code: 'superseded' });
    await scene.reached('authorizing');
  });

  it('of what is not connected asks nothing', async () => {
    const scene = await loaded({ connector: { authenticated: false } });
    expect((await scene.flow.check()).error).to.include({ code: 'invalid-request' });
    expect(scene.backend.checks).to.equal(0);
  });

  it('of a backend without one reads the connector', async () => {
    const scene = await loaded();
    delete scene.backend.check;
    scene.backend.connector = { ...scene.backend.connector, attention };
    await scene.flow.check();
    expect(told(scene)).to.deep.equal(['attention']);
  });
});

describe('an isolated sign-in window', () => {
  afterEach(strikeScenes);

  it('has its opener cut while it is still blank', async () => {
    const scene = await loaded({ isolate: true, return: 'callback', callbackUrl: '/callback.html', connector: {} });
    void scene.flow.connect();
    // A failure that printed the whole object would never end.
    expect(Object.entries(scene.opener.newest).find(([name]) => name === 'opener')?.[1] === null).to.equal(true);
  });

  it('keeps its opener unless it is asked for', async () => {
    const scene = await loaded({ connector: {} });
    void scene.flow.connect();
    expect(Object.keys(scene.opener.newest).includes('opener')).to.equal(false);
  });

  it('cannot report by message', () => {
    expect(() => createScene({ isolate: true, return: 'message' })).to.throw(ConnectError, /isolate needs callback-page return/);
  });
});
