import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createElement, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { json, useReactHost } from './react-host.ts';
import type * as reactPage from './react-list-page.tsx';

declare const host: typeof reactPage;

const account = [
  { id: '1', name: 'HubSpot' },
  { id: '2', name: 'Big, Co' },
  { id: '3', name: 'Hidden' },
];
/** Ids of what is connected. */
const connected = new Set<string>();
const viewOf = ({ id, name }: { id: string; name: string }, connector = name) => ({
  id,
  name,
  connector,
  authType: 'ApiKey',
  authenticated: connected.has(id),
  fields: [],
});

describe('The React component of a list', () => {
  const reactHost = useReactHost('test/e2e/react-list-page.tsx', ({ path, query, method }) => {
    const [, id = '', action] = /\/connectors\/(\d+)\/(\w+)$/.exec(path) ?? [];
    const own = account.find((one) => one.id === id);
    if (own !== undefined && method === 'POST') {
      if (action === 'disconnect') connected.delete(id);
      else connected.add(id);
      return json({ connector: viewOf(own), proof: 'authenticated' });
    }
    const names = query.get('names')?.split(',');
    if (names === undefined) return json({ connectors: account.map((one) => viewOf(one)), pages: 1 });
    const find = (asked: string) => account.find(({ name }) => name === asked.replace('%2C', ','));
    return json({ connectors: names.flatMap((asked) => find(asked) ?? []).map((one) => viewOf(one)) });
  });
  const { play } = reactHost;
  const both = 'Big, Co|HubSpot';
  const bothQuery = 'GET connectors?names=Big%2C+Co,HubSpot';

  beforeEach(() => {
    connected.clear();
    connected.add('2');
  });

  const rows = (page: Page): Promise<string[]> =>
    page
      .locator('cyclr-connect')
      .evaluateAll((all) => all.map((row) => row.shadowRoot?.querySelector('[part~=title]')?.textContent.trim() ?? ''));
  const last = (page: Page, text: string) => page.locator('output', { hasText: text }).waitFor();
  const connect = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /^Connect,? HubSpot/ }).click();
    await page.getByLabel('Secret word', { exact: true }).fill('pa-55');
    await page
      .getByRole('button', { name: /^Connect,? HubSpot/ })
      .last()
      .click();
    await last(page, 'complete 2 of 2');
  };

  test('mounts once in StrictMode, reads once, calls its event props, and sets its ref', async () => {
    await play('/', async (page, asked) => {
      await page.evaluate((names) => {
        host.mount(names);
      }, both);
      await page.locator('cyclr-connect').nth(1).waitFor();
      assert.deepEqual(await rows(page), ['Big, Co', 'HubSpot']);
      assert.equal(await page.locator('cyclr-connect-list').getAttribute('class'), 'wide');
      await connect(page);
      assert.deepEqual(asked(), [bothQuery, 'POST connectors/1/credentials?']);
      assert.deepEqual(await page.evaluate(() => host.look()), {
        heard: ['connected HubSpot authenticated in a later render', 'complete 2 of 2'],
        tag: 'cyclr-connect-list',
        progress: { connected: 2, total: 2 },
        methods: ['function', 'function'],
      });
      await page.getByRole('button', { name: /^Manage,? HubSpot/ }).click();
      await page.getByRole('button', { name: /^Disconnect,? HubSpot/ }).click();
      await page
        .getByRole('button', { name: /^Disconnect,? HubSpot/ })
        .last()
        .click();
      await last(page, 'incomplete 1 of 2');
      assert.deepEqual((await page.evaluate(() => host.look())).heard.slice(2), ['disconnected HubSpot', 'incomplete 1 of 2']);
    });
  });

  test('keeps its rows while the host renders again, and starts over for other names', async () => {
    await play('/', async (page, asked) => {
      await page.evaluate((names) => {
        host.mount(names);
      }, both);
      await page.getByRole('button', { name: /^Connect,? HubSpot/ }).click();
      await page.getByLabel('Secret word', { exact: true }).fill('half');
      await page.evaluate((names) => {
        host.change(names);
      }, both);
      await page.waitForTimeout(50);
      assert.equal(await page.getByLabel('Secret word', { exact: true }).inputValue(), 'half');
      assert.deepEqual(asked(), [bothQuery]);
      await page.evaluate(() => {
        host.change('HubSpot');
      });
      await page.waitForFunction(() => host.look().progress?.total === 1);
      assert.deepEqual(asked(), [bothQuery, 'GET connectors?names=HubSpot']);
    });
  });

  test('of all connectors shows what the filter lets through, and reads again by its ref', async () => {
    await play('/', async (page, asked) => {
      await page.evaluate(() => {
        host.mount('');
      });
      await page.locator('cyclr-connect').nth(1).waitFor();
      assert.deepEqual(await rows(page), ['Big, Co', 'HubSpot']);
      const before = asked().length;
      connected.add('1');
      await page.evaluate(() => {
        host.refresh();
      });
      await page.waitForFunction(() => host.look().progress?.connected === 2);
      assert.deepEqual([before, asked().slice(before)], [1, ['GET connectors?page=1']]);
      await page.evaluate(() => {
        host.unmount();
      });
      assert.equal(await page.locator('cyclr-connect-list').count(), 0);
      await page.waitForTimeout(50);
      assert.deepEqual((await page.evaluate(() => host.look())).heard, []);
    });
  });

  test('is rendered on a server with its names, and hydrates without a mismatch', async () => {
    const { Host } = await import('./react-list-page.tsx');
    reactHost.rendered = renderToString(createElement(StrictMode, null, createElement(Host, { names: both })));
    assert.match(reactHost.rendered, /<cyclr-connect-list[^>]* connectors="\[&quot;Big, Co&quot;,&quot;HubSpot&quot;\]"/);
    await play('/rendered', async (page, asked) => {
      await page.locator('cyclr-connect').nth(1).waitFor();
      await page.evaluate((names) => {
        host.hydrate(names);
      }, both);
      await connect(page);
      assert.deepEqual(asked(), [bothQuery, 'POST connectors/1/credentials?']);
    });
  });
});
