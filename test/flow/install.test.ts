import { expect } from '@open-wc/testing';
import { connect } from '../../src/flow/connect.ts';
import { availableOf } from '../../src/flow/state.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildAvailable, buildField, buildMethod } from '../support/fake-backend.ts';
import { createScene, fastTiming, type Scene, strikeScenes } from '../support/scene.ts';

const methods = [buildMethod('oauth', 'OAuth2'), buildMethod('token', 'ApiKey')];
const key = { credential: { type: 'ApiKey', key: 'sq-1' } } as const;

/** The account has no connector of this name; what it becomes is `connector`. */
const offering = async (options: Parameters<typeof createScene>[0] = {}, available = buildAvailable()): Promise<Scene> => {
  const scene = createScene({ named: 'Capsule', ...options });
  scene.backend.available = available;
  await scene.flow.load();
  return scene;
};
const types = ({ notices }: Scene): string[] => notices.map(({ type }) => type).filter((type) => type !== 'statechange');

describe('a connector that is given by its name', () => {
  afterEach(strikeScenes);

  it('is found in the account, and connected by its id', async () => {
    const scene = createScene({ named: 'Capsule' });
    await scene.flow.load();
    expect(scene.flow.state).to.include({ status: 'ready' });
    void scene.flow.connect();
    await scene.reached('authorizing');
    expect(scene.opener.newest.addresses[0]).to.contain('/connectors/1234/authorize');
    scene.backend.connector.authenticated = true;
    scene.postReturn();
    expect(await scene.onlyEnd()).to.include({ type: 'connected', connectorId: '1234' });
    expect(scene.backend.installs).to.deep.equal([]);
  });

  it('is offered if the account lacks it, and installed by the click on Connect', async () => {
    const scene = await offering();
    expect(scene.flow.state).to.deep.equal({ status: 'ready', available: buildAvailable() });
    scene.log.length = 0;
    void scene.flow.connect();
    expect(scene.opener.newest.addresses, 'in the click').to.have.length(1);
    expect(scene.flow.state).to.deep.equal({ status: 'saving', available: buildAvailable() });
    await scene.reached('authorizing');
    expect(scene.log.slice(0, 3)).to.deep.equal(['open blank', 'install', 'navigate']);
    scene.backend.connector.authenticated = true;
    scene.postReturn();
    expect(await scene.onlyEnd()).to.include({ type: 'connected', connectorId: '1234', proof: 'authenticated' });
    expect(types(scene)).to.deep.equal(['installed', 'connected']);
    expect(scene.backend.installs).to.deep.equal([{ connector: 'Capsule', method: 'oauth' }]);
  });

  it('is installed and given its key in one click', async () => {
    const scene = await offering({ connector: { authType: 'ApiKey' } }, buildAvailable({ methods }));
    await scene.flow.connect({ ...key, method: 'token' });
    expect(scene.opener.popups).to.deep.equal([]);
    expect(types(scene)).to.deep.equal(['installed', 'connected']);
    expect(scene.backend.installs).to.deep.equal([{ connector: 'Capsule', method: 'token' }]);
    expect(scene.backend.saved).to.deep.equal([key]);
  });

  it('asks for the method where there are several, and opens and installs nothing', async () => {
    const scene = await offering({}, buildAvailable({ methods }));
    await scene.flow.connect();
    expect(scene.flow.state).to.have.nested.property('problems.problems.method', 'required');
    await scene.flow.connect({ method: 'gone' });
    expect(scene.flow.state).to.have.nested.property('problems.problems.method', 'required');
    expect([scene.opener.asked, scene.backend.installs, types(scene)]).to.deep.equal([[], [], []]);
  });

  it('asks for fields missing in the catalogue, and closes the window that was opened', async () => {
    const scene = await offering({ connector: { fields: [buildField()] } });
    await scene.flow.connect();
    expect(scene.opener.newest.closed).to.equal(true);
    expect(scene.flow.state).to.have.nested.property('connector.id', '1234');
    expect(scene.flow.state).to.have.nested.property('problems.fields.Url');
    expect(types(scene)).to.deep.equal(['installed']);
  });

  it('asks for the credential if only the installed connector says that it needs one', async () => {
    const scene = await offering({ connector: { authType: 'ApiKey' } }, buildAvailable({ methods: [] }));
    await scene.flow.connect();
    expect(scene.opener.newest.closed).to.equal(true);
    expect(scene.flow.state).to.have.nested.property('problems.problems.key', 'required');
    await scene.flow.connect(key);
    expect(types(scene)).to.deep.equal(['installed', 'connected']);
  });

  it('is connected without a sign-in if another tab has connected it meanwhile', async () => {
    const scene = await offering({ connector: { authenticated: true } });
    scene.backend.install = async () => ({ connector: scene.backend.connector, installed: false });
    await scene.flow.connect();
    expect(scene.opener.newest.closed).to.equal(true);
    expect(types(scene)).to.deep.equal(['connected']);
  });

  it('is installed once by a double click', async () => {
    const scene = await offering();
    void scene.flow.connect();
    void scene.flow.connect();
    await scene.reached('authorizing');
    expect([scene.backend.installs.length, scene.opener.popups.length, scene.opener.newest.focused]).to.deep.equal([1, 1, 1]);
  });

  const refusals: [name: string, error: unknown, code: string][] = [
    ['not allowed', new ConnectError('forbidden', 'No.', { correlationId: 'a' }), 'forbidden'],
    ['a method that went away', new ConnectError('invalid-request', 'No such method.', { correlationId: 'a' }), 'invalid-request'],
    ['refused by Cyclr', new ConnectError('misconfigured', 'A draft.', { correlationId: 'a' }), 'misconfigured'],
    ['offline', new ConnectError('offline', 'Offline.'), 'offline'],
    ['an error of the host', new TypeError('x'), 'backend-error'],
  ];
  for (const [name, error, code] of refusals) {
    it(`fails once where the install is ${name}, closes the window, and can be tried again`, async () => {
      const scene = await offering();
      scene.backend.errors.install = error;
      await scene.flow.connect();
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code, stage: 'saving' });
      expect(availableOf(scene.flow.state)).to.deep.equal(buildAvailable());
      expect(scene.opener.newest.closed).to.equal(true);
      delete scene.backend.errors.install;
      void scene.flow.connect();
      await scene.reached('authorizing');
    });
  }

  it('sends the install once more where its answer was lost', async () => {
    const scene = await offering();
    const install = scene.backend.install?.bind(scene.backend);
    let calls = 0;
    scene.backend.install = async (request, options) => {
      calls += 1;
      const answer = await install?.(request, options);
      if (calls === 1 || answer === undefined) throw new ConnectError('backend-error', 'Reset.', { uncertain: true });
      return answer;
    };
    void scene.flow.connect();
    await scene.reached('authorizing');
    expect(calls).to.equal(2);
  });

  it('is cancelled while it is installed, without a window or a second end', async () => {
    const scene = await offering();
    const release = scene.backend.hold();
    const attempt = scene.flow.connect();
    scene.flow.cancel();
    await attempt;
    release();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled', stage: 'saving' });
    expect(scene.opener.newest.closed).to.equal(true);
    void scene.flow.connect();
    await scene.reached('authorizing');
  });

  it('of a kind that is not supported is never installed', async () => {
    const scene = await offering({}, buildAvailable({ methods: [buildMethod('x', 'Kerberos')] }));
    await scene.flow.connect();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'unsupported-auth-type' });
    expect(scene.backend.installs).to.deep.equal([]);
  });

  it('works headless from the click, before anything was read', async () => {
    const scene = createScene({ named: 'Capsule' });
    scene.backend.available = buildAvailable();
    void scene.flow.connect();
    expect(scene.opener.popups, 'in the click').to.have.length(1);
    await scene.reached('authorizing');
    expect(types(scene)).to.deep.equal(['installed']);
  });

  it('rejects a headless connect without the method that must be chosen', async () => {
    const scene = await offering({}, buildAvailable({ methods }));
    const { platform, backend } = scene;
    const error: unknown = await connect({ connector: 'Capsule', backend, platform, timing: fastTiming }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(ConnectError).and.include({ code: 'invalid-request' });
    expect((error as ConnectError).fields).to.have.property('method');
    expect(scene.opener.newest.closed).to.equal(true);
  });

  it('is found by its name at every load, since it may have been removed meanwhile', async () => {
    const scene = createScene({ named: 'Capsule' });
    await scene.flow.load();
    scene.backend.available = buildAvailable();
    await scene.flow.load();
    expect(availableOf(scene.flow.state)).to.deep.equal(buildAvailable());
  });

  for (const error of ['connector-not-found', 'forbidden', 'invalid-request'] as const) {
    it(`fails with ${error} where the answer says so`, async () => {
      const scene = createScene({ named: 'Capsule' });
      scene.backend.find = async ([connector]) => ({ connectors: [{ connector, error: { code: error, message: 'No.' } }] });
      await scene.flow.load();
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: error, stage: 'loading' });
    });
  }

  const wrong: [name: string, options: Parameters<typeof createScene>[0]][] = [
    ['an endless name', { named: 'x'.repeat(201) }],
    ['no endpoint', { named: 'Capsule', backend: undefined, serviceDomain: 'a-h.cyclr.com', token: 'T' }],
  ];
  for (const [name, options] of wrong) {
    it(`cannot work with ${name}`, () => {
      expect(() => createScene(options))
        .to.throw(ConnectError)
        .with.property('code', 'misconfigured');
    });
  }

  it('cannot work with a backend that finds nothing by name', () => {
    const { backend, platform } = createScene();
    delete backend.find;
    expect(() => createScene({ named: 'Capsule', backend, platform })).to.throw(ConnectError, /find and install/);
  });
});
