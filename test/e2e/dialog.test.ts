import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Dialog, type DialogStage, findDialog, startDialogStage } from './dialog-stage.ts';
import { until } from './support.ts';

const plain = '<p class="here"></p>';
const text = (name: string, more = {}) => ({ name, label: name, type: 'text', required: false, sensitive: false, ...more });
const long = { fields: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((name) => text(name, { required: true })) };
const phone = { width: 390, height: 700 };

/** A member of the page's own script. */
const set = (page: Page, values: Readonly<Record<string, unknown>>): Promise<unknown> =>
  page.evaluate((given) => Object.assign(window, given), values);
const box = async (found: { boundingBox: Dialog['dialog']['boundingBox'] }) => (await found.boundingBox())!;

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
      const { put } = globalThis as unknown as { put: (...words: unknown[]) => HTMLElement & { updateComplete: Promise<unknown> } };
      const measured: Record<string, number[]> = {};
      for (const [name, html] of Object.entries(all)) {
        const card = put(html);
        await card.updateComplete;
        await new Promise((resolve) => setTimeout(resolve, 20));
        const button = card.shadowRoot!.querySelector('button')!;
        measured[name] = [card, button].map((element) => Math.round(element.getBoundingClientRect().width));
      }
      return measured;
    }, parents);
    const words = Math.round((await box(page.locator('cyclr-connect').first().locator('button').first())).width);
    assert.deepEqual(widths, Object.fromEntries(Object.keys(parents).map((name) => [name, [words, words]])));
    await page.evaluate(() => {
      document.querySelectorAll('cyclr-connect').forEach((card) => Object.assign(card.parentElement!.style, { width: '110px' }));
    });
    const narrow = await box(page.locator('cyclr-connect').first().locator('button').first());
    assert.ok(narrow.width <= 110 && narrow.height > 50, 'its words wrap where there is no room');
  });

  test('Escape closes it however often it is pressed, the focus returns, what was typed stays', async () => {
    const { page, card, open, closes, focused, isOpen } = await stage.show(plain);
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
      const { page, card, dialog, open, closes, isOpen } = await stage.show(plain);
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

  test('the focus returns to a button that was drawn again while the connector was read', async () => {
    const { page, card, focused, closes, open } = await stage.show(plain, { look: 'compact', panel: 'dialog' }, { authenticated: true });
    await open();
    await set(page, { delay: 1500 });
    await page.evaluate(() => document.querySelector('cyclr-connect')!.refresh());
    await closes();
    await card.locator('.head > .skeleton').waitFor();
    await card.locator('.head button').waitFor();
    await page.evaluate(() => document.querySelector('cyclr-connect')!.updateComplete);
    assert.equal(await focused(), 'Manage, Pipedrive');
  });

  test('while it is read the person may go elsewhere, and is not called back', async () => {
    const { page, card, focused, closes, open } = await stage.show(plain, { look: 'compact', panel: 'dialog' }, { authenticated: true });
    await open();
    await set(page, { delay: 1500 });
    await page.evaluate(() => document.querySelector('cyclr-connect')!.refresh());
    await closes();
    await card.locator('.head > .skeleton').waitFor();
    await page.locator('#before').focus();
    await card.locator('.head button').waitFor();
    assert.equal(await focused(), '');
  });

  for (const look of ['button', 'compact', 'card']) {
    test(`the focus returns to the button once the account is disconnected: ${look}`, async () => {
      const { page, card, focused, closes, open, isOpen } = await stage.show(plain, { look, panel: 'dialog' }, { authenticated: true });
      await open();
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect, Pipedrive' }).click();
      await until('the question', async () => (await focused()) === 'Cancel, Pipedrive' || undefined);
      await page.keyboard.press('Escape');
      await closes();
      await open();
      assert.equal(await isOpen(), true);
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect, Pipedrive' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect, Pipedrive' }).click();
      await closes();
      await card.getByRole('button', { name: /^Connect,? Pipedrive/ }).waitFor();
      assert.match(await focused(), /^Connect,? Pipedrive/);
    });
  }

  test('a press beside it closes it, one that begins or ends inside does not', async () => {
    const { page, card, dialog, open, closes, isOpen } = await stage.show(plain, {}, long);
    await open();
    const { x, y, width, height } = await box(dialog);
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

  const pages = {
    'a plain page': '',
    'a page that always has a scroll bar': 'html { overflow-y: scroll }',
    'a page that hides what is too wide': 'body { overflow-x: hidden }',
    'a page that is not higher than its window': 'body { min-height: 0 }',
  };
  for (const [what, style] of Object.entries(pages)) {
    test(`the page behind it neither scrolls nor moves: ${what}`, async () => {
      const html = `<style>#place { display: contents } ${style}</style><div style="position: sticky; top: 0; text-align: right"><span class="here"></span></div>`;
      const { page, card, dialog, open, closes } = await stage.show(html);
      await page.evaluate(() => {
        scrollTo(0, 300);
      });
      const place = async () => ({ card: await box(card), scrolled: await page.evaluate(() => [scrollX, scrollY]) });
      const styles = () => page.evaluate(() => [document.documentElement.style.cssText, document.body.style.cssText]);
      const [placed, styled] = [await place(), await styles()];
      await open();
      const { x, y } = await box(dialog);
      for (const point of [
        [x - 60, y],
        [x + 40, y + 30],
      ] as const) {
        await page.mouse.move(...point);
        await page.mouse.wheel(0, 400);
      }
      await dialog.locator('.close').focus();
      await page.keyboard.press('PageDown');
      await page.waitForTimeout(200);
      assert.deepEqual(await place(), placed);
      await page.keyboard.press('Escape');
      await closes();
      assert.deepEqual(await place(), placed);
      assert.deepEqual(await styles(), styled);
    });
  }

  for (const [what, window] of [
    ['a window', { width: 700, height: 520 }],
    ['a phone', { width: 390, height: 520 }],
  ] as const) {
    test(`a long form scrolls inside it, with its head and its buttons in view: ${what}`, async () => {
      const { page, dialog, open } = await stage.show(plain, {}, long, window);
      await open();
      const frame = await box(dialog);
      assert.ok(frame.y >= 0 && frame.y + frame.height <= window.height + 0.5);
      // A desktop's scroll bar keeps its room.
      if (window.width < 480) assert.deepEqual([frame.x, frame.width, frame.y + frame.height], [0, window.width - 15, window.height]);
      const seen = async (): Promise<boolean[]> =>
        Promise.all(
          ['.title', '.close', 'button[type=submit]'].map((selector) =>
            dialog.locator(selector).evaluate((element) => {
              const { left, top, width, height } = element.getBoundingClientRect();
              const hit = (element.getRootNode() as ShadowRoot).elementFromPoint(left + Math.min(width, 30) / 2, top + height / 2);
              return hit !== null && (element.contains(hit) || hit.contains(element)) && hit.localName !== 'dialog';
            }),
          ),
        );
      assert.deepEqual(await seen(), [true, true, true], 'at the top');
      const below = await dialog.evaluate((element) => {
        const { left, width, bottom } = element.getBoundingClientRect();
        return (element.getRootNode() as ShadowRoot).elementFromPoint(left + width / 2, bottom - 6)?.className;
      });
      assert.match(below ?? '', /^actions/, 'nothing of the form shows below the buttons');
      await dialog.getByLabel('E', { exact: true }).focus();
      for (const letter of ['E', 'F', 'G', 'H']) {
        const field = await box(dialog.getByLabel(letter, { exact: true }));
        const submit = await box(dialog.locator('button[type=submit]'));
        assert.ok(field.y + field.height <= submit.y, `${letter} is not covered by the buttons`);
        await page.keyboard.press('Tab');
      }
      assert.deepEqual(await seen(), [true, true, true], 'at the end');
    });
  }

  test('a keyboard on the screen covers no part of it', async () => {
    const { page, dialog, open } = await stage.show(plain, {}, long, phone);
    await page.evaluate(() => {
      const visible = Object.assign(new EventTarget(), { height: innerHeight, offsetTop: 0, scale: 1 });
      Object.defineProperty(window, 'visualViewport', { value: visible });
    });
    const shrink = (height: number): Promise<void> =>
      page.evaluate((left) => {
        Object.assign(visualViewport!, { height: left });
        visualViewport!.dispatchEvent(new Event('resize'));
      }, height);
    await open();
    await shrink(400);
    const { y, height } = await box(dialog);
    assert.deepEqual([y >= 0, y + height], [true, 400]);
    const submit = await box(dialog.locator('button[type=submit]'));
    assert.ok(submit.y + submit.height <= 400, 'the button is in view');
    await shrink(700);
    const after = await box(dialog);
    assert.equal(after.y + after.height, 700);
  });

  const places: Record<string, string> = {
    'in overflow: hidden': '<div style="overflow: hidden; width: 150px; height: 40px"><p class="here"></p></div>',
    'in a transform': '<div style="transform: translateX(50px) scale(0.5); width: 200px"><p class="here"></p></div>',
    'in contain: strict': '<div style="contain: strict; width: 200px; height: 60px"><p class="here"></p></div>',
    'in content-visibility: auto': '<div style="content-visibility: auto"><p class="here"></p></div>',
    'in a filter and an opacity': '<div style="filter: blur(2px); opacity: 0.2"><p class="here"></p></div>',
    'in a cell with a cursor, no selection, in capitals':
      '<div style="cursor: pointer; user-select: none; text-transform: uppercase"><p class="here"></p></div>',
    'in buttons that hide when the pointer leaves them':
      '<style>.gone { visibility: hidden; pointer-events: none }</style><div class="hover"><p class="here"></p></div>',
    "in the page's own modal dialog": '<dialog><p class="here"></p></dialog>',
  };
  for (const [what, html] of Object.entries(places)) {
    test(`lies in the window, and takes what is typed: ${what}`, async () => {
      const { page, card, dialog, open, isOpen, closes } = await stage.show(html.replace('<dialog>', '<dialog open>'));
      if (html.includes('<dialog>'))
        await page.evaluate(() => {
          const host = document.querySelector<HTMLDialogElement>('#place > dialog')!;
          host.close();
          host.showModal();
        });
      await open();
      if (html.includes('gone')) await page.locator('.hover').evaluate((element) => element.classList.add('gone'));
      const { x, y, width, height } = await box(dialog);
      const middle = (1000 - 15) / 2; // without the room of the page's scroll bar
      assert.deepEqual([Math.round(x + width / 2 - middle), y >= 16, y + height <= 700 - 16], [0, true, true]);
      const field = card.locator('#credential-key');
      await field.click();
      await page.keyboard.type('key');
      assert.equal(await field.inputValue(), 'key');
      const { visibility, cursor, textTransform, userSelect } = await dialog.evaluate((element) => {
        const style = getComputedStyle(element);
        return { visibility: style.visibility, cursor: style.cursor, textTransform: style.textTransform, userSelect: style.userSelect };
      });
      assert.deepEqual([visibility, cursor, textTransform, userSelect], ['visible', 'auto', 'none', 'text']);
      await page.keyboard.press('Escape');
      await closes();
      assert.equal(await isOpen(), false);
      if (!html.includes('<dialog>')) return;
      assert.equal(await page.locator('#place > dialog').evaluate((host) => host.matches(':modal')), true, "the page's own stays");
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('#place > dialog').evaluate((host) => host.matches(':modal')), false);
    });
  }

  test('opens over an ancestor that fills the screen', async () => {
    const { page, card, open, closes } = await stage.show('<section><p class="here"></p></section>');
    await page.locator('section').evaluate((section) => section.requestFullscreen());
    await open();
    await card.locator('#credential-key').click();
    await page.keyboard.type('key');
    assert.equal(await page.evaluate(() => document.fullscreenElement?.localName), 'section');
    await card.locator('.close').click();
    await closes();
  });

  test('opens inside a frame, and locks the scrolling of the frame alone', async () => {
    const { page } = await stage.show(plain);
    await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = '/frame';
      frame.style.cssText = 'width: 400px; height: 300px';
      document.querySelector('#place')!.append(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve));
      (frame.contentWindow as unknown as { put: (html: string) => void }).put('<p></p>');
    });
    const { card, dialog, closes } = findDialog(page, page.frameLocator('iframe').locator('cyclr-connect'));
    await card.locator('[aria-haspopup=dialog]').click();
    await dialog.locator('#credential-key').fill('key');
    const sheet = await box(dialog);
    const frame = await box(page.locator('iframe'));
    assert.ok(sheet.y + sheet.height <= frame.y + frame.height + 1);
    await page.keyboard.press('Escape');
    await closes();
  });

  for (const shadow of [true, false]) {
    test(`keeps Tab and Escape to itself in a focus trap that ${shadow ? 'sees' : 'does not see'} into shadow roots`, async () => {
      const { page, focused, closes, open } = await stage.show(
        '<div id="trap"><button>First</button><p class="here"></p><button>Last</button></div>',
      );
      await page.evaluate((getShadowRoot) => {
        const { createFocusTrap } = (
          globalThis as unknown as {
            focusTrap: { createFocusTrap: (place: Element, options: object) => { active: boolean; activate(): void } };
          }
        ).focusTrap;
        const trap = createFocusTrap(document.querySelector('#trap')!, { tabbableOptions: { getShadowRoot } });
        trap.activate();
        Object.assign(window, { trap });
      }, shadow);
      await open();
      const path: string[] = [];
      for (let step = 0; step < 12; step += 1) {
        path.push(await focused());
        await page.keyboard.press('Tab');
      }
      assert.equal(path.filter((name) => name === 'credential-key').length > 1, true, `goes round: ${path.join(' > ')}`);
      for (const name of ['Connect Pipedrive', 'Close'])
        assert.ok(
          path.some((seen) => seen.startsWith(name)),
          `${name}: ${path.join(' > ')}`,
        );
      await page.keyboard.press('Escape');
      await closes();
      assert.equal(await focused(), 'Connect Pipedrive');
      assert.equal(await page.evaluate(() => (window as unknown as { trap: { active: boolean } }).trap.active), true);
      await page.keyboard.press('Escape');
      assert.equal(await page.evaluate(() => (window as unknown as { trap: { active: boolean } }).trap.active), false);
    });
  }

  test('on paper it is whole, without the shade, and the page has as many sheets as before', async () => {
    const { page, dialog, open } = await stage.show(plain, {}, long);
    const count = async (): Promise<number> => (await page.pdf()).toString('latin1').split('/Type /Page\n').length - 1;
    const before = await count();
    assert.ok(before > 2);
    await open();
    assert.ok((await count()) >= before);
    await page.emulateMedia({ media: 'print' });
    const read = await dialog.evaluate((element) => ({
      shade: getComputedStyle(element, '::backdrop').backgroundColor,
      hidden: element.scrollHeight - element.clientHeight,
    }));
    assert.deepEqual(read, { shade: 'rgba(0, 0, 0, 0)', hidden: 0 });
  });

  test('it fades in, not where motion is unwanted; lines are as dark as text where contrast is wanted', async () => {
    const { page, dialog, open } = await stage.show(plain);
    await open();
    const read = () =>
      dialog.evaluate((element) => {
        const { animationName, borderTopColor, color } = getComputedStyle(element);
        return [animationName, borderTopColor === color];
      });
    assert.deepEqual(await read(), ['none', false]);
    await page.emulateMedia({ reducedMotion: 'no-preference', contrast: 'more' });
    assert.deepEqual(await read(), ['appear', true]);
    await page.emulateMedia({ forcedColors: 'active' });
    assert.equal(await dialog.evaluate((element) => getComputedStyle(element).borderTopWidth), '1px', 'its edge is drawn');
  });

  test('one at a time: a card that fails meanwhile does not open over another', async () => {
    const { page, closes, open, isOpen } = await stage.show('<p></p>', {}, { id: '1' });
    await page.evaluate(() => {
      (globalThis as unknown as { put: (...words: unknown[]) => void }).put('<p></p>', {}, { id: '2', name: 'Other' });
    });
    const other = findDialog(page, page.locator('cyclr-connect').nth(1));
    await open();
    await set(page, { delay: 1500, failure: 'backend-error' });
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

  test('an element that is moved keeps it modal, one that is removed lets the page scroll', async () => {
    const { page, card, open, isOpen } = await stage.show(plain);
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
