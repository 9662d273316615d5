import { expect } from '@open-wc/testing';
import { isStored } from '../../src/flow/lost-answer.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView, CredentialsRequest } from '../../src/protocol/wire.ts';
import { buildConnector, buildField } from '../support/fake-backend.ts';
import { pause } from '../support/pause.ts';
import { createScene, strikeScenes } from '../support/scene.ts';
import { field, lose, losses, lost, url } from './lose-answer.ts';

const key: CredentialsRequest = { credential: { type: 'ApiKey', key: 'k' } };
const secret: CredentialsRequest = { properties: { Secret: 'hush' } };
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

describe('a save whose answer was lost', () => {
  afterEach(strikeScenes);

  it('is not assumed when the handler itself answered an error', async () => {
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

    it(`to ${name} is unverifiable on a re-connection: the server cannot tell two keys apart`, async () => {
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

  it('is not connected while the handler still rolls it back', async () => {
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

  it('is asked about again if the first answer does not decide', async () => {
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
    const scene = createScene({ connector: { authType: 'ApiKey' }, timing: { confirm: 100_000, slow: 40 } });
    await scene.flow.load();
    lose(scene, lost, {});
    scene.backend.read = () => new Promise(() => undefined);
    void scene.flow.connect(key);
    await pause(20);
    scene.flow.cancel();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'unverifiable' });
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
