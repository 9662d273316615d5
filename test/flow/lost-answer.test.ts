import { expect } from '@open-wc/testing';
import { isStored } from '../../src/flow/lost-answer.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView, CredentialsRequest } from '../../src/protocol/wire.ts';
import { buildConnector, buildField } from '../support/fake-backend.ts';
import { pause } from '../support/pause.ts';
import { createScene, type Scene, strikeScenes } from '../support/scene.ts';

const key: CredentialsRequest = { credential: { type: 'ApiKey', key: 'k' } };
const url: CredentialsRequest = { properties: { Url: 'https://new.example' } };
const secret: CredentialsRequest = { properties: { Secret: 'hush' } };
const field = (value: string | null) => ({ fields: [buildField({ value })] });
const hidden = (saved: boolean) => ({ fields: [buildField({ name: 'Secret', sensitive: true, ...(saved ? { saved } : {}) })] });

describe('whether what was typed is stored', () => {
  const rows: [name: string, before: Partial<ConnectorView>, after: Partial<ConnectorView>, body: CredentialsRequest, stored: unknown][] = [
    ['a key, now authenticated', {}, { authenticated: true }, key, true],
    ['a key, still not authenticated', {}, {}, key, false],
    ['a key, authenticated all along', { authenticated: true }, { authenticated: true }, key, undefined],
    ['a key, authenticated no more', { authenticated: true }, {}, key, false],
    ['a value that is there now', field(null), field('https://new.example'), url, true],
    ['a value that is as before', field('https://old.example'), field('https://old.example'), url, false],
    ['a value that the server rewrote', field('https://old.example'), field('new.example'), url, undefined],
    ['a value that was the same before', field('https://new.example'), field('https://new.example'), url, undefined],
    ['a secret that is there now', hidden(false), hidden(true), secret, true],
    ['a secret that is not there', hidden(false), hidden(false), secret, false],
    ['a secret where one was before', hidden(true), hidden(true), secret, undefined],
    ['nothing typed', {}, {}, {}, undefined],
  ];
  for (const [name, before, after, body, stored] of rows) {
    it(`${name}: ${String(stored)}`, () => {
      expect(isStored(buildConnector(before), buildConnector(after), body)).to.equal(stored);
    });
  }
});

/** The server stores what was typed, or does not, and its answer is lost in one of many ways. */
const lose = (scene: Scene, error: Error, change: Partial<ConnectorView>): void => {
  const { backend } = scene;
  const answer = (): Promise<never> => {
    backend.connector = { ...backend.connector, ...change };
    return Promise.reject(error);
  };
  backend.save = answer;
  backend.disconnect = answer;
};

const lost = new ConnectError('backend-error', 'Reset.', { uncertain: true });
const losses: [name: string, error: Error][] = [
  ['a connection that was reset', lost],
  ["a proxy's 504", new ConnectError('backend-error', '504.', { uncertain: true })],
  ['HTML with 200', new ConnectError('invalid-response', 'HTML.')],
  ['the time limit of the page', new ConnectError('timed-out', 'Late.')],
  ["an error of the host's own transport", new TypeError('Failed to fetch')],
];

describe('settings saved ahead of a sign-in whose answer was lost', () => {
  afterEach(strikeScenes);

  const stored = field('https://new.example');
  for (const authenticated of [false, true]) {
    const begin = async (error: Error, change: Partial<ConnectorView>) => {
      const scene = createScene({ connector: { authType: 'OAuth2', authenticated, ...field('https://old.example') } });
      await scene.flow.load();
      lose(scene, error, change);
      void scene.flow.connect(url);
      return scene;
    };
    const where = authenticated ? 'on a re-connection ' : '';
    for (const [name, error] of losses) {
      it(`to ${name} ${where}lead on to the sign-in where the server shows them`, async () => {
        const scene = await begin(error, stored);
        await scene.reached('authorizing');
        expect(scene.ends()).to.deep.equal([]);
        expect(scene.flow.state).to.have.nested.property('connector.fields[0].value', 'https://new.example');
      });

      it(`to ${name} ${where}end in that error where the server shows the old ones`, async () => {
        const scene = await begin(error, {});
        const code = error instanceof ConnectError ? error.code : 'backend-error';
        expect(await scene.onlyEnd()).to.include({ type: 'failed', code, stage: 'saving' });
      });

      it(`to ${name} ${where}are unverifiable where the server cannot tell`, async () => {
        const scene = await begin(error, field('rewritten.example'));
        expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'unverifiable', stage: 'saving', cause: error });
      });
    }
  }

  it('end in cancelled when the person cancels while the server is asked', async () => {
    const scene = createScene({ connector: { authType: 'OAuth2', ...field(null) } });
    await scene.flow.load();
    lose(scene, lost, stored);
    scene.backend.read = () => new Promise(() => undefined);
    void scene.flow.connect(url);
    await pause(20);
    scene.flow.cancel();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled' });
  });
});

