import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
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

  test('passes method, headers and body on', async () => {
    const { POST } = toRouteHandlers(async (r) => new Response(`${r.method} ${r.headers.get('x-a') ?? ''} ${await r.text()}`));
    const request = asked('http://localhost:3000/c', { host: 'app.example', 'x-a': '1' }, '', { method: 'POST', body: '{}' });
    assert.equal(await (await POST(request)).text(), 'POST 1 {}');
  });
});
