import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { boxOf, type Dialog, type DialogStage, findDialog, longForm, plainPlace, setGlobals, startDialogStage } from './dialog-stage.ts';
import { until } from './support.ts';

describe('A dialog in a real page', () => {
  let stage: DialogStage;
  before(async () => {
    stage = await startDialogStage();
  });
  after(() => stage.close());

  const parents = {
    'a block': '<div></div>',
    'a flex row': '<div style="display: flex"></div>',
    'a flex column': '<div style="display: flex; flex-direction: column"></div>',
    'a grid': '<div style="display: grid; grid-template-columns: 1fr"></div>',
    'a line of text': '<div>Next: <span class="here"></span> or later</div>',
    'a cell of a table': '<table style="width: 100%"><tr><td class="here"></td><td>x</td></tr></table>',
    'a page from right to left': '<div dir="rtl"></div>',
    'a size container': '<div style="container-type: inline-size"></div>',
  };
  test('the button is as wide as its words in every parent, by attribute or property', async () => {
    const { page } = await stage.show('<div style="float: left"></div>');
    const widths = await page.evaluate(async (all) => {
      const { put } = globalThis as unknown as {
        put: (...words: unknown[]) => HTMLElement & { state: { status: string }; updateComplete: Promise<unknown> };
      };
      const measured: Record<string, number[]> = {};
      for (const [name, html] of Object.entries(all)) {
        const card = put(html);
        while (card.state.status !== 'ready') await new Promise((resolve) => setTimeout(resolve, 5));
        await card.updateComplete;
        const button = card.shadowRoot!.querySelector('button')!;
        measured[name] = [card, button].map((element) => Math.round(element.getBoundingClientRect().width));
      }
      return measured;
    }, parents);
    const words = Math.round((await boxOf(page.locator('cyclr-connect').first().locator('button').first())).width);
    assert.deepEqual(widths, Object.fromEntries(Object.keys(parents).map((name) => [name, [words, words]])));
    await page.evaluate(() => {
      document.querySelectorAll('cyclr-connect').forEach((card) => Object.assign(card.parentElement!.style, { width: '110px' }));
    });
    const narrow = await boxOf(page.locator('cyclr-connect').first().locator('button').first());
    assert.ok(narrow.width <= 110 && narrow.height > 50, 'its words wrap where there is no room');
  });

  test('Escape closes it each time, the focus returns, and what was typed stays', async () => {
    const { page, card, open, closes, focused, isOpen } = await stage.show(plainPlace);
    for (const round of ['first', 'second', 'third']) {
      await card.locator('[aria-haspopup=dialog]').press('Enter');
      await until('the dialog to open', async () => (await isOpen()) || undefined);
      assert.equal(await focused(), 'credential-key');
      if (round === 'first') await page.keyboard.type('hush');
      assert.equal(await card.locator('#credential-key').inputValue(), 'hush');
      await page.keyboard.press('Escape');
      await closes();
      assert.equal(await focused(), 'Connect Pipedrive', round);
    }
    // Without a press in between, the browser lets no page keep a dialog open.
    await page.evaluate(() => document.querySelector('cyclr-connect')!.shadowRoot!.querySelector<HTMLElement>('button')!.click());
    await until('the dialog to open', async () => (await isOpen()) || undefined);
    await page.keyboard.press('Escape');
    await closes();
    await page.evaluate(() => document.querySelector('cyclr-connect')!.requestUpdate());
    assert.equal(await isOpen(), false, 'a later drawing opens it again');
    await open();
  });

  for (const [what, close] of [
    ['a page calls close()', (dialog) => dialog.close()],
    ['a page calls requestClose(), as the Back gesture does', (dialog) => dialog.requestClose()],
  ] as const satisfies [string, (dialog: HTMLDialogElement) => void][]) {
    test(`it stays closed when ${what}`, async () => {
      const { page, card, dialog, open, closes, isOpen } = await stage.show(plainPlace);
      await open();
      await dialog.evaluate(close as (element: Node) => void);
      await closes();
      await page.evaluate(() => document.querySelector('cyclr-connect')!.requestUpdate());
      await page.evaluate(() => document.querySelector('cyclr-connect')!.updateComplete);
      assert.equal(await isOpen(), false);
      assert.equal(await card.locator('form').count(), 0);
      await open();
    });
  }

  /** A row whose open dialog has closed because its connector is read again, slowly: it has no button yet. */
  const readAgain = async (): Promise<Dialog> => {
    const shown = await stage.show(plainPlace, { look: 'compact', panel: 'dialog' }, { authenticated: true });
    await shown.open();
    await setGlobals(shown.page, { delay: 1500 });
    await shown.page.evaluate(() => document.querySelector('cyclr-connect')!.refresh());
    await shown.closes();
    await shown.card.locator('.head > .skeleton').waitFor();
    return shown;
  };

  test('the focus returns to a button that was drawn again while the connector was read', async () => {
    const { page, card, focused } = await readAgain();
    await card.locator('.head button').waitFor();
    await page.evaluate(() => document.querySelector('cyclr-connect')!.updateComplete);
    assert.equal(await focused(), 'Manage, Pipedrive');
  });

  test('it does not take the focus back if the person moved it during a read', async () => {
    const { page, card, focused } = await readAgain();
    await page.locator('#before').focus();
    await card.locator('.head button').waitFor();
    assert.equal(await focused(), '');
  });

  for (const look of ['button', 'compact', 'card']) {
    test(`the focus returns to the button once the account is disconnected: ${look}`, async () => {
      const { page, card, focused, closes, open, isOpen } = await stage.show(
        plainPlace,
        { look, panel: 'dialog' },
        { authenticated: true },
      );
      await open();
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect, Pipedrive' }).click();
      await until('the question', async () => (await focused()) === 'Cancel, Pipedrive' || undefined);
      await page.keyboard.press('Escape');
      await card.locator('.question').waitFor({ state: 'detached' });
      assert.equal(await isOpen(), true, 'Escape closes the question, and not the dialog');
      await page.keyboard.press('Escape');
      await closes();
      await open();
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect, Pipedrive' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect, Pipedrive' }).click();
      await closes();
      await card.getByRole('button', { name: /^Connect,? Pipedrive/ }).waitFor();
      assert.match(await focused(), /^Connect,? Pipedrive/);
    });
  }

  test('a press beside it closes it, one that begins or ends inside does not', async () => {
    const { page, card, dialog, open, closes, isOpen } = await stage.show(plainPlace, {}, longForm);
    await open();
    const { x, y, width, height } = await boxOf(dialog);
    const inside = [x + 100, y + 40] as const;
    const beside = [x - 60, y + 40] as const;
    // The bar of a long form belongs to the dialog.
    const bar = [x + width - 5, y + height / 2] as const;
    const press = async (from: readonly [number, number], to: readonly [number, number]): Promise<boolean> => {
      await page.mouse.move(...from);
      await page.mouse.down();
      await page.mouse.move(...to);
      await page.mouse.up();
      await page.evaluate(() => document.querySelector('cyclr-connect')!.updateComplete);
      return isOpen();
    };
    assert.equal(await press(inside, beside), true, 'from inside');
    assert.equal(await press(beside, inside), true, 'to inside');
    assert.equal(await press(bar, bar), true, 'on its scroll bar');
    assert.equal(await press(beside, beside), false, 'beside');
    await closes();
    assert.equal(await card.locator('form').count(), 0);
  });

  test('one at a time: a card that fails meanwhile does not open over another', async () => {
    const { page, closes, open, isOpen } = await stage.show('<p></p>', {}, { id: '1' });
    await page.evaluate(() => {
      (globalThis as unknown as { put: (...words: unknown[]) => void }).put('<p></p>', {}, { id: '2', name: 'Other' });
    });
    const other = findDialog(page, page.locator('cyclr-connect').nth(1));
    await open();
    await setGlobals(page, { delay: 1500, failure: 'backend-error' });
    await page.keyboard.type('key');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await closes();
    await other.open();
    await page.keyboard.type('mine');
    await until('the failure', () => page.evaluate(() => (window as unknown as { events: string[] }).events[0]));
    await page.evaluate(() => document.querySelector('cyclr-connect')!.updateComplete);
    assert.deepEqual([await isOpen(), await other.isOpen(), await other.focused()], [false, true, 'credential-key']);
    await page.keyboard.press('Escape');
    await other.closes();
    await page.evaluate(() => document.querySelector('cyclr-connect')!.requestUpdate());
    await page.evaluate(() => document.querySelector('cyclr-connect')!.updateComplete);
    assert.equal(await isOpen(), false, 'nor afterwards by itself');
    await open();
    assert.match((await page.getByRole('dialog').textContent())!, /couldn't/);
  });

  test('it stays modal if its element is moved, and unlocks the page if that is removed', async () => {
    const { page, card, open, isOpen } = await stage.show(plainPlace);
    await open();
    await page.keyboard.type('hush');
    await page.evaluate(() => document.body.append(document.querySelector('cyclr-connect')!));
    await until('it to be modal', async () => (await isOpen()) || undefined);
    assert.equal(await card.locator('#credential-key').inputValue(), 'hush');
    await card.evaluate((element) => {
      element.remove();
    });
    assert.deepEqual(await page.evaluate(() => [document.documentElement.style.cssText, document.body.style.cssText]), ['', '']);
  });
});
