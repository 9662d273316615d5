import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { createScene, type Scene, strikeScenes } from '../support/scene.ts';
import { lose, losses, lost } from './lose-answer.ts';

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

  it('fails with the error of the lost answer if the server says connected', async () => {
    const scene = await disconnecting(lost, {});
    expect(scene.flow.state).to.include({ status: 'failed', code: 'backend-error', stage: 'disconnecting' });
  });

  it('is unverifiable where the server cannot be asked', async () => {
    const scene = await disconnecting(lost, { authenticated: false }, true);
    expect(scene.flow.state).to.include({ status: 'failed', code: 'unverifiable', stage: 'disconnecting' });
  });

  it('emits a late disconnected if it is carried out after all', async () => {
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
