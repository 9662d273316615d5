import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createElement, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { json, useReactHost } from './react-host.ts';
import type * as reactPage from './react-page.tsx';

declare const host: typeof reactPage;

const connector = (id: string, authenticated = false) => ({ id, name: `Shop ${id}`, authType: 'ApiKey', authenticated, fields: [] });
describe('The React component', () => {
  const reactHost = useReactHost('test/e2e/react-page.tsx', ({ path, query }) =>
    path.endsWith('/credentials')
      ? json({ connector: connector(path.split('/')[3] ?? '', true), proof: 'authenticated' })
      : json({ connectors: (query.get('ids') ?? '').split(',').map((id) => connector(id)) }),
  );
  const { play } = reactHost;
  const readsIn = (asked: string[]): number => asked.filter((one) => one.startsWith('GET ')).length;

  const connect = async (page: Page): Promise<void> => {
    await page.getByLabel('Secret word', { exact: true }).fill('pa-55');
    await page.getByRole('button', { name: /^Connect Shop/ }).click();
    await page.locator('output', { hasText: 'connected' }).waitFor();
  };

  test('mounts once in StrictMode, reads once, calls its event props, and sets its ref', async () => {
    await play('/', async (page, asked) => {
      await page.evaluate(() => {
        host.mount('7');
      });
      await page.locator('output', { hasText: 'ready' }).waitFor();
      assert.equal(readsIn(asked()), 1);
      assert.equal(await page.locator('cyclr-connect').getAttribute('class'), 'wide');
      await connect(page);
      assert.equal(await page.locator('output').textContent(), 'loading ready saving connected');
      assert.deepEqual(await page.evaluate(() => host.look()), {
        heard: ['connected 7 authenticated after loading ready saving'],
        tag: 'cyclr-connect',
        status: 'connected',
        hasConnect: true,
      });
      assert.equal(readsIn(asked()), 1);
    });
  });

  test('keeps what was typed when the host renders again, not for another connector', async () => {
    await play('/', async (page, asked) => {
      await page.evaluate(() => {
        host.mount('7');
      });
      await page.getByLabel('Secret word', { exact: true }).fill('half');
      await page.evaluate(() => {
        host.change('7');
      });
      await page.waitForTimeout(50);
      assert.equal(await page.getByLabel('Secret word', { exact: true }).inputValue(), 'half');
      assert.equal(readsIn(asked()), 1);
      await page.evaluate(() => {
        host.change('8');
      });
      await page.getByText('Shop 8', { exact: true }).waitFor();
      assert.equal(readsIn(asked()), 2);
    });
  });

  test('emits nothing when it is unmounted', async () => {
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

  test('is rendered on a server with its attributes, and hydrates without a mismatch', async () => {
    const { Host } = await import('./react-page.tsx');
    reactHost.rendered = renderToString(createElement(StrictMode, null, createElement(Host, { connectorId: '7' })));
    assert.match(reactHost.rendered, /<cyclr-connect[^>]* connector-id="7"/);
    assert.match(reactHost.rendered, /<cyclr-connect[^>]* endpoint="\/cyclr-connect"/);
    await play('/rendered', async (page, asked) => {
      await page.getByLabel('API key', { exact: true }).waitFor();
      await page.evaluate(() => {
        host.hydrate('7');
      });
      await connect(page);
      assert.equal(readsIn(asked()), 1);
      assert.deepEqual((await page.evaluate(() => host.look())).heard, ['connected 7 authenticated after saving']);
    });
  });
});
