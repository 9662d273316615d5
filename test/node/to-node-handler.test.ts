import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, request, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { toNodeHandler } from '../../src/node/index.ts';
import { until } from '../engines/wait.ts';

type Parsing = IncomingMessage & { originalUrl?: string; body?: unknown; rawBody?: unknown };

const echo = async (asked: Request): Promise<Response> =>
  Response.json({ method: asked.method, url: asked.url, type: asked.headers.get('content-type'), body: await asked.text() });

const serve = async (listener: RequestListener, use: (port: number) => Promise<void>): Promise<void> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
    server.closeAllConnections();
  }
};

const readAll = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const json = { 'content-type': 'application/json' };
const typed = '{ "properties": {"a":"ä"} }';

describe('toNodeHandler', () => {
  const bodies: { name: string; parse?: (bytes: Buffer, incoming: Parsing) => void; headers?: Record<string, string>; want: string }[] = [
    { name: 'streams a body that is still unread', want: typed },
    {
      name: 'writes a parsed object as JSON again',
      parse: (bytes, r) => Object.assign(r, { body: JSON.parse(String(bytes)) as unknown }),
      want: JSON.stringify(JSON.parse(typed)),
    },
    { name: 'takes the text that a parser kept', parse: (bytes, r) => (r.body = String(bytes)), want: typed },
    { name: 'takes the bytes that a parser kept', parse: (bytes, r) => (r.body = bytes), want: typed },
    {
      name: 'prefers the raw bytes beside a parsed object',
      parse: (bytes, r) => Object.assign(r, { body: {}, rawBody: bytes }),
      want: typed,
    },
    { name: 'has no body where a middleware read it and kept nothing', parse: () => undefined, want: '' },
    {
      name: 'never writes the fields of a form as JSON',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      parse: (_bytes, r) => (r.body = { key: 'x' }),
      want: '',
    },
  ];
  for (const { name, parse, headers = json, want } of bodies) {
    test(name, async () => {
      const connect = toNodeHandler(echo);
      const listener = async (incoming: Parsing, outgoing: ServerResponse): Promise<void> => {
        if (parse !== undefined) parse(await readAll(incoming), incoming);
        await connect(incoming, outgoing);
      };
      await serve(
        (incoming, outgoing) => void listener(incoming, outgoing),
        async (port) => {
          const answer = await fetch(`http://127.0.0.1:${String(port)}/x`, { method: 'POST', headers, body: typed });
          const { body, type } = (await answer.json()) as { body: string; type: string };
          assert.deepEqual({ body, type }, { body: want, type: headers['content-type'] });
        },
      );
    });
  }

  test('leaves an unread stream to the handler where Express 4 put an empty object', async () => {
    const connect = toNodeHandler(echo);
    await serve(
      (incoming, outgoing) => void connect(Object.assign(incoming, { body: {} }), outgoing),
      async (port) => {
        const answer = await fetch(`http://127.0.0.1:${String(port)}/`, { method: 'POST', headers: json, body: typed });
        assert.equal(((await answer.json()) as { body: string }).body, typed);
      },
    );
  });

  test('a read body keeps its Content-Length only if it is not serialized again', async () => {
    const lengths: (string | null)[] = [];
    const connect = toNodeHandler(async (asked) => {
      lengths.push(asked.headers.get('content-length'));
      return new Response();
    });
    const listener = async (incoming: Parsing, outgoing: ServerResponse): Promise<void> => {
      const bytes = await readAll(incoming);
      if (incoming.url === '/kept') incoming.body = JSON.parse(String(bytes));
      await connect(incoming, outgoing);
    };
    await serve(
      (incoming, outgoing) => void listener(incoming, outgoing),
      async (port) => {
        for (const path of ['/lost', '/kept'])
          await fetch(`http://127.0.0.1:${String(port)}${path}`, { method: 'POST', headers: json, body: typed });
      },
    );
    assert.deepEqual(lengths, [String(Buffer.byteLength(typed)), null]);
  });

  const addresses: [name: string, change: Partial<Parsing>, path: string, want: string][] = [
    ['the address is the Host header’s', {}, '/a?b=c', 'http://app.example:81/a?b=c'],
    [
      'the path that a framework cut off is there again',
      { url: '/a', originalUrl: '/mount/a?b=c' },
      '/',
      'http://app.example:81/mount/a?b=c',
    ],
    ['a path with two slashes names no other host', {}, '//evil.example/a', 'http://app.example:81//evil.example/a'],
    ['over TLS the scheme is https', { socket: { encrypted: true } as never }, '/a', 'https://app.example:81/a'],
  ];
  for (const [name, change, path, want] of addresses) {
    test(name, async () => {
      const connect = toNodeHandler(echo);
      const seen = new Promise((resolve) => {
        const listener: RequestListener = (incoming, outgoing) => {
          // A proxy, because `socket` cannot be set on the real one.
          const view = new Proxy(incoming, {
            get: (target, key) => {
              const value: unknown = key in change ? change[key as keyof Parsing] : Reflect.get(target, key, target);
              return typeof value === 'function' ? (value.bind(target) as unknown) : value;
            },
          });
          void connect(view, outgoing);
        };
        void serve(
          listener,
          (port) =>
            new Promise((done) => {
              request({ port, path, headers: { host: 'app.example:81' } }, (answer) => {
                void readAll(answer).then((bytes) => {
                  resolve((JSON.parse(String(bytes)) as { url: string }).url);
                  done();
                });
              }).end();
            }),
        );
      });
      assert.equal(await seen, want);
    });
  }

  test('sends status, several cookies, and a body in pieces larger than a buffer', async () => {
    const big = new Uint8Array(300_000).fill(97);
    const connect = toNodeHandler(async () => {
      const headers = new Headers([
        ['set-cookie', 'a=1; Path=/'],
        ['set-cookie', 'b=2, c'],
        ['x-one', '1'],
      ]);
      return new Response(new ReadableStream({ start: (c) => (c.enqueue(big), c.enqueue(big), c.close()) }), { status: 207, headers });
    });
    await serve(
      (incoming, outgoing) => {
        outgoing.setHeader('cross-origin-opener-policy', 'same-origin');
        void connect(incoming, outgoing);
      },
      async (port) => {
        const answer = await fetch(`http://127.0.0.1:${String(port)}/`);
        assert.equal(answer.status, 207);
        assert.deepEqual(answer.headers.getSetCookie(), ['a=1; Path=/', 'b=2, c']);
        assert.equal(answer.headers.get('x-one'), '1');
        assert.equal(answer.headers.get('cross-origin-opener-policy'), null);
        assert.equal((await answer.arrayBuffer()).byteLength, 600_000);
      },
    );
  });

  test('a request is answered without reading its body, and the connection stays usable', async () => {
    const connect = toNodeHandler(async (asked) => {
      const reader = asked.body?.getReader();
      await reader?.read();
      void reader?.cancel();
      return new Response('no', { status: 413 });
    });
    await serve(
      (incoming, outgoing) => void connect(incoming, outgoing),
      async (port) => {
        for (let round = 0; round < 2; round += 1) {
          const body = new ReadableStream<Uint8Array>({
            start(controller) {
              for (let piece = 0; piece < 40; piece += 1) controller.enqueue(new Uint8Array(10_000));
              controller.close();
            },
          });
          const init = { method: 'POST', headers: json, body, duplex: 'half' };
          const answer = await fetch(`http://127.0.0.1:${String(port)}/`, init);
          assert.equal(answer.status, 413);
          assert.equal(await answer.text(), 'no');
        }
      },
    );
  });

  test('a client that goes away aborts the request’s signal, and one that stays does not', async () => {
    const signals: AbortSignal[] = [];
    const client = new AbortController();
    const connect = toNodeHandler(async (asked) => {
      signals.push(asked.signal);
      if (!asked.url.endsWith('/slow')) return new Response('done');
      const aborted = new Promise((resolve) => asked.signal.addEventListener('abort', resolve));
      client.abort();
      await aborted;
      return new Response('too late');
    });
    await serve(
      (incoming, outgoing) => void connect(incoming, outgoing),
      async (port) => {
        await (await fetch(`http://127.0.0.1:${String(port)}/`)).text();
        await assert.rejects(fetch(`http://127.0.0.1:${String(port)}/slow`, { signal: client.signal }));
        await until('the signal to abort', () => signals[1]?.aborted === true || undefined);
      },
    );
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false, true],
    );
  });

  test('a body that is cut off ends the handler’s reading', { timeout: 30_000 }, async () => {
    const ended = new Promise<unknown>((resolve) => {
      let isAsked = false;
      const connect = toNodeHandler(async (asked) => {
        isAsked = true;
        await asked.text().then(resolve, (error: unknown) => resolve(error));
        return new Response();
      });
      void serve(
        (incoming, outgoing) => void connect(incoming, outgoing),
        async (port) => {
          const sending = request({ port, method: 'POST', headers: { ...json, 'content-length': '99' } });
          sending.on('error', () => undefined);
          sending.write('{');
          await until('the handler to read', () => isAsked || undefined);
          sending.destroy();
          await ended;
        },
      );
    });
    assert.match(String(await ended), /cut off/);
  });

  test('an impossible Host or method is 400, and a rejection is 500 without its message', async () => {
    const connect = toNodeHandler(async () => Promise.reject(new Error('secret')));
    const error = console.error;
    const told: unknown[] = [];
    console.error = (...words) => void told.push(words);
    try {
      await serve(
        (incoming, outgoing) => void connect(incoming, outgoing),
        async (port) => {
          const ask = (method: string, host: string): Promise<[number | undefined, string]> =>
            new Promise((resolve) => {
              request({ port, method, headers: { host } }, (answer) => {
                void readAll(answer).then((bytes) => resolve([answer.statusCode, String(bytes)]));
              }).end();
            });
          assert.deepEqual(await ask('TRACE', 'a.example'), [400, '']);
          assert.deepEqual(await ask('GET', 'a b'), [400, '']);
          assert.deepEqual(await ask('GET', 'a.example'), [500, '']);
        },
      );
    } finally {
      console.error = error;
    }
    assert.equal(told.length, 1);
  });
});
