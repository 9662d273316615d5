import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { allow, giveName } from './sign-in-window.ts';
import { useBrowser } from './support.ts';

describe('When Cyclr is in trouble', { concurrency: 4 }, () => {
  const test = useBrowser();

  const troubles = [
    { what: 'is down', on: { apiDown: true }, off: { apiDown: false }, code: 'backend-error' },
    { what: 'answers with something else', on: { answersGarbage: true }, off: { answersGarbage: false }, code: 'invalid-response' },
    { what: 'asks for a pause', on: { rateLimited: 4 }, off: { rateLimited: 0 }, code: 'rate-limited' },
  ] as const;
  for (const { what, on, off, code } of troubles) {
    test(`a key typed while the API ${what} is ${code}, and goes through afterwards`, async ({ signIn, card, set, hide }) => {
      hide('pd-7f6a10c2');
      await signIn();
      const pipedrive = card('Pipedrive');
      await pipedrive.fill({ 'API key': 'pd-7f6a10c2' });
      await set(on);
      await pipedrive.button('Connect Pipedrive').click();
      assert.equal(await pipedrive.outcome(), `failed ${code}`);
      await set(off);
      const again = pipedrive.element.locator('button.primary');
      if (code === 'rate-limited') {
        // It counts, and can be pressed when the pause is over.
        assert.match((await again.textContent())?.trim() ?? '', /^Try again in [1-4] s$/);
        assert.equal(await again.isDisabled(), true);
      }
      await again.click();
      assert.equal(await pipedrive.outcome(), 'connected tested');
    });

    test(`a window opened while the API ${what} says ${code}, and opens afterwards`, async ({ signIn, card, set }) => {
      await signIn();
      const capsule = card('Capsule');
      await capsule.reach('ready');
      await set(on);
      await capsule.open();
      assert.equal(await capsule.outcome(), `failed ${code}`);
      await set(off);
      await allow(await capsule.open('Try again'));
      assert.equal(await capsule.outcome(), 'connected authenticated');
    });
  }

  test('a page loaded while the API is down says so, and loads afterwards', async ({ signIn, card, set }) => {
    await set({ apiDown: true });
    await signIn();
    const capsule = card('Capsule');
    assert.equal(await capsule.outcome(), 'failed backend-error');
    await set({ apiDown: false });
    await capsule.button('Try again').click();
    await capsule.button('Connect Capsule').waitFor();
  });

  test('an outage while the person signs in ends no attempt', async ({ signIn, card, set }) => {
    await signIn();
    const capsule = card('Capsule');
    const opened = await capsule.open();
    await giveName(opened);
    await set({ apiDown: true });
    await opened.getByRole('button', { name: 'Allow' }).click({ noWaitAfter: true });
    await capsule.reach('confirming');
    await set({ apiDown: false });
    assert.equal(await capsule.outcome(), 'connected authenticated');
  });

  test('a partner token revoked on the way is fetched again', async ({ signIn, card, set }) => {
    await signIn();
    const capsule = card('Capsule');
    await capsule.reach('ready');
    await set({ partnerTokenRevoked: true });
    const opened = await capsule.open();
    await giveName(opened);
    await set({ partnerTokenRevoked: true });
    await opened.getByRole('button', { name: 'Allow' }).click({ noWaitAfter: true });
    assert.equal(await capsule.outcome(), 'connected authenticated');
  });

  test('a slow API is waited for', async ({ signIn, card, set }) => {
    await set({ slow: 800 });
    await signIn();
    const opened = await card('Capsule').open('Connect Capsule');
    await allow(opened);
    assert.equal(await card('Capsule').outcome(), 'connected authenticated');
  });
});
