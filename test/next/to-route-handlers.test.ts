import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { toRouteHandlers } from '../../src/next/index.ts';

const asked = (url: string, headers: Record<string, string>, basePath?: string, init: RequestInit = {}): Request => {
  const request = new Request(url, { headers, ...init });
  return basePath === undefined ? request : Object.assign(request, { nextUrl: { basePath } });
};

describe('toRouteHandlers', () => {
  const rows: [name: string, request: Request, want: string][] = [
    [
      'takes the host that the browser asked',
      asked('http://localhost:3000/c/x?y=1', { host: 'app.example' }),
      'http://app.example/c/x?y=1',
    ],
    [
      'puts Next’s basePath back',
      asked('http://localhost:3000/c/x', { host: 'app.example:8' }, '/portal'),
      'http://app.example:8/portal/c/x',
    ],
    ['knows an empty basePath', asked('https://0.0.0.0:3000/c', { host: 'a.example' }, ''), 'https://a.example/c'],
    ['keeps the address where there is no host', asked('http://localhost:3000/c', {}), 'http://localhost:3000/c'],
    ['keeps the address where the host is none', asked('http://localhost:3000/c', { host: 'a b' }), 'http://localhost:3000/c'],
  ];
  for (const [name, request, want] of rows) {
    test(name, async () => {
      const { GET, POST, OPTIONS } = toRouteHandlers(async ({ url }) => new Response(url));
      for (const method of [GET, POST, OPTIONS]) assert.equal(await (await method(request)).text(), want);
    });
  }

  /** What Next 16.4 gives for `basePath: '/portal'`, seen in a real one. */
  const prefixed: [name: string, url: string, told: string | undefined, replaced: string | undefined, want: string][] = [
    ['adds it on Node, where only the build knows it', '/c/x/?y=1', '', '/portal', '/portal/c/x/?y=1'],
    ['adds it to a plain Request', '/c/x', undefined, '/portal', '/portal/c/x'],
    ['leaves it on the edge, where the address has it', '/portal/c/x', '/portal', '/portal', '/portal/c/x'],
    ['leaves it where only the build knows it', '/portal/c/x', '', '/portal', '/portal/c/x'],
    ['adds it where only the request says it', '/c/x', '/portal', undefined, '/portal/c/x'],
    ['takes the request’s before the build’s', '/c/x', '/portal', '/other', '/portal/c/x'],
    ['is not misled by a longer name', '/portal2/x', '', '/portal', '/portal/portal2/x'],
    ['adds one of two segments', '/c/x', '', '/eu/portal', '/eu/portal/c/x'],
    ['adds nothing where there is none', '/c/x', '', '', '/c/x'],
  ];
  afterEach(() => {
    delete process.env['__NEXT_ROUTER_BASEPATH'];
  });
  for (const [name, path, told, replaced, want] of prefixed) {
    test(`Next’s basePath: ${name}`, async () => {
      if (replaced !== undefined) process.env['__NEXT_ROUTER_BASEPATH'] = replaced;
      const { GET, POST, OPTIONS } = toRouteHandlers(async ({ url }) => new Response(url));
      const request = asked(`http://localhost:3000${path}`, { host: 'app.example' }, told);
      for (const method of [GET, POST, OPTIONS]) assert.equal(await (await method(request)).text(), `http://app.example${want}`);
    });
  }

  test('passes method, headers and body on', async () => {
    const { POST } = toRouteHandlers(async (r) => new Response(`${r.method} ${r.headers.get('x-a') ?? ''} ${await r.text()}`));
    const request = asked('http://localhost:3000/c', { host: 'app.example', 'x-a': '1' }, '', { method: 'POST', body: '{}' });
    assert.equal(await (await POST(request)).text(), 'POST 1 {}');
  });
});
