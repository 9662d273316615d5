import { pause } from '../support/pause.ts';
import { expect } from '@open-wc/testing';
import { connect } from '../../src/flow/connect.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildField, createFakeBackend, refusal, serviceOrigin } from '../support/fake-backend.ts';
import { createFakeLocation, createFakePlatform } from '../support/fake-platform.ts';
import { createFakeOpener, postAs } from '../support/fake-popup.ts';
import { createScene, fastTiming, signingIn, strikeScenes } from '../support/scene.ts';

const properties = { Url: 'acme.example' };
const withField = { connector: { fields: [buildField()] } };
const tokens = { backend: undefined, serviceDomain: serviceOrigin };

describe('opening the window', () => {
  afterEach(strikeScenes);

  it('opens at the address, synchronously in the click', async () => {
    const scene = createScene();
    await scene.flow.load();
    void scene.flow.connect();
    expect(scene.opener.asked).to.have.length(1);
    expect(scene.opener.asked[0]).to.match(/\/cyclr-connect\/connectors\/1234\/authorize\?attempt=[0-9a-f]{32}$/);
  });

  it('saves the properties before the window goes anywhere', async () => {
    const scene = createScene(withField);
    await scene.flow.load();
    void scene.flow.connect({ properties });
    await scene.reached('authorizing');
    expect(scene.log).to.deep.equal(['read', 'open blank', 'save', 'navigate']);
    expect(scene.backend.saved).to.deep.equal([{ properties }]);
  });

  it('closes the window and shows the fields again when they are refused', async () => {
    const scene = createScene(withField);
    await scene.flow.load();
    scene.backend.errors.save = refusal({ Url: 'Not a site.' });
    await scene.flow.connect({ properties });
    expect(scene.flow.state).to.deep.include({ status: 'ready', problems: { fields: { Url: 'Not a site.' }, code: 'invalid-request' } });
    expect(scene.opener.newest.closed).to.equal(true);
    expect(scene.ends()).to.deep.equal([]);
  });

  it('closes the window when saving fails for another reason', async () => {
    const scene = createScene(withField);
    await scene.flow.load();
    scene.backend.errors.save = new ConnectError('backend-error', 'Down.');
    void scene.flow.connect({ properties });
    expect(await scene.onlyEnd()).to.include({ code: 'backend-error', stage: 'saving' });
    expect(scene.opener.newest.closed).to.equal(true);
  });

  it('closes the window when it is cancelled while saving', async () => {
    const scene = createScene(withField);
    await scene.flow.load();
    const release = scene.backend.hold();
    void scene.flow.connect({ properties });
    scene.flow.cancel();
    release();
    expect(await scene.onlyEnd()).to.include({ code: 'cancelled' });
    expect(scene.opener.newest.closed).to.equal(true);
  });

  it('opens at once where the connector was not read yet', async () => {
    const scene = createScene();
    void scene.flow.connect();
    expect(scene.opener.popups).to.have.length(1);
    await scene.reached('authorizing');
  });

  for (const [name, url] of Object.entries({
    script: 'javascript:alert(1)',
    'another origin': 'https://evil.example/x',
    'user info': `https://u:p@${window.location.host}/`,
  })) {
    it(`never sends a window to ${name}`, async () => {
      const backend = createFakeBackend();
      backend.authorizeUrl = () => url;
      const scene = createScene({ backend });
      await scene.flow.load();
      let thrown: unknown;
      await Promise.resolve()
        .then(() => scene.flow.connect())
        .catch((error: unknown) => {
          thrown = error;
        });
      expect(scene.opener.asked.filter((address) => address !== 'about:blank')).to.deep.equal([]);
      expect(thrown, 'connect() never rejects').to.equal(undefined);
      expect(await scene.onlyEnd()).to.include({ code: 'misconfigured' });
    });
  }

  it('sends the whole page in redirect mode, and remembers neither token nor address', async () => {
    const location = createFakeLocation();
    const platform = createFakePlatform({ window: { location } });
    const scene = createScene({ platform, mode: 'redirect', callbackUrl: '/callback' });
    await scene.flow.load();
    void scene.flow.connect();
    await scene.reached('authorizing');
    expect(location.assigned).to.have.length(1);
    expect(platform.opener.asked).to.deep.equal([]);
    expect(JSON.parse(sessionStorage.getItem('cyclr-connect:attempt:1234') ?? '')).to.have.all.keys(
      'attempt',
      'connectorId',
      'startedAt',
      'wasAuthenticated',
    );
  });
});

