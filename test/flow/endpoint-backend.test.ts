import { aTimeout, expect } from '@open-wc/testing';
import { readConnector, saveCredentials } from '../../src/flow/backend.ts';
import { createEndpointBackend } from '../../src/flow/endpoint-backend.ts';
import type { EndpointHeaders } from '../../src/flow/endpoint-fetch.ts';
import { createConnectFlow } from '../../src/flow/flow.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { createFakePlatform } from '../support/fake-platform.ts';
import { strikeScenes } from '../support/scene.ts';

const json = (body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response =>
  new Response(JSON.stringify(body), { ...init, headers: { 'content-type': 'application/json', ...init.headers } });
const page = (status: number): Response =>
  new Response('<!doctype html><title>No</title>', { status, headers: { 'content-type': 'text/html' } });

/** A server that holds every connector, and what it was asked. */
const createServer = (answer?: () => Response | Promise<Response>, online = true) => {
  const asked: { url: string; init: RequestInit }[] = [];
  const platform = createFakePlatform({
    window: { navigator: { onLine: online } },
    fetch: async (url, init) => {
      asked.push({ url, init });
      if (answer !== undefined) return answer();
      const ids = new URL(url, location.href).searchParams.get('ids')?.split(',') ?? [];
      return json({ connectors: ids.map((id) => buildConnector({ id })) });
    },
  });
  return { asked, platform, backend: createEndpointBackend('https://partner.example/cc', platform) };
};

const rejection = async (promise: Promise<unknown>): Promise<ConnectError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(ConnectError);
  return error as ConnectError;
};