describe('a save whose answer was lost', () => {
  afterEach(strikeScenes);

  it('is none where the handler itself answered an error', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey' } });
    await scene.flow.load();
    const { reads } = scene.backend;
    lose(scene, new ConnectError('invalid-response', 'Cyclr answered HTML.', { correlationId: '4f2a' }), {});
    void scene.flow.connect(key);
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'invalid-response', stage: 'saving' });
    expect(scene.backend.reads).to.equal(reads);
  });

  for (const [name, error] of losses) {
    it(`to ${name} is connected where the server says so`, async () => {
      const scene = createScene({ connector: { authType: 'ApiKey' } });
      await scene.flow.load();
      lose(scene, error, { authenticated: true });
      void scene.flow.connect(key);
      expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'authenticated', late: false });
    });

    it(`to ${name} fails with that where it is not stored`, async () => {
      const scene = createScene({ connector: { authType: 'ApiKey' } });
      await scene.flow.load();
      lose(scene, error, {});
      void scene.flow.connect(key);
      const code = error instanceof ConnectError ? error.code : 'backend-error';
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code, stage: 'saving' });
    });

    it(`to ${name} is unverifiable on a re-connection: the server knows no key from another`, async () => {
      const scene = createScene({ connector: { authType: 'ApiKey', authenticated: true } });
      await scene.flow.load();
      lose(scene, error, {});
      void scene.flow.connect(key);
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'unverifiable', stage: 'saving', cause: error });
      expect(scene.flow.state).to.have.nested.property('connector.authenticated', true);
    });
  }

  it('is unverifiable where the server cannot be asked', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey' } });
    await scene.flow.load();
    scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
    lose(scene, new TypeError('reset'), { authenticated: true });
    void scene.flow.connect(key);
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'unverifiable' });
  });

  it('does not count while the handler still rolls it back', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey' } });
    await scene.flow.load();
    lose(scene, new TypeError('reset'), { authenticated: true });
    const read = scene.backend.read.bind(scene.backend);
    scene.backend.read = async (ids, options) => {
      const answer = await read(ids, options);
      scene.backend.connector = { ...scene.backend.connector, authenticated: false };
      return answer;
    };
    void scene.flow.connect(key);
    expect(await scene.onlyEnd()).to.include({ type: 'failed' });
  });

  for (const [name, change] of [
    ['stored', { authenticated: true }],
    ['not stored', {}],
  ] as const) {
    it(`is unverifiable where the server answers only once, with ${name}`, async () => {
      const scene = createScene({ connector: { authType: 'ApiKey' } });
      await scene.flow.load();
      lose(scene, lost, change);
      const read = scene.backend.read.bind(scene.backend);
      scene.backend.read = async (ids, options) => {
        const answer = await read(ids, options);
        scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
        return answer;
      };
      void scene.flow.connect(key);
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'unverifiable', stage: 'saving' });
      expect(scene.flow.state).to.have.nested.property('connector.authenticated', name === 'stored');
    });
  }

  it('is asked about again where the first answer cannot tell', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey', authenticated: true } });
    await scene.flow.load();
    lose(scene, lost, {});
    const read = scene.backend.read.bind(scene.backend);
    scene.backend.read = async (ids, options) => {
      const answer = await read(ids, options);
      scene.backend.connector = { ...scene.backend.connector, authenticated: false };
      return answer;
    };
    void scene.flow.connect(key);
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'backend-error' });
    expect(scene.flow.state).to.have.nested.property('connector.authenticated', false);
  });

  it('ends soon where the person cancels while the server is asked', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey' }, timing: { confirm: 1_000, slow: 40 } });
    await scene.flow.load();
    lose(scene, lost, {});
    scene.backend.read = () => new Promise(() => undefined);
    void scene.flow.connect(key);
    await pause(20);
    const since = Date.now();
    scene.flow.cancel();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'unverifiable' });
    expect(Date.now() - since).to.be.below(500);
  });

  it('is a late success where the handler stores it after all', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey' } });
    await scene.flow.load();
    lose(scene, new ConnectError('backend-error', '504.', { uncertain: true }), {});
    void scene.flow.connect(key);
    await scene.reached('failed');
    scene.backend.connector = { ...scene.backend.connector, authenticated: true };
    await scene.reached('connected');
    expect(scene.ends().map((end) => (end.type === 'connected' ? end.late : end.code))).to.deep.equal(['backend-error', true]);
  });

  it('of settings alone is saved where the server shows them', async () => {
    const scene = createScene({ connector: { authType: 'None', ...field(null) } });
    await scene.flow.load();
    lose(scene, new TypeError('reset'), field('https://new.example'));
    void scene.flow.connect(url);
    expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'saved' });
  });

  for (const [name, error] of [
    ['the handler refused', new ConnectError('backend-error', 'Cyclr is down.')],
    ['nothing was sent', new ConnectError('offline', 'Nothing was sent.')],
  ] as const) {
    it(`is not asked about where ${name}`, async () => {
      const scene = createScene({ connector: { authType: 'ApiKey' } });
      await scene.flow.load();
      const { reads } = scene.backend;
      lose(scene, error, {});
      void scene.flow.connect(key);
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: error.code, stage: 'saving' });
      expect(scene.backend.reads).to.equal(reads);
    });
  }
});