describe('with a token of the host', () => {
  afterEach(strikeScenes);

  it('opens Cyclr with the token encoded, and takes the message alone', async () => {
    const scene = await signingIn({ ...tokens, token: 'a+b/c=' });
    expect(scene.opener.asked[0]).to.contain(`${serviceOrigin}/connectorauth/updateaccountconnectoroauth?id=1234&token=a%2Bb%2Fc%3D&`);
    scene.postReturn();
    expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'message' });
  });

  it('uses it once: a second attempt is token-missing, and opens nothing', async () => {
    const scene = await signingIn({ ...tokens, token: 'abc' });
    scene.flow.cancel();
    await scene.reached('failed');
    await scene.flow.connect();
    expect(scene.ends().map((end) => (end.type === 'failed' ? end.code : end.type))).to.deep.equal(['cancelled', 'token-missing']);
    expect(scene.opener.popups).to.have.length(1);
  });

  it('calls getToken in the click, while a blank window is open', async () => {
    let asked = 0;
    const scene = await signingIn({ ...tokens, getToken: () => Promise.resolve({ token: `T${String((asked += 1))}` }) });
    await pause(10);
    expect(scene.log).to.deep.equal(['open blank', 'navigate']);
    expect(scene.opener.newest.addresses[1]).to.contain('token=T1&');
    scene.flow.cancel();
    await scene.reached('failed');
    void scene.flow.connect();
    await scene.reached('authorizing');
    await pause(20);
    expect(scene.opener.newest.addresses[1]).to.contain('token=T2&');
  });

  const answers: [name: string, getToken: () => Promise<unknown>, code: string][] = [
    ['rejects', () => Promise.reject(new Error('down')), 'token-missing'],
    [
      'throws',
      () => {
        throw new Error('down');
      },
      'token-missing',
    ],
    ['rejects with a code of ours', () => Promise.reject(new ConnectError('not-signed-in', 'Out.')), 'not-signed-in'],
    ['gives nothing', () => Promise.resolve(undefined), 'token-missing'],
    ['gives null', () => Promise.resolve(null), 'token-missing'],
    ['gives a text', () => Promise.resolve('abc'), 'token-missing'],
    ['gives a number', () => Promise.resolve({ token: 7 }), 'token-missing'],
    ['gives an empty token', () => Promise.resolve({ token: '' }), 'token-missing'],
    ['gives a token of the past', () => Promise.resolve({ token: 'abc', expiresAt: '2020-01-01T00:00:00Z' }), 'token-expired'],
    ['gives a token of the past in seconds', () => Promise.resolve({ token: 'abc', expiresAt: 1_577_836_800 }), 'token-expired'],
    [
      'gives a token of the past without a zone',
      () => Promise.resolve({ token: 'abc', expiresAt: new Date(Date.now() - 1_000).toISOString().slice(0, -1) }),
      'token-expired',
    ],
    ['gives an expiresAt that is no time', () => Promise.resolve({ token: 'abc', expiresAt: 'soon' }), 'misconfigured'],
  ];
  for (const [name, getToken, code] of answers) {
    it(`ends in ${code} and closes the window when getToken ${name}`, async () => {
      const scene = createScene({ ...tokens, getToken: getToken as () => Promise<{ token: string }> });
      await scene.flow.load();
      void scene.flow.connect();
      expect(await scene.onlyEnd()).to.include({ type: 'failed', code, stage: 'opening' });
      expect(scene.opener.newest.closed).to.equal(true);
    });
  }
});

describe('connect() without an element', () => {
  afterEach(strikeScenes);

  const begin = (more: object = {}, connector: object = {}) => {
    const opener = createFakeOpener();
    const platform = createFakePlatform({ opener });
    const backend = createFakeBackend(connector);
    const promise = connect({ connectorId: '1234', backend, platform, timing: fastTiming, ...more });
    promise.catch(() => undefined);
    const left = (): void => {
      expect(platform.listening(), 'listeners left behind').to.deep.equal([]);
    };
    return { opener, backend, promise, left };
  };
  const reason = (promise: Promise<unknown>): Promise<ConnectError> =>
    promise.then(
      () => {
        throw new Error('It resolved.');
      },
      (error: unknown) => error as ConnectError,
    );

  it('resolves with the result, and leaves nothing listening', async () => {
    const { opener, backend, promise, left } = begin();
    await new Promise((resolve) => {
      setTimeout(resolve, 30);
    });
    backend.connector = { ...backend.connector, authenticated: true };
    postAs(opener.newest, serviceOrigin, `cyclr-connect:${opener.attempt}`);
    const result = await promise;
    expect(result).to.deep.include({ connectorId: '1234', authType: 'OAuth2', proof: 'authenticated', late: false });
    expect(result).not.to.have.property('type');
    left();
  });

  it('rejects with a ConnectError, its stage with it', async () => {
    const { backend, promise, left } = begin({ credential: { type: 'ApiKey', key: 'k' } }, { authType: 'ApiKey' });
    backend.errors.save = new ConnectError('credentials-rejected', 'No.');
    const error = await reason(promise);
    expect(error).to.be.instanceOf(ConnectError).and.to.include({ code: 'credentials-rejected', stage: 'saving' });
    left();
  });

  it('rejects with the fields that must be corrected', async () => {
    const { backend, promise } = begin({ properties }, { authType: 'None', fields: [buildField()] });
    backend.errors.save = refusal({ Url: 'Not a site.' });
    expect((await reason(promise)).fields).to.deep.equal({ Url: 'Not a site.' });
  });

  it('rejects, not throws, when the options cannot work', async () => {
    expect(await reason(begin({ connectorId: '' }).promise)).to.include({ code: 'misconfigured' });
  });

  it('ends in cancelled when its signal is aborted, and closes the window', async () => {
    const stop = new AbortController();
    const { opener, promise, left } = begin({ signal: stop.signal });
    await new Promise((resolve) => {
      setTimeout(resolve, 30);
    });
    stop.abort();
    expect(await reason(promise)).to.include({ code: 'cancelled' });
    expect(opener.newest.closed).to.equal(true);
    left();
  });

  it('closes the window when its signal is aborted before the connector is read', async () => {
    const stop = new AbortController();
    const { opener, promise } = begin({ signal: stop.signal });
    stop.abort();
    expect(await reason(promise)).to.include({ code: 'cancelled' });
    expect(opener.newest.closed).to.equal(true);
  });

  it('opens nothing when its signal was aborted before', async () => {
    const { opener, promise } = begin({ signal: AbortSignal.abort('late') });
    expect(await reason(promise)).to.include({ code: 'cancelled', cause: 'late' });
    expect(opener.asked).to.deep.equal([]);
  });
});
