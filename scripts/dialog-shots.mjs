// `look="button"` in every state: the button, and its dialog, a sheet on a phone.

const ways = [
  { width: 1000, height: 700, scheme: 'light', direction: 'ltr' },
  { width: 600, height: 700, scheme: 'dark', direction: 'rtl' },
  { width: 320, height: 640, scheme: 'light', direction: 'ltr' },
  { width: 320, height: 640, scheme: 'dark', direction: 'rtl' },
];

/** `openHarness` gives a page; `play` brings a card of a look to a state; `take` takes the picture. */
export const takeDialogScene = async (openHarness, play, take, name) => {
  const page = await openHarness();
  await page.setViewportSize(ways[0]);
  await play(page, name, { look: 'button' });
  const press = (selector) =>
    page.evaluate(async (found) => {
      const card = document.querySelector('cyclr-connect');
      card.shadowRoot.querySelector(found)?.click();
      await card.updateComplete;
    }, selector);
  await press('dialog[open] .close');
  for (const { width, height, scheme, direction } of ways) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate((dir) => {
      document.dir = dir;
    }, direction);
    const way = `${name} ${scheme} ${direction} ${width}`;
    if (width !== 320) await take('buttons', way, page.locator('main'));
    await press('[aria-haspopup=dialog]');
    // The dialog was closed in between, which answers the question: it is asked once more.
    if (name === 'disconnecting') await press('.body button:last-child');
    await take(`dialogs/${name}`, way, page);
    await press('dialog[open] .close');
  }
  await page.close();
};
