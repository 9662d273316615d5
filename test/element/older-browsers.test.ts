import { expect } from '@open-wc/testing';
import { mount, type Mounted, unmount } from '../support/mount.ts';

/** As a browser without `light-dark()` and relative colors reads the style sheets: what is asked for by `@supports` is not there. */
const readAsOlder = (page: Mounted): void => {
  const root = page.element.shadowRoot!;
  root.adoptedStyleSheets = root.adoptedStyleSheets.map((sheet) => {
    const older = new CSSStyleSheet();
    const rules = [...sheet.cssRules].filter((rule) => !(rule instanceof CSSSupportsRule)).map(({ cssText }) => cssText);
    expect(rules.join('\n')).to.not.contain('light-dark(');
    older.replaceSync(rules.join('\n'));
    return older;
  });
};

const styleOf = (page: Mounted, selector: string): CSSStyleDeclaration => getComputedStyle(page.find(selector));

describe('in a browser without light-dark()', () => {
  afterEach(unmount);

  for (const [ground, text] of [
    ['rgb(255, 255, 255)', 'rgb(20, 20, 20)'],
    ['rgb(20, 20, 20)', 'rgb(240, 240, 240)'],
  ] as const) {
    it(`a card on ${ground} has the page's text color and background, and a visible button`, async () => {
      const page = await mount({ connector: { authType: 'ApiKey' } });
      const host = page.element.parentElement!;
      Object.assign(host.style, { background: ground, color: text });
      readAsOlder(page);
      expect(styleOf(page, '.card').color).to.equal(text);
      expect(styleOf(page, '.card').backgroundColor).to.equal('rgba(0, 0, 0, 0)');
      expect(styleOf(page, '.primary').backgroundColor).to.equal('rgb(36, 86, 214)');
      expect(styleOf(page, '.primary').color).to.equal('rgb(255, 255, 255)');
      expect(styleOf(page, '#credential-key').color).to.equal(text);
      expect(styleOf(page, '#credential-key').borderTopWidth).to.equal('1px');
    });
  }

  it('a dialog has the colors of the system', async () => {
    const page = await mount({ connector: { authType: 'ApiKey' }, look: 'button' });
    readAsOlder(page);
    page.button('Connect Capsule').click();
    await page.element.updateComplete;
    const { backgroundColor, color } = styleOf(page, 'dialog');
    expect([backgroundColor, color]).to.deep.equal(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  });
});
