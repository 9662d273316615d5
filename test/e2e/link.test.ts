import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { createConnectLink } from '../../src/server/index.ts';
import { allow } from './sign-in-window.ts';
import { type Scene, until, useBrowser } from './support.ts';

/** The address that Ada's page makes for a colleague; then the browser is the colleague's, without a session. */
const invite = async ({ page, context, signIn }: Scene, name: string): Promise<string> => {
  await signIn();
  await page.getByRole('button', { name: `Details of ${name}` }).click();
  await page.getByRole('button', { name: 'Copy a link for a colleague' }).click();
  const address = page.locator('#invitation-address');
  await address.waitFor();
  await context.clearCookies();
  return address.inputValue();
};
/** What was changed at Cyclr: every call but reads and the partner's own token. */
const changes = async ({ demo, log }: Scene): Promise<string[]> =>
  (await log())
    .filter(({ host, method, path }) => demo.sandbox.origins.api.endsWith(host) && method !== 'GET' && path !== '/oauth/token')
    .map(({ method, path }) => `${method} ${path}`);

describe('A link for a colleague', { concurrency: 2 }, () => {
  const test = useBrowser();

  test('a mail scanner does not use it up, and the colleague connects with it once', async (scene) => {
    const { page, context, widget } = scene;
    const address = await invite(scene, 'Capsule');
    const before = await changes(scene);
    for (let scan = 0; scan < 2; scan += 1) {
      await page.goto(address, { waitUntil: 'networkidle' });
      await page.getByRole('button', { name: 'Connect Capsule' }).waitFor();
    }
    assert.deepEqual(await changes(scene), before);
    assert.deepEqual(await context.cookies(), []);

    const capsule = widget('1002');
    await allow(await capsule.open('Connect Capsule'));
    assert.equal(await capsule.outcome(), 'connected authenticated');
    await until('no button is left', async () => ((await capsule.element.getByRole('button').count()) === 0 ? true : undefined));
    await page.reload();
    await page.getByText('This link has been used.').waitFor();
    assert.equal(await page.locator('cyclr-connect').count(), 0);

    await scene.signIn();
    await scene.card('Capsule').reach('connected');
  });

  test('a key is typed with it, and the card then offers nothing more', async (scene) => {
    scene.hide('colleague-key-5');
    await scene.page.goto(await invite(scene, 'Pipedrive'));
    const pipedrive = scene.widget('1003');
    await pipedrive.fill({ 'API key': 'colleague-key-5' });
    await pipedrive.button('Connect Pipedrive').click();
    assert.equal(await pipedrive.outcome(), 'connected tested');
    await until('the buttons to go', async () => (await pipedrive.element.getByRole('button').count()) === 0 || undefined);
  });

  test('for a connection that stopped working it offers a new sign-in only', async (scene) => {
    // Else it reads as not connected, or no link can be made for it.
    await scene.set({ authenticatedMeans: 'stored', authValueAnswer: 'clear' });
    await scene.preset('1003', { authenticated: true });
    await scene.breakConnection('1003');
    await scene.page.goto(await invite(scene, 'Pipedrive'));
    const pipedrive = scene.widget('1003');
    await pipedrive.element.getByText('Pipedrive needs you to sign in again.').first().waitFor();
    await pipedrive.button('Sign in again').waitFor();
    assert.equal(await pipedrive.button('Disconnect').count(), 0);
  });

  for (const { what, spoil, sentence } of [
    { what: 'an expired one', spoil: (address: string) => address, sentence: 'This link has expired. Ask for a new one.' },
    { what: 'an altered one', spoil: (address: string) => `${address}x`, sentence: 'This link is not complete. Ask for it again.' },
    {
      what: 'one without its end',
      spoil: (address: string) => address.slice(0, -20),
      sentence: 'This link is not complete. Ask for it again.',
    },
  ])
    test(`${what} is one clear sentence, and no card`, async (scene) => {
      const { page, demo } = scene;
      const { api, service } = demo.sandbox.origins;
      const past = Date.now() - 60_000;
      const { url } = await createConnectLink(
        {
          cyclr: { apiDomain: api, serviceDomain: service, ...demo.sandbox.partner },
          resolveAccount: () => undefined,
          links: {},
          now: () => past,
        },
        {
          account: { accountId: 'acct-ada', username: 'ada@harbourstreet.example' },
          connector: '1002',
          expires: what === 'an expired one' ? past + 1000 : past + 600_000,
          page: `${demo.origin}/connect`,
        },
      );
      await page.goto(spoil(url));
      await page.getByText(sentence).waitFor();
      assert.equal(await page.locator('cyclr-connect').count(), 0);
      assert.deepEqual(await changes(scene), []);
    });
});
