import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { boxOf, type DialogStage, findDialog, longForm, phone, plainPlace, startDialogStage } from './dialog-stage.ts';

describe('A dialog and the page around it', () => {
  let stage: DialogStage;
  before(async () => {
    stage = await startDialogStage();
  });
  after(() => stage.close());

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
      const place = async () => ({ card: await boxOf(card), scrolled: await page.evaluate(() => [scrollX, scrollY]) });
      const styles = () => page.evaluate(() => [document.documentElement.style.cssText, document.body.style.cssText]);
      const [placed, styled] = [await place(), await styles()];
      await open();
      const { x, y } = await boxOf(dialog);
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
      const { page, dialog, open } = await stage.show(plainPlace, {}, longForm, window);
      await open();
      const frame = await boxOf(dialog);
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
        const field = await boxOf(dialog.getByLabel(letter, { exact: true }));
        const submit = await boxOf(dialog.locator('button[type=submit]'));
        assert.ok(field.y + field.height <= submit.y, `${letter} is not covered by the buttons`);
        await page.keyboard.press('Tab');
      }
      assert.deepEqual(await seen(), [true, true, true], 'at the end');
    });
  }

  test('a keyboard on the screen covers no part of it', async () => {
    const { page, dialog, open } = await stage.show(plainPlace, {}, longForm, phone);
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
    const { y, height } = await boxOf(dialog);
    assert.deepEqual([y >= 0, y + height], [true, 400]);
    const submit = await boxOf(dialog.locator('button[type=submit]'));
    assert.ok(submit.y + submit.height <= 400, 'the button is in view');
    await shrink(700);
    const after = await boxOf(dialog);
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
      const { x, y, width, height } = await boxOf(dialog);
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
    const { page } = await stage.show(plainPlace);
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
    const sheet = await boxOf(dialog);
    const frame = await boxOf(page.locator('iframe'));
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

  test('it prints in full, without the backdrop, and adds no sheet of paper', async () => {
    const { page, dialog, open } = await stage.show(plainPlace, {}, longForm);
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

  test('it fades in except with reduced motion, and has dark lines with more contrast', async () => {
    const { page, dialog, open } = await stage.show(plainPlace);
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
});
