import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildField } from '../support/fake-backend.ts';
import { createScene, strikeScenes } from '../support/scene.ts';

const properties = { Url: 'acme.example' };

describe('submitting what was typed', () => {
  afterEach(strikeScenes);

  const kinds = [
    ['a key', 'ApiKey', undefined, { credential: { type: 'ApiKey', key: 'k' } }, { credential: { type: 'ApiKey', key: 'k' } }],
    [
      'a password',
      'Basic',
      undefined,
      { credential: { type: 'Basic', username: 'u', password: '' } },
      { credential: { type: 'Basic', username: 'u', password: '' } },
    ],
    ['client credentials', 'OAuth2', 'ClientCredentials', { properties }, { properties, credential: { type: 'ClientCredentials' } }],
  ] as const;
  for (const [name, authType, oauth2Type, input, sent] of kinds) {
    it(`connects with ${name}, without a window`, async () => {
      const scene = createScene({ connector: { authType, oauth2Type } });
      await scene.flow.load();
      await scene.flow.connect(input);
      expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'authenticated' });
      expect(scene.backend.saved).to.deep.equal([sent]);
      expect(scene.opener.asked).to.deep.equal([]);
    });
  }

  it('is saved where there is nothing to authenticate', async () => {
    const scene = createScene({ connector: { authType: 'None', fields: [buildField()] } });
    scene.backend.proof = 'saved';
    await scene.flow.load();
    await scene.flow.connect({ properties });
    expect(await scene.onlyEnd()).to.include({ type: 'connected', proof: 'saved' });
  });

  it('does not connect by a save alone if there is something to authenticate', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey' } });
    scene.backend.proof = 'saved';
    await scene.flow.load();
    await scene.flow.connect({ credential: { type: 'ApiKey', key: 'k' } });
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'not-authenticated' });
  });

  it('may be rejected, and tried again', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey' } });
    await scene.flow.load();
    scene.backend.errors.save = new ConnectError('credentials-rejected', 'No.');
    await scene.flow.connect({ credential: { type: 'ApiKey', key: 'k' } });
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'credentials-rejected', stage: 'saving', retryable: true });
    scene.backend.errors = {};
    await scene.flow.connect({ credential: { type: 'ApiKey', key: 'k2' } });
    expect(scene.ends().map((end) => end.type)).to.deep.equal(['failed', 'connected']);
  });

  type Afterwards = [what: string, before: boolean, after: boolean | 'unknown', restored: boolean | undefined, lost: true | undefined];
  const afterwards: Afterwards[] = [
    ['a first one', false, false, undefined, undefined],
    ['a first one that was taken away again', false, false, true, undefined],
    ['one that took the place of a good one', true, false, undefined, true],
    ['one that took the place of a good one, and could not be undone', true, false, false, true],
    ['one that Cyclr never took', true, true, undefined, undefined],
    ['one that was put back', true, true, true, undefined],
    ['one of which it is not known what became', true, 'unknown', undefined, undefined],
    ['one that was put back before the server fell silent', true, 'unknown', true, undefined],
    ['one that could not be undone before the server fell silent', true, 'unknown', false, undefined],
  ];
  for (const [what, before, after, restored, lost] of afterwards) {
    it(`after ${what} is rejected, shows whether the connector is still connected`, async () => {
      const scene = createScene({ connector: { authType: 'ApiKey', authenticated: before } });
      await scene.flow.load();
      scene.backend.errors.save = new ConnectError('credentials-rejected', 'No.', { explanation: 'Trial keys do not work.', restored });
      if (after === 'unknown') scene.backend.errors.read = new Error('down');
      else scene.backend.connector = { ...scene.backend.connector, authenticated: after };
      await scene.flow.connect({ credential: { type: 'ApiKey', key: 'k' } });
      const end = await scene.onlyEnd();
      expect(end).to.include({ type: 'failed', code: 'credentials-rejected', explanation: 'Trial keys do not work.' });
      expect('lost' in end ? end.lost : undefined).to.equal(lost);
      expect('restored' in end ? end.restored : undefined).to.equal(restored);
      const { connector } = await scene.reached('failed');
      expect(connector?.authenticated).to.equal(after === 'unknown' ? restored === true : after);
    });
  }

  it('ends once when it is cancelled during the read after a rejection', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey' } });
    await scene.flow.load();
    scene.backend.errors.save = new ConnectError('credentials-rejected', 'No.');
    const read = scene.backend.read.bind(scene.backend);
    scene.backend.read = (ids, options) => {
      scene.flow.cancel();
      return read(ids, options);
    };
    await scene.flow.connect({ credential: { type: 'ApiKey', key: 'k' } });
    expect(await scene.onlyEnd()).to.include({ type: 'failed', code: 'credentials-rejected' });
  });

  it('emits no event that holds it', async () => {
    const scene = createScene({ connector: { authType: 'ApiKey' } });
    await scene.flow.load();
    await scene.flow.connect({ credential: { type: 'ApiKey', key: 'hush-hush' } });
    expect(JSON.stringify(scene.notices)).not.to.contain('hush-hush');
  });
});

describe('disconnecting', () => {
  afterEach(strikeScenes);

  it('asks for confirmation, then emits one event', async () => {
    const scene = createScene({ connector: { authenticated: true } });
    await scene.flow.load();
    await scene.flow.disconnect();
    expect(scene.backend.disconnected, 'without the question').to.equal(0);
    scene.flow.askToDisconnect();
    scene.flow.keep();
    expect(scene.flow.state.status).to.equal('connected');
    scene.flow.askToDisconnect();
    await Promise.all([scene.flow.disconnect(), scene.flow.disconnect()]);
    expect(scene.backend.disconnected).to.equal(1);
    expect(scene.flow.state.status).to.equal('ready');
    expect(scene.notices.filter((notice) => notice.type === 'disconnected')).to.deep.equal([{ type: 'disconnected', connectorId: '1234' }]);
  });

  it('fails in its own stage', async () => {
    const scene = createScene({ connector: { authenticated: true } });
    await scene.flow.load();
    scene.backend.errors.disconnect = new ConnectError('forbidden', 'No.');
    scene.flow.askToDisconnect();
    await scene.flow.disconnect();
    expect(await scene.onlyEnd()).to.include({ code: 'forbidden', stage: 'disconnecting' });
  });
});
