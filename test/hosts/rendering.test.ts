import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { root } from '../package/project.ts';
import { installFolder, type Installed } from './install-example.ts';
import { watchPages } from './person.ts';
import { closeBrowser, onStage } from './stage.ts';
import { runScript } from './start-example.ts';

const wanted = ['all', 'rendering'].includes(process.env['HOSTS'] ?? '');
let installing: Promise<Installed> | undefined;
const installOnce = (): Promise<Installed> => (installing ??= installFolder(join(root, 'test/hosts/rendering'), 'rendering'));

const view = {
  ...{ id: '1', name: 'Shop', description: null, icon: null, serviceOrigin: null, authType: 'ApiKey', oauth2Type: 'Unknown' },
  ...{ authDescription: null, authenticated: false, fields: [] },
};

describe('where there is no browser', { skip: wanted ? false : 'on demand: HOSTS=all or HOSTS=rendering' }, () => {
  after(closeBrowser);

  for (const script of ['vitest:happy-dom', 'vitest:jsdom', 'jest']) {
    test(`the element works in a host’s tests with ${script}`, async () => {
      assert.match(await runScript(script, await installOnce(), { NO_COLOR: '1' }), /\b1 passed\b/);
    });
  }

  test('a Jest without ES modules takes the element, the flow, a language and the React component by require', async () => {
    assert.match(await runScript('jest:require', await installOnce(), { NO_COLOR: '1' }), /\b3 passed\b/);
  });

  test('Lit’s server rendering draws the element, and the browser takes it over without a warning', async () => {
    const installed = await installOnce();
    const output = await runScript('render', installed, {});
    assert.doesNotMatch(output, /error|warn|misconfigured/i);
    const body = await readFile(join(installed.folder, 'body.html'), 'utf8');
    assert.match(body, /<cyclr-connect[^>]*><template shadowroot="open"/);
    const script = await readFile(join(installed.folder, 'client.js'));
    const page = `<!doctype html><title>Page</title><link rel="icon" href="data:,">${body}<script type="module" src="/client.js"></script>`;
    const server = createServer((request, response) => {
      const answer = (type: string, text: string | Buffer): unknown => response.setHeader('content-type', type).end(text);
      if (request.url === '/client.js') answer('text/javascript', script);
      else if (request.url === '/') answer('text/html; charset=utf-8', page);
      else answer('application/json', JSON.stringify({ connectors: [view] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await onStage(async ({ context }) => {
        const seen = await watchPages(context);
        const opened = await context.newPage();
        await opened.goto(`http://localhost:${String((server.address() as AddressInfo).port)}/`);
        await opened.getByRole('button', { name: 'Connect Shop' }).waitFor();
        assert.equal(await opened.locator('.card').count(), 1);
        assert.deepEqual(seen.complaints, []);
      });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