const { signal } = new AbortController();
const wrong = (code: string, more: object = {}) => ({ error: { code, message: 'No.', correlationId: 'c-1', ...more } });

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

  it('waits for the cards that the parser has not come to yet', async () => {
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

  it('lets one caller leave a shared request, and goes on for the other', async () => {
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

  it('tells the address that opens in the click, with return and origin', () => {
    const { backend } = createServer();
    const attempt = 'a'.repeat(32);
    expect(backend.authorizeUrl?.('7', attempt, { return: 'callback', origin: 'https://p.example' })).to.equal(
      `https://partner.example/cc/connectors/7/authorize?attempt=${attempt}&return=callback`,
    );
    expect(backend.authorizeUrl?.('7', attempt, { return: 'message', origin: 'https://p.example' })).to.equal(
      `https://partner.example/cc/connectors/7/authorize?attempt=${attempt}&return=message&origin=https%3A%2F%2Fp.example`,
    );
  });

  const redirect = (): Response => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
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
    ['a code that nobody knows', () => json(wrong('gremlins'), { status: 500 }), 'backend-error'],
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

  describe('knows whether a save may have been carried out', () => {
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

  describe('that answers a redirect', () => {
    const followed = (response: Response, url: string): Response =>
      Object.defineProperties(response, { redirected: { value: true }, url: { value: url } });
    /** Answers a redirect until it is followed. */
    const redirecting = (target: () => Response) => {
      const server = createServer();
      const { asked, platform } = server;
      platform.fetch = (url, init) => {
        asked.push({ url, init });
        return Promise.resolve(init.redirect === 'follow' || new URL(url).pathname.endsWith('/') ? target() : redirect());
      };
      return { asked, backend: createEndpointBackend('https://partner.example/cc', platform) };
    };
    const list = () => json({ connectors: [buildConnector({ id: '1' })] });

    it('is followed once for a read, and its slash is remembered', async () => {
      const { asked, backend } = redirecting(() => followed(list(), 'https://partner.example/cc/connectors/?ids=1'));
      await readConnector(backend, '1', signal);
      await readConnector(backend, '1', signal);
      expect(asked.map(({ url, init }) => `${String(init.redirect)} ${url}`)).to.deep.equal([
        'manual https://partner.example/cc/connectors?ids=1',
        'follow https://partner.example/cc/connectors?ids=1',
        'manual https://partner.example/cc/connectors/?ids=1',
      ]);
    });

    it('takes a save with a slash at the end, which was not carried out without one', async () => {
      const { asked, backend } = redirecting(() => json({ connector: buildConnector({ id: '1' }), proof: 'saved' }));
      await saveCredentials(backend, '1', {}, signal);
      expect(asked.map(({ url, init }) => `${String(init.redirect)} ${url}`)).to.deep.equal([
        'manual https://partner.example/cc/connectors/1/credentials',
        'manual https://partner.example/cc/connectors/1/credentials/',
      ]);
    });

    const targets: [name: string, url: string, code: string][] = [
      ['a sign-in page', 'https://partner.example/login?next=/cc', 'not-signed-in'],
      ['a sign-in server', 'https://sso.partner.example/start', 'not-signed-in'],
      ['a page for another language', 'https://partner.example/en/cc/connectors', 'misconfigured'],
      ['the same page with a slash', 'https://partner.example/cc/connectors/', 'misconfigured'],
    ];
    for (const [name, url, code] of targets) {
      it(`to ${name} is ${code}, and says where it went`, async () => {
        const error = await rejection(readConnector(redirecting(() => followed(page(200), url)).backend, '1', signal));
        expect(error).to.include({ code });
        expect(error.message).to.contain(url.split('?')[0]).and.not.to.contain('next=');
      });
    }
  });

  describe('with headers', () => {
    const authorization = 'Bearer abc';
    const given: [name: string, headers: EndpointHeaders][] = [
      ['an object', { authorization }],
      ['Headers', new Headers({ authorization })],
      ['a function', () => ({ authorization })],
      ['a promise', () => Promise.resolve({ authorization })],
    ];
    for (const [name, headers] of given) {
      it(`as ${name} adds them to every request`, async () => {
        const { asked, platform } = createServer();
        const backend = createEndpointBackend('https://partner.example/cc', platform, headers);
        await readConnector(backend, '1', signal);
        platform.fetch = (url, init) => {
          asked.push({ url, init });
          return Promise.resolve(json({ url: 'https://acme-h.cyclr.com/x', connector: buildConnector({ id: '1' }), proof: 'saved' }));
        };
        await saveCredentials(backend, '1', {}, signal);
        await backend.disconnect('1', { signal });
        const attempt = 'a'.repeat(32);
        await backend.authorize?.('1', attempt, { return: 'message', origin: 'https://p.example', signal });
        await backend.authorize?.('1', attempt, { return: 'callback', origin: 'https://p.example', signal });
        expect(asked.map(({ init }) => new Headers(init.headers).get('authorization'))).to.deep.equal(Array(5).fill(authorization));
        expect(asked.slice(3).map(({ url, init }) => [new URL(url).pathname, init.body])).to.deep.equal([
          ['/cc/connectors/1/authorize', JSON.stringify({ attempt, return: 'message', origin: 'https://p.example' })],
          ['/cc/connectors/1/authorize', JSON.stringify({ attempt, return: 'callback' })],
        ]);
        expect(backend).not.to.have.property('authorizeUrl');
      });
    }

    it('shares no request between two sets of them', async () => {
      const { asked, platform } = createServer();
      const [one, other] = [{ authorization: 'a' }, { authorization: 'b' }].map((headers) =>
        createEndpointBackend('https://partner.example/cc', platform, headers),
      );
      await Promise.all([one, other, one].flatMap((backend) => (backend === undefined ? [] : [readConnector(backend, '1', signal)])));
      expect(asked.map(({ init }) => new Headers(init.headers).get('authorization'))).to.deep.equal(['a', 'b']);
    });

    for (const [name, headers, code] of [
      [
        'a function that throws',
        () => {
          throw new Error('expired');
        },
        'backend-error',
      ],
      ['a function that gives nonsense', () => 7 as never, 'backend-error'],
      ['a name that cannot be one', { 'no name': 'x' }, 'misconfigured'],
    ] as [string, EndpointHeaders, string][]) {
      it(`names ${name}`, async () => {
        const { asked, platform } = createServer();
        const error = await rejection(readConnector(createEndpointBackend('https://partner.example/cc', platform, headers), '1', signal));
        expect(error).to.include({ code });
        expect(error.message).to.contain('headers');
        expect(asked).to.deep.equal([]);
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

  it('says where an answer went wrong, never what stood there', async () => {
    const { backend } = createServer(() => json({ connectors: [{ ...buildConnector({ id: '1' }), authenticated: 'hush' }] }));
    expect((await rejection(readConnector(backend, '1', signal))).message).not.to.contain('hush');
  });
});
