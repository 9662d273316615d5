import { expect } from '@open-wc/testing';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { waitUntil } from '../support/wait-until.ts';
import { clearLanguage } from './language-steps.ts';

const boxOf = (element: Element): Pick<DOMRect, 'x' | 'y' | 'width' | 'height'> => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
};
const submit = (page: Mounted): Element => page.find('button[type=submit]');

describe('the size of a card', () => {
  afterEach(unmount);

  for (const width of [240, 320, 360, 640]) {
    for (const look of ['card', 'compact'] as const) {
      for (const name of ['Ox', 'Pipedrive', 'Follow Up Boss of the North']) {
        it(`stays while ${name} is saved: ${look}, ${width} px`, async () => {
          const page = await mount({ connector: { authType: 'ApiKey', name }, look });
          page.element.style.width = `${width}px`;
          if (look === 'compact') await page.press('Connect');
          await page.type('#credential-key', 'hush');
          const before = [boxOf(page.element), boxOf(submit(page))];
          page.backend.hold();
          page.find<HTMLFormElement>('form').requestSubmit();
          await page.reached('saving');
          await pause(450);
          expect(page.text()).to.contain('Checking…').and.to.contain('Cancel');
          const after = [boxOf(page.element), boxOf(submit(page))];
          expect(after).to.deep.equal(before);
        });
      }
    }
  }

  for (const name of ['Pipedrive', 'Acme ERP']) {
    it(`leaves the label in one line on a small phone: Connect ${name}`, async () => {
      const page = await mount({ connector: { authType: 'ApiKey', name } });
      page.element.style.cssText = 'width: 288px; font: 15px "DejaVu Sans", sans-serif';
      expect(submit(page).clientHeight).to.be.below(40);
    });
  }

  it('cuts no word off while it is busy, with text at 200 %', async () => {
    document.documentElement.lang = 'de';
    try {
      const page = await mount({ connector: { authType: 'ApiKey', name: 'Pipedrive' } });
      page.element.style.cssText = 'width: 288px; font: 30px "DejaVu Sans", sans-serif';
      await page.type('#credential-key', 'hush');
      page.backend.hold();
      page.find<HTMLFormElement>('form').requestSubmit();
      await page.reached('saving');
      await waitUntil(() => page.text().includes('Wird geprüft'));
      const label = page.find('button[aria-busy] .label > :last-child');
      expect(label.scrollWidth).to.be.at.most(label.clientWidth);
    } finally {
      await clearLanguage();
    }
  });

  for (const width of [240, 288, 304, 320, 360]) {
    it(`leaves no button alone below two others: ${width} px`, async () => {
      const page = await mount({ connector: { authType: 'OAuth2' } });
      page.element.style.cssText = `width: ${width}px; font: 15px "DejaVu Sans", sans-serif`;
      await page.press('Connect Capsule');
      await page.reached('authorizing');
      expect(page.button('Cancel').getBoundingClientRect().y).to.equal(page.button('Open again').getBoundingClientRect().y);
    });
  }

  it('stays while a row is stopped: its button is as short as before', async () => {
    const page = await mount({ connector: { authType: 'OAuth2' }, look: 'compact' });
    const { y: _, ...before } = boxOf(page.button('Connect'));
    await page.press('Connect');
    await page.press('Cancel');
    await page.reached('failed');
    expect(boxOf(page.button('Connect'))).to.include(before);
  });
});

describe('the look of one button', () => {
  afterEach(unmount);

  it('shows the status of the connection, and has it in its accessible name', async () => {
    const page = await mount({ connector: { authenticated: true }, look: 'button' });
    expect(page.button('Capsule').ariaLabel).to.equal('Capsule, Connected');
    expect(page.find('.card > button svg').checkVisibility()).to.equal(true);
    page.element.disconnect();
    await page.element.updateComplete;
    expect(page.button('Capsule').ariaLabel).to.equal('Capsule, Connected');
  });
});
