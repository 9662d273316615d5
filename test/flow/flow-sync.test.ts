import { expect } from '@open-wc/testing';
import type { FlowOptions } from '../../src/flow/options.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { type FakePlatform } from '../support/fake-platform.ts';
import { setVisible } from '../support/focus.ts';
import { pause } from '../support/pause.ts';
import { broadcast, createScene, type Scene, strikeScenes } from '../support/scene.ts';
import { address, createServer, endpoint, key, openPage } from './places-server.ts';
import { waitUntil } from '../support/wait-until.ts';

describe('places that show the same connector', () => {
  afterEach(strikeScenes);

  const place = async (platform: FakePlatform, options: Partial<Omit<FlowOptions, 'connector'>> = {}): Promise<Scene> => {
    const scene = createScene({ endpoint, backend: undefined, ...options, platform });
    await scene.flow.load();
    return scene;
  };
  const disconnect = async ({ flow }: Scene): Promise<void> => {
    flow.askToDisconnect();
    await flow.disconnect();
  };

  it('agree within a page as soon as one is connected, without a request', async () => {
    const server = createServer();
    const page = openPage(server);
    const [one, other] = [await place(page), await place(page)];
    await one.flow.connect(key);
    expect(other.flow.state).to.include({ status: 'connected', proof: 'authenticated', late: false });
    expect(server.asked).to.deep.equal(['GET connectors 1234', 'GET connectors 1234', 'POST connectors/1234/credentials']);
    expect(other.ends(), 'the attempt of the other place ends there').to.deep.equal([]);
  });

  it('agree within a page as soon as one is disconnected', async () => {
    const server = createServer();
    server.set({ authenticated: true });
    const page = openPage(server);
    const [one, other] = [await place(page), await place(page)];
    await disconnect(one);
    expect(other.flow.state.status).to.equal('ready');
    expect(other.notices.some(({ type }) => type === 'disconnected')).to.equal(false);
  });

  it('agree within a page when one of them reads something new', async () => {
    const server = createServer();
    const page = openPage(server);
    const one = await place(page);
    server.set({ authenticated: true, account: { label: 'ada@acme.com' } });
    await place(page);
    expect(one.flow.state).to.have.nested.property('connector.account.label', 'ada@acme.com');
    expect(one.flow.state.status).to.equal('connected');
  });

  it('change nothing of other connectors, other endpoints, and hosts with a backend', async () => {
    const server = createServer();
    server.connectors.set('77', buildConnector({ id: '77', authType: 'ApiKey' }));
    const page = openPage(server);
    const one = await place(page);
    const others = [await place(page, { connectorId: '77' }), await place(page, { endpoint: '/elsewhere' })];
    const own = createScene({ connector: { authType: 'ApiKey' }, platform: page });
    await own.flow.load();
    const before = server.asked.length;
    await one.flow.connect(key);
    await pause(30);
    expect([...others, own].map(({ flow }) => flow.state.status)).to.deep.equal(['ready', 'ready', 'ready']);
    expect(server.asked.length).to.equal(before + 1);
  });

  for (const { what, begins, change } of [
    { what: 'connected', begins: false, change: (scene: Scene) => scene.flow.connect(key) },
    { what: 'disconnected', begins: true, change: disconnect },
  ]) {
    it(`agree across pages when one is ${what}`, async () => {
      const server = createServer();
      server.set({ authenticated: begins });
      const [here, there] = [await place(openPage(server)), await place(openPage(server))];
      await change(here);
      await there.reached(begins ? 'ready' : 'connected');
      expect(there.ends()).to.deep.equal([]);
    });
  }

  it('name to other pages the connector and the endpoint, and nothing else', async () => {
    const server = createServer();
    const heard: unknown[] = [];
    const channel = new BroadcastChannel('cyclr-connect');
    channel.onmessage = ({ data }) => heard.push(data);
    const one = await place(openPage(server));
    await one.flow.connect(key);
    await waitUntil(() => heard.length > 0);
    channel.close();
    expect(heard).to.deep.equal([{ endpoint: address, changed: '1234' }]);
  });

  for (const message of [
    { endpoint: 'https://other.example/places', changed: '1234' },
    { endpoint: address, changed: '77' },
    { endpoint: address },
    { endpoint: address, changed: ['1234'] },
    null,
    'changed',
  ]) {
    it(`ask nothing for the message ${JSON.stringify(message)}`, async () => {
      const server = createServer();
      const one = await place(openPage(server));
      broadcast(message);
      await pause(60);
      expect(server.asked).to.deep.equal(['GET connectors 1234']);
      expect(one.flow.state.status).to.equal('ready');
    });
  }

  it('ask the server, whatever the message says', async () => {
    const server = createServer();
    const one = await place(openPage(server));
    broadcast({ endpoint: address, changed: '1234', authenticated: true, connector: { authenticated: true } });
    await waitUntil(() => server.asked.length === 2);
    await pause(30);
    expect(one.flow.state.status).to.equal('ready');
  });

  it('keep their state when the read that a message caused fails', async () => {
    const server = createServer();
    const page = openPage(server);
    const one = await place(page);
    const { fetch } = page;
    page.fetch = () => Promise.reject(new TypeError('offline'));
    broadcast({ endpoint: address, changed: '1234' });
    await pause(60);
    expect(one.flow.state.status).to.equal('ready');
    expect(one.ends()).to.deep.equal([]);
    page.fetch = fetch;
  });

  it('read once per page when the person was away long, and not after a moment', async () => {
    const server = createServer();
    server.connectors.set('77', buildConnector({ id: '77' }));
    let now = 1_000_000;
    const page = openPage(server, () => now);
    const one = await place(page);
    await place(page, { connectorId: '77' });
    const comeBackAfter = async (away: number): Promise<void> => {
      setVisible(false);
      document.dispatchEvent(new Event('visibilitychange'));
      now += away;
      setVisible(true);
      document.dispatchEvent(new Event('visibilitychange'));
      await pause(60);
    };
    server.set({ authenticated: true });
    server.asked.length = 0;
    await comeBackAfter(5_000);
    expect(server.asked).to.deep.equal([]);
    await comeBackAfter(60_000);
    expect(server.asked).to.deep.equal(['GET connectors 1234,77']);
    expect(one.flow.state.status).to.equal('connected');
  });

  it('read again when the page comes from the back/forward cache', async () => {
    const server = createServer();
    const one = await place(openPage(server));
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    server.set({ authenticated: true });
    broadcast({ endpoint: address, changed: '1234' });
    await pause(30);
    expect(one.flow.state.status, 'a page in the cache receives no message').to.equal('ready');
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await one.reached('connected');
  });

  it('share one set of listeners, which is removed with the last of them', async () => {
    const server = createServer();
    const page = openPage(server);
    const scenes = [await place(page), await place(page), await place(page)];
    const watching = page.listening();
    expect(watching.sort()).to.deep.equal(['document visibilitychange', 'window pagehide', 'window pageshow']);
    scenes[0]!.flow.dispose();
    expect(page.listening().length).to.equal(3);
    for (const { flow } of scenes) flow.dispose();
    expect(page.listening()).to.deep.equal([]);
  });

  it('leave a pending attempt alone, and read once it has failed', async () => {
    const server = createServer();
    const page = openPage(server);
    const [one, other] = [await place(page), await place(page)];
    const release = server.hold();
    const attempt = other.flow.connect(key);
    await other.reached('saving');
    void one.flow.connect(key);
    await pause(20);
    expect(other.flow.state.status).to.equal('saving');
    release();
    await attempt;
    expect(other.flow.state.status).to.equal('connected');
    expect(other.ends().map(({ type }) => type)).to.deep.equal(['connected']);
  });

  it('ignore an answer that is older than a change made elsewhere', async () => {
    const server = createServer();
    const page = openPage(server);
    const one = await place(page);
    const release = server.hold();
    const other = createScene({ endpoint, backend: undefined, platform: page });
    const loaded = other.flow.load();
    await waitUntil(() => server.asked.length === 2);
    const { fetch } = page;
    page.fetch = () => {
      server.set({ authenticated: true });
      return Promise.resolve(Response.json({ connector: server.connectors.get('1234'), proof: 'authenticated' }));
    };
    await one.flow.connect(key);
    expect(other.flow.state.status).to.equal('connected');
    page.fetch = fetch;
    release();
    await loaded;
    await pause(30);
    expect(other.flow.state.status).to.equal('connected');
  });

  it('close the question about disconnecting when another place has disconnected', async () => {
    const server = createServer();
    server.set({ authenticated: true });
    const page = openPage(server);
    const [one, other] = [await place(page), await place(page)];
    other.flow.askToDisconnect();
    await disconnect(one);
    expect(other.flow.state.status).to.equal('ready');
  });

  it('keep what an attempt here failed with, unless it is connected now', async () => {
    const server = createServer();
    const page = openPage(server);
    const one = await place(page);
    const { fetch } = page;
    page.fetch = () => Promise.resolve(Response.json({ error: { code: 'forbidden', message: 'No.' } }, { status: 403 }));
    await one.flow.connect(key);
    page.fetch = fetch;
    expect(one.flow.state).to.include({ status: 'failed', code: 'forbidden' });
    const other = await place(page);
    await pause(30);
    expect(one.flow.state).to.include({ status: 'failed', code: 'forbidden' });
    await other.flow.connect(key);
    expect(one.flow.state.status).to.equal('connected');
  });
});
