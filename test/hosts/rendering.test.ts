import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { root } from '../package/project.ts';
import { skipUnlessChosen } from './chosen.ts';
import { installFolder, type Installed } from './install-example.ts';
import { watchPages } from './person.ts';
import { closeBrowser, onStage } from './stage.ts';
import { runScript } from './start-example.ts';

let installing: Promise<Installed> | undefined;
const installOnce = (): Promise<Installed> => (installing ??= installFolder(join(root, 'test/hosts/rendering'), 'rendering'));

const view = {
  ...{ id: '1', name: 'Shop', description: null, icon: null, serviceOrigin: null, authType: 'ApiKey', oauth2Type: 'Unknown' },
  ...{ authDescription: null, authenticated: false, fields: [] },
};
const named = { ...view, connector: 'Shop' };

const renderOnce = async (): Promise<Installed> => {
  const installed = await installOnce();
  assert.doesNotMatch(await runScript('render', installed, {}), /error|warn|misconfigured/i);
  return installed;
};

describe('without a browser', { skip: skipUnlessChosen('rendering') }, () => {
  after(closeBrowser);

  for (const script of ['vitest:happy-dom', 'vitest:jsdom', 'jest']) {
    test(`the element works in a host’s tests with ${script}`, async () => {
      assert.match(await runScript(script, await installOnce(), { NO_COLOR: '1' }), /\b1 passed\b/);
    });
  }

  test('Jest without ES modules can require the element, the flow, a language and React', async () => {
    assert.match(await runScript('jest:require', await installOnce(), { NO_COLOR: '1' }), /\b3 passed\b/);
  });

  test('ts-jest compiles a host’s tests to CommonJS, checks their types and runs them', async () => {
    assert.match(await runScript('jest:typescript', await installOnce(), { NO_COLOR: '1' }), /\b2 passed\b/);
  });

  for (const script of ['hydrating.js', 'plain.js']) {
    test(`what Lit’s server rendering drew becomes a card and a list, by ${script}`, async () => {
      const { folder } = await renderOnce();
      const body = await readFile(join(folder, 'body.html'), 'utf8');
      assert.match(body, /<cyclr-connect [^>]*><template shadowroot="open"/);
      assert.match(body, /<cyclr-connect-list [^>]*><template shadowroot="open"/);
      const code = await readFile(join(folder, script));
      const page = `<!doctype html><html lang="en"><title>Page</title><link rel="icon" href="data:,">${body}<script type="module" src="/client.js"></script>`;
      const server = createServer((request, response) => {
        const answer = (type: string, text: string | Buffer): unknown => response.setHeader('content-type', type).end(text);
        if (request.url === '/client.js') answer('text/javascript', code);
        else if (request.url === '/') answer('text/html; charset=utf-8', page);
        else answer('application/json', JSON.stringify({ connectors: [request.url?.includes('names=') === true ? named : view] }));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        await onStage(async ({ context }) => {
          const seen = await watchPages(context);
          const opened = await context.newPage();
          await opened.goto(`http://localhost:${String((server.address() as AddressInfo).port)}/`);
          for (const tag of ['cyclr-connect', 'cyclr-connect-list']) {
            const element = opened.locator(`body > ${tag}`);
            await element.getByRole('button', { name: /^Connect/ }).waitFor();
            assert.equal(await element.evaluate((host) => host.shadowRoot!.querySelectorAll('.card').length), 1, tag);
          }
          assert.deepEqual(seen.complaints, []);
        });
      } finally {
        server.close();
        server.closeAllConnections();
      }
    });
  }
});
