import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { allow } from './sign-in-window.ts';
import { useBrowser } from './support.ts';

describe('Accounts and sessions', { concurrency: 4 }, () => {
  const test = useBrowser();

  test('no account reads, opens or changes another account’s connector', async ({ signIn, page, preset, demo, log }) => {
    await preset('1002', { authenticated: true, properties: { Note: 'only for Ada' } });
    await signIn('ben');
    const answers = await page.evaluate(async () => {
      const list = await fetch('/cyclr-connect/connectors?ids=1002,2002');
      const save = await fetch('/cyclr-connect/connectors/1002/credentials', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ credential: { type: 'ApiKey', key: 'ben-was-here' } }),
      });
      const disconnect = await fetch('/cyclr-connect/connectors/1002/disconnect', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      return { list: await list.text(), save: save.status, disconnect: disconnect.status };
    });
    const { connectors } = JSON.parse(answers.list) as { connectors: { id: string; authenticated?: boolean; error?: { code: string } }[] };
    assert.deepEqual(
      connectors.map(({ id, authenticated, error }) => [id, authenticated ?? error?.code]),
      [
        ['1002', 'connector-not-found'],
        ['2002', false],
      ],
    );
    assert.ok(!answers.list.includes('only for Ada'));
    assert.deepEqual([answers.save, answers.disconnect], [404, 404]);

    const refused = await page.goto(`${demo.origin}/cyclr-connect/connectors/1002/authorize?attempt=${'0'.repeat(32)}`);
    assert.equal(refused?.status(), 404);
    await page.getByText("That didn't work.").waitFor();
    assert.ok(!(await log()).some(({ path }) => path.includes('/signintoken')), 'no sign-in token is made');
  });

  test('each person connects an account of their own', async ({ demo, card, page, stored }) => {
    await page.goto(`${demo.origin}/sign-in`);
    await page.getByRole('button', { name: /Ben/ }).click();
    await allow(await card('Capsule').open());
    assert.equal(await card('Capsule').outcome(), 'connected authenticated');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await page.getByRole('button', { name: /Ada/ }).click();
    await page.waitForURL('**/integrations');
    await card('Capsule').reach('ready');
    assert.equal(stored('1002').authValue, null);
  });

  test('a session that ended before the click is reported as not signed in', async ({ signIn, card, context }) => {
    await signIn();
    await card('Capsule').reach('ready');
    await context.clearCookies();
    await card('Capsule').open();
    assert.equal(await card('Capsule').outcome(), 'failed not-signed-in');
    await card('Capsule').button('Reload').waitFor();
  });

  test('a session that ended before a form is sent is reported as not signed in', async ({ signIn, card, context, hide }) => {
    hide('pd-7f6a10c2');
    await signIn();
    await card('Pipedrive').fill({ 'API key': 'pd-7f6a10c2' });
    await context.clearCookies();
    await card('Pipedrive').button('Connect Pipedrive').click();
    assert.equal(await card('Pipedrive').outcome(), 'failed not-signed-in');
  });
});
