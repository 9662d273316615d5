import { expect } from '@open-wc/testing';
import { readConnector, saveCredentials } from '../../src/flow/backend.ts';
import { createEndpointBackend } from '../../src/flow/endpoint-backend.ts';
import type { EndpointHeaders } from '../../src/flow/endpoint-fetch.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { strikeScenes } from '../support/scene.ts';
import { createServer, json, rejection } from './endpoint-server.ts';

const { signal } = new AbortController();

describe('the endpoint backend', () => {
  afterEach(strikeScenes);

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
});
