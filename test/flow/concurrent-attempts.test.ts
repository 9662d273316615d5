import { expect } from '@open-wc/testing';
import { buildField, refusal } from '../support/fake-backend.ts';
import { setFocus } from '../support/focus.ts';
import { pause } from '../support/pause.ts';
import { createScene, type Scene, signingIn, strikeScenes } from '../support/scene.ts';

/* Two attempts at the same time, and listeners, getToken or a backend that throw, end the flow, or never answer. */
describe('concurrent attempts, calls and listeners:', () => {
  afterEach(strikeScenes);

  it('a widget that only reads the connector does not end another one’s attempt', async () => {
    const first = await signingIn();
    const second = createScene();
    await second.flow.load();
    await pause(40);
    expect(second.flow.state.status).to.equal('ready');
    expect(first.flow.state.status).to.equal('authorizing');
    expect(first.opener.newest.closed).to.be.false;
    expect(first.ends()).to.deep.equal([]);
  });

  it('an attempt that is still saving is superseded by a newer one', async () => {
    const older = createScene({ connector: { fields: [buildField()] } });
    await older.flow.load();
    const release = older.backend.hold();
    void older.flow.connect({ properties: { Url: 'https://a.example' } });
    await older.reached('saving');
    const newer = await signingIn();
    release();
    expect(await older.onlyEnd()).to.include({ type: 'failed', code: 'superseded' });
    expect(older.opener.newest.closed).to.be.true;
    expect(newer.flow.state.status).to.equal('authorizing');
    expect(newer.ends()).to.deep.equal([]);
  });

  it('connect() before the form was read asks for required fields, without a sign-in', async () => {
    const scene = createScene({ connector: { fields: [buildField()] } });
    void scene.flow.load();
    await scene.flow.connect();
    expect(scene.flow.state).to.deep.include({ status: 'ready' });
    expect(scene.flow.state).to.have.nested.property('problems.fields.Url');
    expect(scene.opener.newest.closed).to.be.true;
    expect(scene.log).not.to.include('navigate');
  });

  it('an attempt ends once although a listener throws, and the page gets the error', async () => {
    const heard: unknown[] = [];
    const handle = (event: ErrorEvent): void => {
      heard.push(event.error);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('error', handle, { capture: true });
    const mocha = window.onerror;
    window.onerror = null;
    try {
      const scene = await signingIn();
      const mistake = new Error('a mistake of the page');
      scene.flow.subscribe(({ type }) => {
        if (type === 'connected') throw mistake;
      });
      scene.backend.connector = { ...scene.backend.connector, authenticated: true };
      scene.postReturn();
      expect(await scene.onlyEnd()).to.include({ type: 'connected' });
      expect(heard).to.deep.equal([mistake]);
    } finally {
      window.removeEventListener('error', handle, { capture: true });
      window.onerror = mocha;
    }
  });

  it('an attempt whose getToken never answers can be cancelled, and closes its window', async () => {
    const scene = createScene({ authorizes: false, serviceDomain: 'acme-h.cyclr.com', getToken: () => new Promise(() => undefined) });
    await scene.flow.load();
    void scene.flow.connect();
    await scene.reached('authorizing');
    scene.flow.cancel();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'cancelled' });
    expect(scene.opener.newest.closed).to.be.true;
  });

  it('an attempt whose getToken never answers ends at the deadline', async () => {
    const scene = createScene({
      authorizes: false,
      serviceDomain: 'acme-h.cyclr.com',
      getToken: () => new Promise(() => undefined),
      timing: { deadline: 400 },
    });
    await scene.flow.load();
    void scene.flow.connect();
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'timed-out', stage: 'opening' });
    expect(scene.opener.newest.closed).to.be.true;
  });

  for (const [name, begin, stage, code] of [
    ['read', (scene: Scene) => scene.flow.connect(), 'loading', 'timed-out'],
    [
      'save',
      async (scene: Scene) => {
        await scene.flow.load();
        scene.backend.hold();
        await scene.flow.connect({ properties: { Url: 'a' } });
      },
      'saving',
      // It may have been stored.
      'unverifiable',
    ],
  ] as const) {
    it(`an attempt whose backend never answers ${name} ends at the deadline`, async () => {
      const scene = createScene({ timing: { deadline: 400 } });
      if (name === 'read') scene.backend.hold();
      void begin(scene);
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code, stage });
      expect(scene.opener.newest.closed).to.be.true;
    });
  }

  it('an attempt that was superseded does not remove the newer attempt from storage', async () => {
    const older = await signingIn();
    const newer = await signingIn();
    expect(await older.onlyEnd()).to.include({ code: 'superseded' });
    expect(String(sessionStorage.getItem('cyclr-connect:attempt:1234'))).to.contain(newer.opener.attempt);
  });

  it('connect() on a disposed flow does nothing', async () => {
    const scene = createScene();
    scene.flow.dispose();
    await scene.flow.load();
    await scene.flow.connect();
    expect(scene.log).to.deep.equal([]);
  });

  it('a flow that a listener disposes of in load() reads and resumes nothing', async () => {
    const left = await signingIn();
    left.flow.dispose();
    const scene = createScene();
    scene.flow.subscribe(() => {
      scene.flow.dispose();
    });
    await scene.flow.load();
    expect(scene.backend.reads).to.equal(0);
  });

  it('an attempt is cancelled only by answers requested after the window closed', async () => {
    const scene = await signingIn();
    setFocus(false);
    await pause(30);
    setFocus(true);
    for (const wait of [60, 40, 40]) {
      await pause(wait);
      window.dispatchEvent(new Event('focus'));
    }
    await pause(40);
    scene.backend.connector = { ...scene.backend.connector, authenticated: true };
    scene.opener.newest.closed = true;
    expect(await scene.onlyEnd()).to.include({ type: 'connected', late: false });
  });

  for (const [name, wait] of [
    ['the return', 0],
    ['a first answer', 30],
  ] as const) {
    it(`an attempt is unverifiable if the server fails after ${name}`, async () => {
      const scene = await signingIn();
      window.dispatchEvent(new Event('focus'));
      await pause(40);
      if (wait === 0) scene.backend.errors.read = refusal({});
      scene.postReturn();
      await pause(wait);
      scene.backend.errors.read = refusal({});
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'unverifiable' });
    });
  }
});
