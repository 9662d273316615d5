import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { createBrowser } from '../demo/sandbox-client.ts';
import { allow } from './sign-in-window.ts';
import { type Scene, until, useBrowser } from './support.ts';

/** Where the focus is, shadow roots included: the names of the row and of its control. */
const focusAt = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const path: Element[] = [];
    for (let at = document.activeElement; at !== null; at = at.shadowRoot?.activeElement ?? null) path.push(at);
    const last = path.at(-1);
    return last?.getAttribute('aria-label') ?? last?.textContent.trim() ?? '';
  });

const open = async ({ page, demo, signIn }: Scene, query = ''): Promise<string[]> => {
  await signIn();
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/cyclr-connect/') && request.frame().url().includes('/connections'))
      asked.push(request.method() + ' ' + pathname.slice('/cyclr-connect/'.length) + search);
  });
  await page.goto(`${demo.origin}/connections${query}`);
  await page.locator('cyclr-connect').first().waitFor();
  return asked;
};

const fill = async ({ demo }: Scene, connectors: number): Promise<void> => {
  const { origins, accounts } = demo.sandbox;
  await createBrowser(Number(new URL(demo.origin).port)).open(`${origins.control}/accounts/${accounts.ada}/fill`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ connectors }),
  });
};

describe('the page of connections', () => {
  const play = useBrowser();

  play('a list of sixty connectors is one request, with what is connected first', async (scene) => {
    await fill(scene, 60);
    await scene.preset('1003', { authenticated: true });
    const asked = await open(scene);
    assert.ok((await scene.page.locator('cyclr-connect').count()) >= 60);
    assert.deepEqual(asked, ['GET connectors?page=1']);
    const [first] = await scene.page.locator('cyclr-connect').all();
    await first?.getByText('Pipedrive', { exact: true }).waitFor();
    await first?.getByText('Connected', { exact: true }).waitFor();
  });

  play('arrow keys move through a list, and one Tab leaves it', async (scene) => {
    const { page } = scene;
    // Else what asks for nothing counts as connected, and comes first.
    await scene.set({ noneAuthenticated: 'never' });
    await open(scene);
    await page.locator('[type=radio]').first().focus();
    const steps: string[] = [];
    for (const key of ['Tab', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'Tab', 'Shift+Tab', 'Home']) {
      await page.keyboard.press(key);
      steps.push(await focusAt(page));
    }
    assert.deepEqual(steps, [
      'Connect 3DCart',
      'Connect Capsule',
      'Connect Pipedrive',
      'Connect Capsule',
      'Connect Notes',
      'Connect another',
      'Connect Notes',
      'Connect 3DCart',
    ]);
  });

  play('a list of two is complete once both are signed in through the real provider', async (scene) => {
    const { page, context } = scene;
    await scene.preset('1003', { authenticated: true });
    await open(scene, '?connectors=Pipedrive,HubSpot');
    await page.evaluate(() => {
      const list = document.querySelector('cyclr-connect-list')!;
      const told: unknown[] = ((window as unknown as { told: unknown[] }).told = []);
      for (const kind of ['complete', 'incomplete', 'installed', 'connected']) {
        list.addEventListener(kind, (event) => {
          const { name, connected, total } = (event as CustomEvent<{ name?: string; connected?: number; total?: number }>).detail;
          told.push(name === undefined ? [kind, connected, total] : [kind, name]);
        });
      }
    });
    assert.equal(await page.locator('[part=progress]').innerText(), '1 of 2 connected');
    const [popup] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: 'Connect HubSpot' }).click()]);
    await popup
      .getByLabel(/user|mail|login/i)
      .first()
      .fill('ada@example.com');
    await popup.getByLabel(/password/i).fill('right');
    await popup.getByRole('button', { name: /sign in/i }).click();
    await popup.getByRole('button', { name: /allow/i }).click();
    await until('complete', async () => ((await page.locator('[part=progress]').innerText()) === '2 of 2 connected' ? true : undefined));
    assert.deepEqual(await page.evaluate(() => (window as unknown as { told: unknown[] }).told), [
      ['installed', 'HubSpot'],
      ['connected', 'HubSpot'],
      ['complete', 2, 2],
    ]);
  });

  play('a disconnection in one tab is shown in another tab', async (scene) => {
    const { page, context, demo } = scene;
    await scene.preset('1003', { authenticated: true });
    await open(scene, '?connectors=Pipedrive');
    const other = await context.newPage();
    await other.goto(`${demo.origin}/connections?connectors=Pipedrive`);
    await other.getByText('1 of 1 connected').waitFor();
    await page.getByRole('button', { name: 'Manage, Pipedrive' }).click();
    await page.getByRole('button', { name: 'Disconnect, Pipedrive' }).click();
    await page.getByRole('button', { name: 'Disconnect, Pipedrive' }).last().click();
    await page.getByText('0 of 1 connected').waitFor();
    await other.getByText('0 of 1 connected').waitFor();
  });

  play('a connection that stopped working is first in the list, and is connected again by keyboard', async (scene) => {
    const { page, context } = scene;
    // Nothing at Cyclr shows that another credential is stored then. The label is part of a test's answer.
    await scene.set({ oauthValueAnswer: 'masked', authenticatedMeans: 'stored', testAnswer: 'wrapped' });
    await scene.signIn();
    const capsule = scene.card('Capsule');
    await allow(await capsule.open());
    assert.equal(await capsule.outcome(), 'connected authenticated');
    await scene.breakConnection('1002');
    await page.goto(`${scene.demo.origin}/connections`);
    await page.locator('cyclr-connect').first().waitFor();
    await page.locator('[type=radio]').first().focus();
    await page.keyboard.press('Tab');
    assert.equal(await focusAt(page), 'Sign in again, Capsule');
    const row = page.locator('cyclr-connect').first();
    await row.getByText('Needs attention', { exact: true }).waitFor();
    await row.getByText(/^as ada@example.com, since /).waitFor();
    const [popup] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')]);
    await allow(popup);
    await row.getByText('Connected', { exact: true }).waitFor();
    await page.reload();
    await row.getByText('Connected', { exact: true }).waitFor();
    assert.equal(await page.getByText('Needs attention', { exact: true }).count(), 0);
  });

  play('a second account of one connector is named, connected and shown by keyboard', async (scene) => {
    const { page } = scene;
    scene.hide('second-key-9');
    await scene.preset('1003', { authenticated: true });
    await open(scene);
    await page.getByRole('button', { name: 'Connect another' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#connector').selectOption({ label: 'Pipedrive' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Enter Connection name.').waitFor();
    await page.keyboard.type('Pipedrive (Berlin)');
    await page.keyboard.press('Enter');
    await until('the new row', async () => ((await focusAt(page)) === 'Connect Pipedrive (Berlin)' ? true : undefined));
    await page.keyboard.press('Enter');
    await page.getByLabel('API key', { exact: true }).fill('second-key-9');
    await page.keyboard.press('Enter');
    const row = page.locator('cyclr-connect', { hasText: 'Pipedrive (Berlin)' });
    await row.getByText('Connected', { exact: true }).first().waitFor();
    await page.reload();
    await row.getByText('Connected', { exact: true }).first().waitFor();
  });
});
