import { expect } from '@open-wc/testing';
import { buildField } from '../support/fake-backend.ts';
import { createScene, strikeScenes } from '../support/scene.ts';
import { createServer, endpoint, key, openPage } from './places-server.ts';

describe('an attempt begun from a "not connected" that is', () => {
  afterEach(strikeScenes);

  for (const { what, age, authenticated, window: opened, ends } of [
    { what: 'outdated ends in connected, without a sign-in', age: 60_000, authenticated: true, window: 'blank', ends: 'connected' },
    { what: 'old and still true goes on to the sign-in', age: 60_000, authenticated: false, window: 'blank', ends: undefined },
    { what: 'fresh opens the sign-in in the click', age: 1_000, authenticated: false, window: 'sign-in', ends: undefined },
  ]) {
    it(what, async () => {
      const server = createServer();
      server.set({ authType: 'OAuth2' });
      let now = 1_000_000;
      const scene = createScene({ endpoint, backend: undefined, platform: openPage(server, () => now) });
      await scene.flow.load();
      now += age;
      server.set({ authenticated });
      server.asked.length = 0;
      void scene.flow.connect();
      expect(scene.opener.asked[0]?.includes('authorize') === true ? 'sign-in' : 'blank').to.equal(opened);
      if (ends === undefined) {
        await scene.reached('authorizing');
        expect(scene.opener.newest.closed).to.equal(false);
        return;
      }
      const end = await scene.onlyEnd();
      expect(end).to.include({ type: 'connected', proof: 'authenticated', late: false });
      expect(server.asked).to.deep.equal(['GET connectors 1234']);
      expect(scene.opener.newest.closed).to.equal(true);
    });
  }

  it('outdated sends what was typed all the same', async () => {
    const server = createServer();
    server.set({ fields: [buildField()] });
    let now = 1_000_000;
    const scene = createScene({ endpoint, backend: undefined, platform: openPage(server, () => now) });
    await scene.flow.load();
    now += 60_000;
    server.set({ authenticated: true });
    server.asked.length = 0;
    await scene.flow.connect({ ...key, properties: { Url: 'https://a.example' } });
    expect(server.asked).to.deep.equal(['POST connectors/1234/credentials']);
  });
});
