import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { createElement, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { build } from 'vite';
import type * as reactPage from './react-page.tsx';
import { type Answered, launchBrowser, type Site, startSite } from './site.ts';

declare const host: typeof reactPage;

/** The page as a partner would bundle it, from the built package, with React's own checks. */
const bundlePage = async (): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: {
      alias: [{ find: /^.*\/src\/react\/index\.ts$/, replacement: fileURLToPath(new URL('../../dist/react.js', import.meta.url)) }],
    },
    build: { write: false, minify: false, target: 'es2022', lib: { entry: 'test/e2e/react-page.tsx', formats: ['iife'], name: 'host' } },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error('The page was not built.');
  return output.output[0].code;
};

const connector = (id: string, authenticated = false) => ({ id, name: `Shop ${id}`, authType: 'ApiKey', authenticated, fields: [] });
const json = (body: unknown): Answered => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const pageWith = (content: string): Answered => ({
  headers: { 'content-type': 'text/html' },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>React</title><link rel="icon" href="data:,"><div id="root">${content}</div><script src="/page.js"></script>`,
});

describe('The React component', () => {
  let browser: Browser;
  let site: Site;
  let script: string;
  let rendered = '';

  before(async () => {
    script = await bundlePage();
    browser = await launchBrowser();
    site = await startSite(({ path, query }) => {
      if (path === '/') return pageWith('');
      if (path === '/rendered') return pageWith(rendered);
      if (path === '/page.js') return { headers: { 'content-type': 'text/javascript' }, body: script };
      if (path.endsWith('/credentials')) return json({ connector: connector(path.split('/')[3] ?? '', true), proof: 'authenticated' });
      return json({ connectors: (query.get('ids') ?? '').split(',').map((id) => connector(id)) });
    });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  /** Opens a page, and holds it to having said nothing on its console. */
  const play = async (path: string, act: (page: Page, reads: () => number) => Promise<void>): Promise<void> => {
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
    });
    page.on('pageerror', (error) => {
      said.push(String(error));
    });
    const before = site.asked.length;
    await page.goto(site.origin + path);
    await act(page, () => site.asked.slice(before).filter((asked) => asked.path === '/cyclr-connect/connectors').length);
    assert.deepEqual(said, []);
    await page.close();
  };

  const connect = async (page: Page): Promise<void> => {
    await page.getByLabel('Secret word', { exact: true }).fill('pa-55');
    await page.getByRole('button', { name: /^Connect Shop/ }).click();
    await page.locator('output', { hasText: 'connected' }).waitFor();
  };

  test('mounts once in StrictMode, reads once, tells its events, and gives the element', async () => {
    await play('/', async (page, reads) => {
      await page.evaluate(() => {
        host.mount('7');
      });
      await page.locator('output', { hasText: 'ready' }).waitFor();
      assert.equal(reads(), 1);
      assert.equal(await page.locator('cyclr-connect').getAttribute('class'), 'wide');
      await connect(page);
      assert.equal(await page.locator('output').textContent(), 'loading ready saving connected');
      assert.deepEqual(await page.evaluate(() => host.look()), {
        heard: ['connected 7 authenticated after loading ready saving'],
        tag: 'cyclr-connect',
        status: 'connected',
        hasConnect: true,
      });
      assert.equal(reads(), 1);
    });
  });

  test('keeps what was typed when the host renders again, and starts over for another connector', async () => {
    await play('/', async (page, reads) => {
      await page.evaluate(() => {
        host.mount('7');
      });
      await page.getByLabel('Secret word', { exact: true }).fill('half');
      await page.evaluate(() => {
        host.change('7');
      });
      await page.waitForTimeout(50);
      assert.equal(await page.getByLabel('Secret word', { exact: true }).inputValue(), 'half');
      assert.equal(reads(), 1);
      await page.evaluate(() => {
        host.change('8');
      });
      await page.getByText('Shop 8', { exact: true }).waitFor();
      assert.equal(reads(), 2);
    });
  });

  test('leaves silently', async () => {
    await play('/', async (page) => {
      await page.evaluate(() => {
        host.mount('7');
      });
      await page.locator('output', { hasText: 'ready' }).waitFor();
      await page.evaluate(() => {
        host.unmount();
      });
      assert.equal(await page.locator('cyclr-connect').count(), 0);
      await page.waitForTimeout(50);
      assert.deepEqual((await page.evaluate(() => host.look())).heard, []);
    });
  });

  test('is drawn by a server with all that the element needs, so that it begins at once and is taken over as it is', async () => {
    const { Host } = await import('./react-page.tsx');
    rendered = renderToString(createElement(StrictMode, null, createElement(Host, { connectorId: '7' })));
    assert.match(rendered, /<cyclr-connect[^>]* connector-id="7"/);
    assert.match(rendered, /<cyclr-connect[^>]* endpoint="\/cyclr-connect"/);
    await play('/rendered', async (page, reads) => {
      await page.getByLabel('API key', { exact: true }).waitFor();
      await page.evaluate(() => {
        host.hydrate('7');
      });
      await connect(page);
      assert.equal(reads(), 1);
      assert.deepEqual((await page.evaluate(() => host.look())).heard, ['connected 7 authenticated after saving']);
    });
  });
});
