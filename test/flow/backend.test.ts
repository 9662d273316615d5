import { expect } from '@open-wc/testing';
import { type Backend, checkConnector, disconnectConnector, saveCredentials } from '../../src/flow/backend.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { buildConnector, createFakeBackend } from '../support/fake-backend.ts';
import { createScene, type Scene, strikeScenes } from '../support/scene.ts';

const { signal } = new AbortController();

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'believed',
    (error: unknown) => (error instanceof ConnectError ? error.code : String(error)),
  );

describe('an answer of the server', () => {
  afterEach(strikeScenes);

  const answering = (connector: ConnectorView) => {
    const backend = createFakeBackend();
    backend.save = backend.check = () => Promise.resolve({ connector, proof: 'authenticated' });
    backend.disconnect = () => Promise.resolve({ connector });
    return backend;
  };

  for (const [id, verdict] of [
    ['1', 'believed'],
    ['2', 'invalid-response'],
  ] as const) {
    it(`about ${id}, asked for 1: ${verdict}`, async () => {
      const backend = answering(buildConnector({ id, authenticated: true }));
      expect(await codeOf(saveCredentials(backend, '1', {}, signal)), 'save').to.equal(verdict);
      expect(await codeOf(checkConnector(backend, '1', { signal })), 'check').to.equal(verdict);
      expect(await codeOf(disconnectConnector(backend, '1', signal)), 'disconnect').to.equal(verdict);
    });
  }

  it('about another connector ends a save in a failure', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey' } });
    await scene.flow.load();
    scene.backend.save = () => Promise.resolve({ connector: buildConnector({ id: '2', authenticated: true }), proof: 'authenticated' });
    void scene.flow.connect({ credential: { type: 'ApiKey', key: 'k' } });
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'invalid-response', stage: 'saving' });
  });
});

describe("a backend of the host's that never answers", () => {
  afterEach(strikeScenes);

  const never = (): Promise<never> => new Promise(() => undefined);
  const key = { authType: 'ApiKey', authenticated: true };
  for (const [method, act] of [
    ['read', ({ flow }) => flow.load()],
    ['save', ({ flow }) => flow.connect({ credential: { type: 'ApiKey', key: 'k' } })],
    [
      'disconnect',
      ({ flow }) => {
        flow.askToDisconnect();
        return flow.disconnect();
      },
    ],
    ['check', ({ flow }) => flow.check()],
  ] satisfies [method: keyof Backend, act: (scene: Scene) => Promise<unknown>][]) {
    it(`to ${method} is given up in time`, async () => {
      const scene = createScene({ connector: key });
      await scene.flow.load();
      scene.backend[method] = never;
      await act(scene);
      expect(scene.flow.state.status).to.equal(method === 'check' ? 'connected' : 'failed');
    });
  }
});
