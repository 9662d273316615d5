import { expect } from '@open-wc/testing';
import { readOptions } from '../../src/flow/flow-config.ts';
import type { FlowOptions } from '../../src/flow/options.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { createFakeBackend } from '../support/fake-backend.ts';
import { createFakeLocation, createFakePlatform } from '../support/fake-platform.ts';

const endpoint = '/cyclr-connect';
const token = { connectorId: '1234', serviceDomain: 'acme-h.cyclr.com', token: 't' };

const read = (options: Partial<FlowOptions>, location: Record<string, unknown> = {}) =>
  readOptions({ connectorId: '1234', ...options }, createFakePlatform({ window: { location: createFakeLocation(location) } }));

const errorOf = (options: Partial<FlowOptions>, location?: Record<string, unknown>): ConnectError => {
  try {
    read(options, location);
  } catch (error) {
    if (error instanceof ConnectError) return error;
    throw error;
  }
  throw new Error('The options were taken.');
};

describe('readOptions refuses, in one sentence that names the option,', () => {
  const cases: [name: string, options: Partial<FlowOptions>, says: string][] = [
    ['a missing connector id', { connectorId: '', endpoint }, 'connector-id is missing'],
    ['a connector id of blanks', { connectorId: '  ', endpoint }, 'connector-id is missing'],
    ['a connector id that is none', { connectorId: undefined, endpoint }, 'connector-id is missing'],
    ['a connector id with a path in it', { connectorId: '12/34', endpoint }, 'connector-id must be'],
    ['a connector id that is a list', { connectorId: '12,34', endpoint }, 'connector-id must be'],
    ['a connector id without end', { connectorId: '1'.repeat(65), endpoint }, 'connector-id must be'],
    ['an endpoint that is no address', { endpoint: 'https://' }, 'endpoint must be'],
    ['an endpoint with a query', { endpoint: '/x?y=1' }, 'endpoint must be'],
    ['an endpoint with a fragment', { endpoint: '/x#y' }, 'endpoint must be'],
    ['an endpoint with user info', { endpoint: 'https://u:p@api.example.com/x' }, 'endpoint must be'],
    ['an endpoint on http elsewhere', { endpoint: 'http://api.example.com/x' }, 'endpoint must be'],
    ['an endpoint that is script', { endpoint: 'javascript:alert(1)' }, 'endpoint must be'],
    ['a service domain on http', { ...token, serviceDomain: 'http://acme-h.cyclr.com' }, 'service-domain must be'],
    ['a service domain with a path', { ...token, serviceDomain: 'acme-h.cyclr.com/x' }, 'service-domain must be'],
    ['a service domain with a query', { ...token, serviceDomain: 'acme-h.cyclr.com?x' }, 'service-domain must be'],
    ['a service domain with user info', { ...token, serviceDomain: 'https://u@acme-h.cyclr.com' }, 'service-domain must be'],
    ['a service domain of another scheme', { ...token, serviceDomain: 'ftp://acme-h.cyclr.com' }, 'service-domain must be'],
    ['a service domain with a wildcard', { ...token, serviceDomain: '*.cyclr.com' }, 'service-domain must be'],
    ['a bad service domain beside an endpoint', { endpoint, serviceDomain: 'a b' }, 'service-domain must be'],
    ['neither endpoint nor service domain', {}, 'Either endpoint, or service-domain'],
    ['a key without a server to save it', { ...token, authType: 'ApiKey' }, 'auth-type ApiKey needs an endpoint'],
    ['a password without a server to save it', { ...token, authType: 'Basic' }, 'auth-type Basic needs an endpoint'],
    ['properties without a server to save them', { ...token, authType: 'None' }, 'auth-type None needs an endpoint'],
    ['a callback page of another origin', { ...token, callbackUrl: 'https://elsewhere.example/cb' }, 'callback-url must be'],
    ['a callback page that is no address', { ...token, callbackUrl: 'https://' }, 'callback-url must be'],
    ['callback return without a page for it', { ...token, return: 'callback' }, 'return="callback" needs'],
    [
      'callback return with an endpoint elsewhere',
      { endpoint: 'https://api.example.com/x', return: 'callback' },
      'return="callback" needs',
    ],
    ['an unknown return', { endpoint, return: 'carrier-pigeon' as 'message' }, 'return must be message or callback'],
    ['an unknown mode', { endpoint, mode: 'iframe' as 'popup' }, 'mode must be popup or redirect or auto'],
    ['isolate with message return', { endpoint, isolate: true, return: 'message' }, 'isolate needs'],
    ['an endless name', { endpoint, connectorId: '', connector: 'x'.repeat(201) }, 'connector must be'],
    ['a name without an endpoint', { ...token, connectorId: '', connector: 'Pipedrive' }, 'connector needs an endpoint'],
    ['redirect mode without a callback page', { ...token, mode: 'redirect' }, 'mode="redirect" needs'],
    ['redirect mode with message return', { endpoint, mode: 'redirect', return: 'message' }, 'mode="redirect" needs'],
  ];
  for (const [name, options, says] of cases) {
    it(name, () => {
      const error = errorOf(options);
      expect(error).to.include({ code: 'misconfigured' });
      expect(error.message).to.contain(says);
      expect(error.message).to.match(/^[^\n]+\.$/);
    });
  }

  it('an unknown AuthType', () => {
    expect(errorOf({ ...token, authType: 'Telepathy' })).to.include({ code: 'unsupported-auth-type', stage: 'loading' });
  });

  for (const [name, location] of Object.entries({
    'a sandboxed page': { origin: 'null' },
    'a page from a file': { origin: 'file://', protocol: 'file:' },
  })) {
    it(`${name}, to which nothing could report`, () => {
      expect(errorOf({ endpoint }, location)).to.include({ code: 'misconfigured' });
    });
  }

  it('and never repeats a token', () => {
    expect(errorOf({ ...token, token: 'hush-hush', serviceDomain: 'a/b' }).message).not.to.contain('hush');
  });
});

