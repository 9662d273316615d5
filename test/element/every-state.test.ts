import { expect } from '@open-wc/testing';
import { contrastIn } from '../support/contrast.ts';
import { useGallery } from '../support/gallery.ts';
import { hasBox, hasPart, isShown } from '../support/pieces.ts';
import { presets } from '../support/scenes.ts';

/** In WebKitGTK 2.50 `getComputedStyle(field, '::placeholder')` returns the style of the field itself. */
const tellsPlaceholders = navigator.userAgent.includes('Chrome/') || navigator.userAgent.includes('Firefox/');

describe('in every state, look and panel', function () {
  this.timeout(180_000);
  const gallery = useGallery();

  /** All shown nodes of each card that match, with the card's name. */
  const find = (selector: string): { node: HTMLElement; name: string }[] =>
    [...gallery.main.children].flatMap((card) =>
      [...card.shadowRoot!.querySelectorAll<HTMLElement>(selector)].filter(isShown).map((node) => ({
        node,
        name: `${card.getAttribute('data-name') ?? ''}: ${node.localName}.${node.className} ${node.textContent}`,
      })),
    );
  const failing = (selector: string, isGood: (node: HTMLElement) => boolean): string[] => {
    const found = find(selector);
    expect(found, selector).not.to.have.length(0);
    return [...new Set(found.filter(({ node }) => !isGood(node)).map(({ name }) => name))].slice(0, 8);
  };

  it('everything that is seen has a part', () => {
    expect(failing('*:not(option, svg *)', hasPart)).to.deep.equal([]);
  });

  it('the body is busy exactly while an answer is awaited', () => {
    const busy = [...gallery.main.children].flatMap((card) => {
      const body = card.shadowRoot!.querySelector('[part=body]');
      const [scene = ''] = (card.getAttribute('data-name') ?? '').split(':');
      return body?.getAttribute('aria-busy') === 'true' ? [scene] : [];
    });
    expect([...new Set(busy)].sort()).to.deep.equal(['confirming', 'loading', 'saving']);
  });

  for (const [what, selector, weight] of [
    ['titles', '[part=title]', '600'],
    ['labels', '[part=label], [part=methods] legend, [part~=more-options-button], [part~=summary-title]', '500'],
    ['buttons', '[part~=button]', '500'],
    [
      'texts',
      '[part~=sentence], [part~=hint], [part~=field-error], [part~=summary-link], [part=status], [part=foot], [part~=optional]',
      '400',
    ],
  ] as const)
    it(`${what} have the weight ${weight}`, () => {
      expect(failing(selector, (node) => getComputedStyle(node).fontWeight === weight)).to.deep.equal([]);
    });

  it('there are never two primary buttons, and never three that look the same', () => {
    const looksOf = (root: Element): string[] =>
      [...root.querySelectorAll('[part~=button]')].filter(isShown).map((button) => {
        const { backgroundColor, borderTopColor, color } = getComputedStyle(button);
        return [backgroundColor, borderTopColor, color].join();
      });
    expect(failing('[part~=actions]', (actions) => actions.querySelectorAll('.primary').length <= 1)).to.deep.equal([]);
    expect(
      failing('[part~=actions]', (actions) => {
        const looks = looksOf(actions);
        return looks.length < 3 || looks.some((look) => looks.filter((other) => other === look).length === 1);
      }),
    ).to.deep.equal([]);
  });

  it('buttons beside a primary one have no border, and a single button has one', () => {
    expect(failing('.body .primary ~ [part~=quiet-button]', (node) => !hasBox(node))).to.deep.equal([]);
    expect(failing('[part~=quiet-button]:only-child', hasBox)).to.deep.equal([]);
  });

  for (const width of [240, 320, 480, 640])
    it(`a button of the body is as wide as its words, or its line is full, in ${String(width)} pixels`, () => {
      gallery.main.style.width = `${String(width + 96)}px`;
      const found = find('.body [part~=button]');
      const widthOf = ({ node }: { node: HTMLElement }): number => node.getBoundingClientRect().width;
      const actual = found.map(widthOf);
      // Beside the button on its line: another one, or the room that is kept for Cancel.
      const room = found.map(({ node }) => {
        const line = node.parentElement!;
        const kept = Number.parseFloat(getComputedStyle(line, '::after').width);
        const beside = [...line.children].map((other) => (other === node ? 0 : other.getBoundingClientRect().width));
        return line.getBoundingClientRect().width - (line.matches('.shared') ? Math.max(...beside, kept || 0) + 8 : 0);
      });
      for (const { node } of found) Object.assign(node.style, { width: 'max-content', minWidth: '0', flex: 'none' });
      const words = found.map(widthOf);
      for (const { node } of found) node.removeAttribute('style');
      gallery.main.removeAttribute('style');
      expect(found).not.to.have.length(0);
      const others = found.filter((_, index) => Math.abs(actual[index]! - Math.min(words[index]!, room[index]!)) > 1);
      expect(others.map(({ name }) => name).slice(0, 8)).to.deep.equal([]);
    });

  for (const [theme, { scheme: only }] of Object.entries(presets))
    for (const scheme of only === undefined ? ['light', 'dark'] : [only])
      it(`placeholders, edges of fields and the focus ring have their contrast in ${theme}, ${scheme}`, () => {
        gallery.show(theme, scheme, 'ltr');
        if (tellsPlaceholders)
          expect(
            failing('input[placeholder]', (input) => {
              const { color, opacity } = getComputedStyle(input, '::placeholder');
              return contrastIn(input, color, Number(opacity)) >= 4.5 && Number(opacity) < 0.8;
            }),
            'placeholders: 4.5 to 1, and lighter than values',
          ).to.deep.equal([]);
        expect(
          failing(
            'input:not([type=radio]), select, textarea',
            (field) => contrastIn(field.parentElement!, getComputedStyle(field).borderTopColor) >= 3,
          ),
          'edges of fields',
        ).to.deep.equal([]);
        expect(
          failing('[part=card], [part~=sheet]', (frame) => {
            const probe = document.createElement('i');
            probe.style.color = 'var(--_ring)';
            frame.append(probe);
            const ratio = contrastIn(frame, getComputedStyle(probe).color);
            probe.remove();
            return ratio >= 3;
          }),
          'the focus ring',
        ).to.deep.equal([]);
      });
});
