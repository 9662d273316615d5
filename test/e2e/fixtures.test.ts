import assert from 'node:assert/strict';
import { describe, test as plainTest } from 'node:test';
import { fixtures } from '../../demo/sandbox/fixtures.ts';
import { stories, type Story } from './fixture-stories.ts';
import { allow, closed } from './sign-in-window.ts';
import { type Card, until, useBrowser } from './support.ts';

/** The sentences at the fields that must be corrected, in their order. */
const readProblems = (card: Card): Promise<string[]> =>
  card.element
    .locator('[aria-invalid=true]')
    .evaluateAll((controls) =>
      controls.map(
        (control) =>
          (control.getRootNode() as ShadowRoot).getElementById(`${control.id}-error`)?.textContent ?? `${control.id} without a word`,
      ),
    );

const isCredential = (stored: unknown, wanted: Story['credential']): boolean => {
  if (wanted === 'none') return stored === null;
  if (wanted === 'signed in') return typeof stored === 'string' && stored.includes('AccessToken');
  return stored === ('key' in wanted ? wanted.key : Buffer.from(wanted.pair, 'utf8').toString('base64'));
};

describe('Every connector of the sandbox', { concurrency: 4 }, () => {
  const test = useBrowser();

  plainTest('has its story here', () => {
    assert.deepEqual([...stories.map(({ name }) => name), 'Old Intranet'].sort(), fixtures.map(({ name }) => name).sort());
  });

  for (const { name, asks, typed, secrets = [], window, outcome, properties, credential } of stories) {
    test(`${name} asks for what it needs, and stores it in the form that Cyclr expects`, async ({
      signIn,
      card,
      hide,
      set,
      stored,
      context,
    }) => {
      hide(...secrets);
      // A default that Cyclr names is stored too, and a property that it looks up is not typed.
      await set({ parameterFlags: 'absent', looksUpProperties: true });
      await signIn();
      const own = card(name);
      const id = (await own.element.getAttribute('connector-id')) ?? '';
      if (asks.length > 0) {
        await own.button(`Connect ${name}`).click();
        await until('the problems', async () => (await readProblems(own)).length > 0 || undefined);
        assert.deepEqual(await readProblems(own), asks);
        assert.equal(context.pages().length, 1, 'no window is opened for an empty form');
      }
      await own.fill(typed);
      if (window === 'none') {
        await own.button(`Connect ${name}`).click();
        assert.equal(await own.outcome(), outcome);
        assert.equal(context.pages().length, 1, 'no window is opened');
      } else {
        const opened = await own.open(`Connect ${name}`);
        if (window === 'allow') await allow(opened);
        assert.equal(await own.outcome(), outcome);
        await closed(opened);
      }
      await own.reach('connected');
      const kept = stored(id);
      assert.deepEqual(kept.properties, properties);
      assert.ok(isCredential(kept.authValue, credential), 'the credential is stored in the form that Cyclr wants');
    });
  }

  test('Mailchimp connects too where Cyclr looks no property up', async ({ signIn, card, set, stored }) => {
    await set({ looksUpProperties: false });
    await signIn();
    const mailchimp = card('Mailchimp');
    const id = (await mailchimp.element.getAttribute('connector-id')) ?? '';
    await allow(await mailchimp.open('Connect Mailchimp'));
    assert.equal(await mailchimp.outcome(), 'connected authenticated');
    assert.deepEqual(stored(id).properties, {});
  });

  test('Old Intranet, which cannot be connected here, says so at once', async ({ signIn, card, page }) => {
    await signIn();
    const intranet = card('Old Intranet');
    await intranet.reach('failed');
    await page.getByText("Old Intranet isn't available yet.").or(page.getByText("This account isn't available yet.")).first().waitFor();
    assert.equal(await intranet.outcome(), 'failed unsupported-auth-type');
  });
});
