import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView, CredentialsRequest } from '../../src/protocol/wire.ts';
import { pause } from '../support/pause.ts';
import { createScene, strikeScenes } from '../support/scene.ts';
import { field, url } from './lose-answer.ts';

const key: CredentialsRequest = { credential: { type: 'ApiKey', key: 'k' } };

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

  it('ends in cancelled if the server cannot tell which key is stored', async () => {
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
      const scene = createScene({ connector: { authType: 'ApiKey' }, timing: { slow: 500 } });
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
