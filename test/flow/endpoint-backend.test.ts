import { aTimeout, expect } from '@open-wc/testing';
import { readConnector, saveCredentials } from '../../src/flow/backend.ts';
import { createConnectFlow } from '../../src/flow/flow.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { strikeScenes } from '../support/scene.ts';
import { createServer, json, page, redirect, rejection, wrong } from './endpoint-server.ts';

const { signal } = new AbortController();

describe('the endpoint backend', () => {
  afterEach(strikeScenes);

  it('reads for three flows of a page with one request', async () => {
    const { asked, platform } = createServer();
    const flows = ['1', '2', '3'].map((connectorId) => createConnectFlow({ connectorId, endpoint: '/cc', platform }));
    await Promise.all(flows.map((flow) => flow.load()));
    expect(asked).to.have.length(1);
    expect(new URL(asked[0]?.url ?? '').search).to.equal('?ids=1,2,3');
    expect(flows.map((flow) => flow.state.status)).to.deep.equal(['ready', 'ready', 'ready']);
    for (const flow of flows) flow.dispose();
  });

  it('waits for cards that are not parsed yet, to read all in one request', async () => {
    const { asked, backend } = createServer();
    Object.defineProperty(document, 'readyState', { configurable: true, value: 'loading' });
    try {
      const first = readConnector(backend, '1', signal);
      await aTimeout(5);
      const second = readConnector(backend, '2', signal);
      document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }));
      expect((await Promise.all([first, second])).map(({ id }) => id)).to.deep.equal(['1', '2']);
    } finally {
      Reflect.deleteProperty(document, 'readyState');
    }
    expect(asked.map(({ url }) => url)).to.deep.equal(['https://partner.example/cc/connectors?ids=1,2']);
  });

  it('does not wait long for a page that goes on loading', async () => {
    const { asked, backend } = createServer();
    Object.defineProperty(document, 'readyState', { configurable: true, value: 'loading' });
    try {
      await readConnector(backend, '1', signal);
    } finally {
      Reflect.deleteProperty(document, 'readyState');
    }
    expect(asked).to.have.length(1);
  });

  it('asks once for the same connector twice', async () => {
    const { asked, backend } = createServer();
    await Promise.all([readConnector(backend, '1', signal), readConnector(backend, '1', signal)]);
    expect(asked.map(({ url }) => url)).to.deep.equal(['https://partner.example/cc/connectors?ids=1']);
  });

  it('splits more than 200 ids', async () => {
    const { asked, backend } = createServer();
    const ids = Array.from({ length: 450 }, (_, index) => String(index + 1));
    const read = await Promise.all(ids.map((id) => readConnector(backend, id, signal)));
    expect(read.map(({ id }) => id)).to.deep.equal(ids);
    expect(asked.map(({ url }) => url.split(',').length)).to.deep.equal([200, 200, 50]);
  });

  it('does not abort a shared request while another caller waits for it', async () => {
    const { backend } = createServer();
    const leaving = new AbortController();
    const left = readConnector(backend, '1', leaving.signal).catch((error: unknown) => error);
    const stayed = readConnector(backend, '2', signal);
    leaving.abort('gone');
    expect(await left).to.equal('gone');
    expect(await stayed).to.include({ id: '2' });
  });

  it('sends cookies, follows no redirect, and keeps nothing in a cache', async () => {
    const { asked, backend } = createServer();
    await readConnector(backend, '1', signal);
    expect(asked[0]?.init).to.include({ credentials: 'include', redirect: 'manual', cache: 'no-store' });
  });

  it('posts what was typed as JSON in the body, never in the address', async () => {
    const { asked, backend } = createServer(() => json({ connector: buildConnector({ id: '7' }), proof: 'authenticated' }));
    const body = { credential: { type: 'ApiKey', key: 'hush' } } as const;
    await saveCredentials(backend, '7', body, signal);
    expect(asked[0]?.url).to.equal('https://partner.example/cc/connectors/7/credentials');
    expect(asked[0]?.init).to.include({ method: 'POST', body: JSON.stringify(body) });
  });

  it('builds the authorize address for the click, with return and origin', () => {
    const { backend } = createServer();
    const attempt = 'a'.repeat(32);
    expect(backend.authorizeUrl?.('7', attempt, { return: 'callback', origin: 'https://p.example' })).to.equal(
      `https://partner.example/cc/connectors/7/authorize?attempt=${attempt}&return=callback`,
    );
    expect(backend.authorizeUrl?.('7', attempt, { return: 'message', origin: 'https://p.example' })).to.equal(
      `https://partner.example/cc/connectors/7/authorize?attempt=${attempt}&return=message&origin=https%3A%2F%2Fp.example`,
    );
  });

  const cases: [name: string, answer: () => Response | Promise<Response>, code: string, online?: boolean][] = [
    ['401', () => json(wrong('not-signed-in'), { status: 401 }), 'not-signed-in'],
    ['401 without a body of ours', () => json({ detail: 'Unauthenticated' }, { status: 401 }), 'not-signed-in'],
    ['401 as HTML', () => page(401), 'not-signed-in'],
    ['403 as HTML', () => page(403), 'forbidden'],
    ['404 in our words', () => json(wrong('connector-not-found'), { status: 404 }), 'connector-not-found'],
    ['404 as HTML: nothing is mounted there', () => page(404), 'invalid-response'],
    ['429', () => json(wrong('rate-limited'), { status: 429 }), 'rate-limited'],
    ['429 as HTML', () => page(429), 'rate-limited'],
    ['500 as HTML', () => page(500), 'backend-error'],
    ['502 in our words', () => json(wrong('misconfigured'), { status: 502 }), 'misconfigured'],
    ['503 with JSON of another make', () => json({ oops: true }, { status: 503 }), 'backend-error'],
    ['an unknown code', () => json(wrong('gremlins'), { status: 500 }), 'backend-error'],
    ['a redirect, as to a sign-in page', redirect, 'not-signed-in'],
    ['HTML with 200', () => page(200), 'invalid-response'],
    ['JSON that was not promised', () => json({ connectors: [{ id: 7 }] }), 'invalid-response'],
    ['null', () => json(null), 'invalid-response'],
    ['a list without the connector', () => json({ connectors: [] }), 'invalid-response'],
    ['an error for the one connector', () => json({ connectors: [{ id: '1', ...wrong('connector-not-found') }] }), 'connector-not-found'],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'backend-error'],
    ['no network, the browser being offline', () => Promise.reject(new TypeError('Failed to fetch')), 'offline', false],
  ];
  for (const [name, answer, code, online] of cases) {
    it(`calls it ${code} when the endpoint answers ${name}`, async () => {
      const error = await rejection(readConnector(createServer(answer, online).backend, '1', signal));
      expect(error).to.include({ code });
    });
  }

  describe('reads a Retry-After', () => {
    const rows: [given: string, seconds: number | undefined][] = [
      ['7', 7],
      [' 7 ', 7],
      ['0', undefined],
      ['-5', undefined],
      ['1.5', undefined],
      ['soon', undefined],
      ['', undefined],
      ['NaN', undefined],
      ['Infinity', undefined],
      ['99999999999999999999', 86_400],
      ['Wed, 21 Oct 2015 07:28:00 GMT', undefined],
    ];
    for (const [given, seconds] of rows) {
      for (const [make, build] of [
        ['our answer', () => json(wrong('rate-limited'), { status: 429, headers: { 'retry-after': given } })],
        ["a proxy's page", () => new Response('<h1>Slow down</h1>', { status: 429, headers: { 'retry-after': given } })],
        ["another server's JSON", () => json({ oops: 1 }, { status: 503, headers: { 'retry-after': given } })],
      ] as const) {
        it(`"${given}" in ${make} as ${String(seconds)} s`, async () => {
          expect((await rejection(readConnector(createServer(build).backend, '1', signal))).retryAfter).to.equal(seconds);
        });
      }
    }

    it('that is a date', async () => {
      const at = new Date(Date.now() + 30_000).toUTCString();
      const { backend } = createServer(() => json(wrong('rate-limited'), { status: 429, headers: { 'retry-after': at } }));
      expect((await rejection(readConnector(backend, '1', signal))).retryAfter).to.be.within(28, 31);
    });
  });

  describe('says whether a save may have been carried out', () => {
    const rows: [name: string, answer: () => Response | Promise<Response>, uncertain: true | undefined, online?: boolean][] = [
      ['500 in our words', () => json(wrong('backend-error'), { status: 500 }), undefined],
      ['504 in our words', () => json(wrong('backend-error'), { status: 504 }), undefined],
      ["502 as a proxy's page", () => page(502), true],
      ["504 as a proxy's page", () => page(504), true],
      ["504 as a proxy's JSON", () => json({ message: 'Endpoint request timed out' }, { status: 504 }), true],
      ['200 as HTML', () => page(200), true],
      ['403 of a CSRF check', () => page(403), undefined],
      ['413 of a proxy', () => page(413), undefined],
      ['429 of a proxy', () => page(429), undefined],
      ['a redirect', redirect, undefined],
      ['a connection that was reset', () => Promise.reject(new TypeError('Failed to fetch')), true],
      ['nothing, offline', () => Promise.reject(new TypeError('Failed to fetch')), undefined, false],
    ];
    for (const [name, answer, uncertain, online] of rows) {
      it(`after ${name}: ${uncertain === true ? 'perhaps' : 'no'}`, async () => {
        const error = await rejection(saveCredentials(createServer(answer, online).backend, '1', {}, signal));
        expect(error.uncertain).to.equal(uncertain);
      });
    }
  });

  it('keeps the correlation id and the seconds to wait', async () => {
    const { backend } = createServer(() => json(wrong('rate-limited'), { status: 429, headers: { 'retry-after': '7' } }));
    expect(await rejection(readConnector(backend, '1', signal))).to.include({ correlationId: 'c-1', retryAfter: 7 });
  });

  it('keeps the sentences for single fields', async () => {
    const { backend } = createServer(() => json(wrong('invalid-request', { fields: { Url: 'Not a site.' } }), { status: 422 }));
    expect((await rejection(saveCredentials(backend, '1', {}, signal))).fields).to.deep.equal({ Url: 'Not a site.' });
  });

  it('names the member that is wrong in an answer, and never its value', async () => {
    const { backend } = createServer(() => json({ connectors: [{ ...buildConnector({ id: '1' }), authenticated: 'hush' }] }));
    expect((await rejection(readConnector(backend, '1', signal))).message).not.to.contain('hush');
  });
});
