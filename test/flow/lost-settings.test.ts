import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { pause } from '../support/pause.ts';
import { createScene, strikeScenes } from '../support/scene.ts';
import { field, lose, losses, lost, url } from './lose-answer.ts';

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

      it(`to ${name} ${where}are unverifiable if the server does not show which are stored`, async () => {
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
