import { expect } from '@open-wc/testing';
import { readConnector, saveCredentials } from '../../src/flow/backend.ts';
import { createEndpointBackend } from '../../src/flow/endpoint-backend.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { strikeScenes } from '../support/scene.ts';
import { createServer, json, page, redirect, rejection } from './endpoint-server.ts';

const { signal } = new AbortController();

describe('the endpoint backend', () => {
  afterEach(strikeScenes);

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
});
