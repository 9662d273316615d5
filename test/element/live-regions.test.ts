import { expect } from '@open-wc/testing';
import { openList, closeLists, buildOwn, createAccountServer } from '../list/open-list.ts';
import { restoreFocus, setFocus } from '../support/focus.ts';
import { mount, unmount } from '../support/mount.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Every text that a region has had since, without the empty ones. */
const follow = (region: HTMLElement): string[] => {
  const said: string[] = [];
  new MutationObserver(() => {
    if (region.textContent !== '') said.push(region.textContent);
  }).observe(region, { childList: true, characterData: true, subtree: true });
  return said;
};

const comeBack = (): void => {
  setFocus(true);
  window.dispatchEvent(new Event('focus'));
};

describe('an announcement (WCAG 2.2, 4.1.3)', () => {
  afterEach(async () => {
    restoreFocus();
    await unmount();
    await closeLists();
  });

  it('is made once while the page has the focus', async () => {
    const page = await mount();
    const said = follow(page.find('[role=status]'));
    await page.press('Connect Capsule');
    await page.finish();
    comeBack();
    await waitUntil(() => said.includes('Capsule is connected.'), `only ${said.join()}`);
    expect(said.filter((text) => text === 'Capsule is connected.')).to.have.length(1);
  });

  it('is repeated by a card when the person comes back from another window', async () => {
    const page = await mount();
    await page.press('Connect Capsule');
    setFocus(false);
    await page.finish();
    const said = follow(page.find('[role=status]'));
    comeBack();
    await waitUntil(() => said.length > 0, 'it is not said again');
    expect(said).to.deep.equal(['Capsule is connected.']);
    comeBack();
    expect(page.find('[role=status]').textContent, 'it was said').to.equal('Capsule is connected.');
  });

  it('needs one listener for that, however many announcements are made meanwhile', async () => {
    const page = await mount();
    const signals: (AbortSignal | undefined)[] = [];
    const listen = window.addEventListener.bind(window);
    const listener = (...given: Parameters<typeof listen>): void => {
      const [type, , options] = given;
      if (type === 'focus') signals.push(typeof options === 'object' ? options.signal : undefined);
      listen(...given);
    };
    Object.assign(window, { addEventListener: listener });
    try {
      setFocus(false);
      for (let attempts = 0; attempts < 3; attempts += 1) {
        await page.press('Connect Capsule');
        await page.reached('authorizing');
        page.element.cancel();
        await page.reached('failed');
        await page.element.updateComplete;
      }
      expect(signals.length).to.be.at.least(6);
      // One belongs to the flow, which watches an attempt for some minutes after its end.
      expect(signals.filter((signal) => signal?.aborted !== true)).to.have.length.of.at.most(2);
    } finally {
      Reflect.deleteProperty(window, 'addEventListener');
    }
  });

  for (const name of ['hasFocus', 'addEventListener']) {
    it(`is made and repeated in a page with a form called ${name}`, async () => {
      const form = document.createElement('form');
      form.name = name;
      document.body.append(form);
      try {
        const page = await mount();
        await page.press('Connect Capsule');
        setFocus(false);
        await page.finish();
        const said = follow(page.find('[role=status]'));
        comeBack();
        await waitUntil(() => said.length > 0, 'it is not said again');
        expect(page.events.filter(({ type }) => type === 'failed')).to.deep.equal([]);
      } finally {
        form.remove();
      }
    });
  }

  it('is repeated by a list, unless a newer one was made', async () => {
    const opened = await openList(
      createAccountServer({ connectors: Array.from({ length: 9 }, (_, index) => buildOwn(String(index + 1), `Shop ${index + 1}`)) }),
    );
    setFocus(false);
    await opened.search('Shop 1');
    const region = opened.find('[role=status]');
    const first = region.textContent;
    const said = follow(region);
    await opened.search('Nothing');
    comeBack();
    await waitUntil(() => said.length > 1, 'it is not said again');
    await opened.list.updateComplete;
    expect(said).to.not.include(first);
    expect(new Set(said)).to.have.property('size', 1);
  });
});