describe('readOptions', () => {
  const cases: [name: string, options: Partial<FlowOptions>, expected: Record<string, unknown>][] = [
    ['takes callback return with an endpoint of the same origin', { endpoint }, { return: 'callback', mode: 'popup' }],
    ['takes message return with an endpoint elsewhere', { endpoint: 'https://api.example.com/x' }, { return: 'message' }],
    [
      'takes message return with a token alone',
      token,
      { return: 'message', serviceOrigin: 'https://acme-h.cyclr.com', authType: 'OAuth2' },
    ],
    [
      'takes callback return with a token and a callback page',
      { ...token, callbackUrl: '/done' },
      { return: 'callback', callbackUrl: new URL('/done', window.location.href).href },
    ],
    ['lets message return be wanted', { endpoint, return: 'message' }, { return: 'message' }],
    [
      'takes a service domain with a port',
      { ...token, serviceDomain: 'acme.example:8443' },
      { serviceOrigin: 'https://acme.example:8443' },
    ],
    ['takes http on loopback', { ...token, serviceDomain: 'http://localhost:4001' }, { serviceOrigin: 'http://localhost:4001' }],
    [
      'takes empty attributes as not given',
      { endpoint, serviceDomain: '', token: '', callbackUrl: '', authType: '' },
      { token: undefined, callbackUrl: undefined, authType: 'OAuth2' },
    ],
    ['takes a number for the id, as frameworks give it', { endpoint, connectorId: 77 as unknown as string }, { id: '77' }],
    ['trims the id', { endpoint, connectorId: ' 77 ' }, { id: '77' }],
    ['takes a name in place of the id', { endpoint, connectorId: '', connector: ' Pipedrive ' }, { id: '', connector: 'Pipedrive' }],
    ['takes the id where both are given', { endpoint, connector: 'Pipedrive' }, { id: '1234', connector: undefined }],
    [
      'takes a key where a backend can save it',
      { backend: createFakeBackend(), authType: 'ApiKey' },
      { authType: 'ApiKey', return: 'message' },
    ],
  ];
  for (const [name, options, expected] of cases) {
    it(name, () => {
      const { target, ...config } = read(options);
      const found: Record<string, unknown> = { ...config, ...target };
      // Only these: a backend that chai prints leads to the whole window, and takes minutes.
      expect(Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]]))).to.deep.equal(expected);
    });
  }
});

describe('readOptions understands', () => {
  const withBase = (href: string, options: Partial<FlowOptions>, location: Record<string, unknown> = {}) => {
    const document = { baseURI: href } as Document;
    const platform = createFakePlatform({ window: { document, location: createFakeLocation(location) } });
    return readOptions({ connectorId: '1234', ...options }, platform);
  };
  const authorizeUrl = (config: ReturnType<typeof readOptions>): string | undefined =>
    config.backend?.authorizeUrl?.('1', 'a'.repeat(32), { return: 'callback', origin: 'https://p.example' }).split('/connectors')[0];
  const { origin } = window.location;

  const rows: [name: string, base: string, given: string, endpoint: string][] = [
    ['an absolute path', `${origin}/shop/page`, '/cc', `${origin}/cc`],
    ['a relative address', `${origin}/shop/page`, 'cc', `${origin}/shop/cc`],
    ['a relative address below <base href>', `${origin}/app/`, 'cc', `${origin}/app/cc`],
    ['a slash at the end', `${origin}/`, '/cc/', `${origin}/cc`],
    ['slashes at the end', `${origin}/`, '/cc///', `${origin}/cc`],
    ['a base of another origin', 'https://cdn.example/', '/cc', 'https://cdn.example/cc'],
  ];
  for (const [name, base, given, expected] of rows) {
    it(`${name} in endpoint`, () => {
      expect(authorizeUrl(withBase(base, { endpoint: given }))).to.equal(expected);
    });
  }

  it('a relative callback-url below <base href>', () => {
    expect(withBase(`${origin}/app/`, { ...token, callbackUrl: 'back.html' }).callbackUrl).to.equal(`${origin}/app/back.html`);
  });

  for (const own of ['capacitor://localhost', 'tauri://localhost', 'ionic://localhost']) {
    it(`a page of ${own}, which receives a message`, () => {
      const location = { origin: own, href: `${own}/index.html`, protocol: own.split('/')[0] };
      const config = withBase(`${own}/index.html`, { endpoint: 'https://api.example.com/cc' }, location);
      expect(config).to.include({ return: 'message', endpointOrigin: 'https://api.example.com' });
    });
  }
});