describe('Cancel while saving', () => {
  afterEach(strikeScenes);

  it('ends a sign-in at once, whatever became of the settings ahead of it', async () => {
    const scene = createScene({ connector: { authType: 'OAuth2', ...field(null) } });
    await scene.flow.load();
    const { reads } = scene.backend;
    scene.backend.save = () => new Promise(() => undefined);
    void scene.flow.connect(url);
    await pause(10);
    scene.flow.cancel();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled', stage: 'saving' });
    expect(scene.backend.reads).to.equal(reads);
  });

  it('leaves the code cancelled where the server knows no key from another', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey', authenticated: true } });
    await scene.flow.load();
    scene.backend.save = () => new Promise(() => undefined);
    void scene.flow.connect(key);
    await pause(10);
    scene.flow.cancel();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled', stage: 'saving' });
    expect(scene.flow.state).to.have.nested.property('connector.authenticated', true);
  });

  const rows: [name: string, change: Partial<ConnectorView>, down: boolean, ends: string][] = [
    ['the key was not stored', {}, false, 'failed cancelled'],
    ['the key was stored', { authenticated: true }, false, 'connected authenticated'],
    ['the server cannot be asked', { authenticated: true }, true, 'failed unverifiable'],
  ];
  for (const [name, change, down, ends] of rows) {
    it(`ends in ${ends} where ${name}`, async () => {
      const scene = createScene({ connector: { authType: 'ApiKey' } });
      await scene.flow.load();
      scene.backend.save = (_, __, { signal }) =>
        new Promise((_resolve, reject) => {
          scene.backend.connector = { ...scene.backend.connector, ...change };
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        });
      void scene.flow.connect(key);
      await pause(10);
      if (down) scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
      scene.flow.cancel();
      const end = await scene.onlyEnd();
      expect(`${end.type} ${end.type === 'connected' ? end.proof : end.code}`).to.equal(ends);
    });
  }
});

describe('a disconnection whose answer was lost', () => {
  afterEach(strikeScenes);

  const disconnecting = async (error: Error, change: Partial<ConnectorView>, down = false): Promise<Scene> => {
    const scene = createScene({ connector: { authType: 'ApiKey', authenticated: true } });
    await scene.flow.load();
    lose(scene, error, change);
    if (down) scene.backend.errors.read = new ConnectError('backend-error', 'Down.');
    scene.flow.askToDisconnect();
    await scene.flow.disconnect();
    return scene;
  };

  for (const [name, error] of losses) {
    it(`to ${name} is done where the server says so`, async () => {
      const scene = await disconnecting(error, { authenticated: false });
      expect(scene.flow.state.status).to.equal('ready');
      expect(scene.notices.at(-1)).to.include({ type: 'disconnected' });
    });
  }

  it('fails with what was lost where the server says that it is connected', async () => {
    const scene = await disconnecting(lost, {});
    expect(scene.flow.state).to.include({ status: 'failed', code: 'backend-error', stage: 'disconnecting' });
  });

  it('is unverifiable where the server cannot be asked', async () => {
    const scene = await disconnecting(lost, { authenticated: false }, true);
    expect(scene.flow.state).to.include({ status: 'failed', code: 'unverifiable', stage: 'disconnecting' });
  });

  it('is noticed late where it is carried out after all', async () => {
    const scene = await disconnecting(lost, {});
    expect(scene.flow.state.status).to.equal('failed');
    scene.backend.connector = { ...scene.backend.connector, authenticated: false };
    await scene.reached('ready');
    expect(scene.notices.filter(({ type }) => type !== 'statechange').map(({ type }) => type)).to.deep.equal(['failed', 'disconnected']);
  });
});

describe('a disconnection whose answer says that the connector is still connected', () => {
  afterEach(strikeScenes);

  for (const [name, connector] of Object.entries({
    'a credential': { authType: 'ApiKey' },
    'a sign-in': { authType: 'OAuth2' },
    'settings alone': {
      authType: 'None',
      fields: [{ name: 'Host', label: 'Host', description: null, type: 'text' as const, required: true, sensitive: false, value: 'h' }],
    },
  } satisfies Record<string, Partial<ConnectorView>>)) {
    it(`is a failure and no disconnection: ${name}`, async () => {
      const scene = createScene({ connector: { ...connector, authenticated: true } });
      await scene.flow.load();
      expect(scene.flow.state.status).to.equal('connected');
      scene.backend.disconnect = () => Promise.resolve({ connector: scene.backend.connector });
      scene.flow.askToDisconnect();
      await scene.flow.disconnect();
      expect(scene.flow.state).to.include({ status: 'failed', code: 'backend-error', stage: 'disconnecting' });
      expect(scene.notices.filter(({ type }) => type === 'disconnected')).to.deep.equal([]);
    });
  }
});
