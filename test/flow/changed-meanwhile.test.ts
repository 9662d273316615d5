import { expect } from '@open-wc/testing';
import { browserPlatform } from '../../src/flow/platform.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorsAnswer } from '../../src/protocol/wire.ts';
import { createFakePlatform } from '../support/fake-platform.ts';
import { setFocus } from '../support/focus.ts';
import { pause } from '../support/pause.ts';
import { createScene, type Scene, signingIn, strikeScenes } from '../support/scene.ts';

/* The connector has changed since the attempt began: the state must show what the server says now. */
const again = { connector: { authenticated: true } };
const say = (scene: Scene, authenticated: boolean): void => {
  scene.backend.connector = { ...scene.backend.connector, authenticated };
};
const focus = (): void => {
  window.dispatchEvent(new Event('focus'));
};
const told = (scene: Scene): unknown[] =>
  scene.ends().map((end) => (end.type === 'failed' ? end.code : `connected${end.late ? ' late' : ''}`));
const stored = (): unknown => JSON.parse(sessionStorage.getItem('cyclr-connect:attempt:1234') ?? '{}');

/** The next question is answered by the returned function, with what the server knew when it was asked, or not at all. */
const holdNextRead = ({ backend }: Scene): ((error?: ConnectError) => void) => {
  const read = backend.read.bind(backend);
  let answer = (_error?: ConnectError): void => {
    throw new Error('Nothing was asked.');
  };
  backend.read = () =>
    new Promise<ConnectorsAnswer>((resolve, reject) => {
      const connectors = [backend.connector];
      answer = (error) => {
        if (error === undefined) resolve({ connectors });
        else reject(error);
      };
      backend.read = read;
    });
  return (error) => {
    answer(error);
  };
};

describe('a re-connection of an account that Cyclr has lost meanwhile', () => {
  afterEach(strikeScenes);

  const lost = async (): Promise<Scene> => {
    const scene = await signingIn(again);
    say(scene, false);
    focus();
    await pause(20);
    return scene;
  };

  it('is connected by the server’s answer, though no signal arrives', async () => {
    const scene = await lost();
    say(scene, true);
    focus();
    expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'authenticated', late: false });
  });

  it('is also connected so after a reload', async () => {
    const scene = await lost();
    expect(stored()).to.include({ wasAuthenticated: false });
    say(scene, true);
    scene.flow.dispose();
    const next = createScene(again);
    await next.flow.load();
    expect(await next.onlyEnd()).to.include({ type: 'connected', late: false });
  });

  it('is connected late where it was given up', async () => {
    const scene = await lost();
    scene.flow.cancel();
    await scene.reached('failed');
    say(scene, true);
    focus();
    await scene.reached('connected');
    expect(told(scene)).to.deep.equal(['cancelled', 'connected late']);
  });

  it('does not end in a state that calls it connected as before', async () => {
    const scene = await lost();
    scene.flow.cancel();
    expect(await scene.reached('failed')).to.have.nested.property('connector.authenticated', false);
  });
});

describe('an answer that was asked for before', () => {
  afterEach(strikeScenes);

  it('the return proves nothing of a re-connection', async () => {
    const scene = await signingIn(again);
    await pause(15);
    const answer = holdNextRead(scene);
    focus();
    await pause(5);
    say(scene, false);
    scene.postReturn();
    answer();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'not-authenticated' });
  });

  it('a disconnection does not undo it', async () => {
    const scene = await signingIn();
    scene.flow.cancel();
    await scene.reached('failed');
    say(scene, true);
    await scene.flow.load();
    await pause(20);
    const answer = holdNextRead(scene);
    focus();
    scene.flow.askToDisconnect();
    await scene.flow.disconnect();
    answer();
    await pause(20);
    expect(scene.flow.state.status).to.equal('ready');
    expect(told(scene)).to.deep.equal(['cancelled']);
  });

  it('a late success does not bring its failure back', async () => {
    const scene = await signingIn();
    scene.flow.cancel();
    await scene.reached('failed');
    const answer = holdNextRead(scene);
    void scene.flow.load();
    say(scene, true);
    await pause(15);
    focus();
    await scene.reached('connected');
    answer(new ConnectError('offline', 'Offline.'));
    await pause(10);
    expect(scene.flow.state.status).to.equal('connected');
    expect(told(scene)).to.deep.equal(['cancelled', 'connected late']);
  });
});

describe('a clock that is set back', () => {
  const { now } = Date;
  afterEach(async () => {
    Date.now = now;
    await strikeScenes();
  });

  const setBack = async (): Promise<Scene> => {
    const scene = await signingIn({ platform: createFakePlatform({ now: browserPlatform().now }) });
    focus();
    await pause(15);
    Date.now = () => now() - 3_600_000;
    return scene;
  };

  it('does not keep the server from being asked', async () => {
    const scene = await setBack();
    say(scene, true);
    scene.postReturn();
    expect(await scene.onlyEnd()).to.include({ type: 'connected' });
  });

  it('does not delay the end of an attempt that was given up', async () => {
    const scene = await setBack();
    setFocus(false);
    await pause(30);
    scene.opener.newest.closed = true;
    setFocus(true);
    focus();
    await pause(60);
    focus();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled' });
  });
});
