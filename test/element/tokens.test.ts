import { expect } from '@open-wc/testing';
import { finishMotion } from '../support/finish-motion.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';

const red = 'rgb(1, 2, 3)';
const key = { authType: 'ApiKey', name: 'Pipedrive' };
type Options = Parameters<typeof mount>[0];
type Act = (page: Mounted) => Promise<void>;

const focusing =
  (selector: string): Act =>
  (page) => {
    page.find(selector).focus();
    return Promise.resolve();
  };
const pressing =
  (label: string): Act =>
  (page) =>
    page.press(label);

interface Case {
  token: string;
  value: string;
  selector: string;
  property:
    | 'backgroundColor'
    | 'borderTopColor'
    | 'borderTopLeftRadius'
    | 'boxShadow'
    | 'color'
    | 'height'
    | 'outlineColor'
    | 'outlineWidth'
    | 'paddingTop'
    | 'width';
  /** Default: the value. */
  expected?: string;
  options?: Options;
  act?: Act;
}

const connected = { connector: { authenticated: true } };
const typed = { connector: key };
const cases: Case[] = [
  { token: 'accent', value: red, selector: '.body .primary', property: 'backgroundColor' },
  { token: 'accent-text', value: red, selector: '.body .primary', property: 'color' },
  { token: 'surface', value: red, selector: '[part=card]', property: 'backgroundColor' },
  { token: 'surface', value: red, selector: '[part=dialog]', property: 'backgroundColor', options: { ...typed, look: 'button' } },
  { token: 'text', value: red, selector: '[part=card]', property: 'color' },
  { token: 'text', value: red, selector: '[part=card]', property: 'color', options: { look: 'compact' } },
  { token: 'muted', value: red, selector: '[part=foot]', property: 'color' },
  { token: 'border', value: red, selector: '[part=card]', property: 'borderTopColor' },
  { token: 'border', value: red, selector: '[part~=quiet-button]', property: 'borderTopColor', options: connected },
  { token: 'field-border', value: red, selector: '[part=input]', property: 'borderTopColor', options: typed },
  { token: 'field-surface', value: red, selector: '[part=input]', property: 'backgroundColor', options: typed },
  { token: 'good', value: red, selector: '[part=status]', property: 'color', options: connected },
  {
    token: 'warning',
    value: red,
    selector: '[part=status]',
    property: 'color',
    options: { connector: { authenticated: true, attention: { reason: 'expired' } } },
  },
  { token: 'bad', value: red, selector: '[part~=field-error]', property: 'color', options: typed, act: pressing('Connect Pipedrive') },
  { token: 'bad', value: red, selector: '[part~=danger-button]', property: 'color', options: connected, act: pressing('Disconnect') },
  { token: 'danger', value: red, selector: '[part~=danger-button]', property: 'color', options: connected, act: pressing('Disconnect') },
  { token: 'radius', value: '30px', selector: '[part=card]', property: 'borderTopLeftRadius' },
  { token: 'radius', value: '30px', selector: '[part=input]', property: 'borderTopLeftRadius', expected: '20px', options: typed },
  { token: 'radius', value: '30px', selector: '.body .primary', property: 'borderTopLeftRadius', expected: '20px' },
  { token: 'field-radius', value: '3px', selector: '[part=input]', property: 'borderTopLeftRadius', options: typed },
  { token: 'button-radius', value: '3px', selector: '.body .primary', property: 'borderTopLeftRadius' },
  { token: 'button-radius', value: '3px', selector: '[part~=row-button]', property: 'borderTopLeftRadius', options: { look: 'compact' } },
  { token: 'icon-size', value: '60px', selector: '[part=icon]', property: 'width' },
  { token: 'icon-size', value: '60px', selector: '[part=icon]', property: 'height', options: { look: 'compact' } },
  { token: 'width', value: '200px', selector: '[part=card]', property: 'width' },
  { token: 'space', value: '6px', selector: '[part=card]', property: 'paddingTop', expected: '30px' },
  { token: 'shadow', value: 'rgb(1, 2, 3) 0px 1px 2px 0px', selector: '[part=card]', property: 'boxShadow' },
  ...['[part=input]', '[part=reveal-button]', '.body .primary'].flatMap((selector): Case[] => [
    { token: 'focus-ring', value: red, selector, property: 'outlineColor', options: typed, act: focusing(selector) },
    { token: 'focus-ring-width', value: '4px', selector, property: 'outlineWidth', options: typed, act: focusing(selector) },
  ]),
];

describe('a custom property reaches what it names', () => {
  afterEach(unmount);

  for (const { token, value, selector, property, expected = value, options, act } of cases)
    it(`${token}: ${property} of ${selector}${options?.look === undefined ? '' : `, ${options.look}`}`, async () => {
      const page = await mount(options);
      const read = (): string => getComputedStyle(page.find(selector))[property];
      await act?.(page);
      expect(read(), 'before').not.to.equal(expected);
      page.element.style.setProperty(`--cyclr-connect-${token}`, value);
      read();
      finishMotion(page.element);
      expect(read()).to.equal(expected);
    });

  it('all that the element documents are tried', async () => {
    const source = await (await fetch(new URL('../../docs/element.md', import.meta.url))).text();
    const documented = [...source.matchAll(/^\| (`--cyclr-connect-.*?) \|/gm)].flatMap(([, names]) =>
      [...(names ?? '').matchAll(/`--cyclr-connect-([a-z-]+)`/g)].map(([, name]) => name ?? ''),
    );
    expect(documented.toSorted()).to.deep.equal([...new Set(cases.map(({ token }) => token))].toSorted());
  });
});

describe('the focus ring', () => {
  afterEach(unmount);

  const fields = [
    { name: 'Region', label: 'Region', type: 'text', required: true, sensitive: false, options: ['eu', 'us'] },
    ...['One', 'Two', 'Three'].map((name) => ({ name, label: name, type: 'text', required: false, sensitive: false })),
  ];
  const credentialFields = { key: { documentationUrl: 'https://example.com/' } };
  for (const [what, options, act, selectors] of [
    ['a form', { connector: { ...key, fields, credentialFields } }, undefined, ['input', 'select', 'summary', 'a', '.reveal', '.primary']],
    ['a summary of errors', { connector: { ...key, fields } }, pressing('Connect Pipedrive'), ['[part~=summary]', '[part~=summary-link]']],
    ['a question', connected, pressing('Disconnect'), ['[part~=quiet-button]', '[part~=danger-button]']],
    ['a row', { ...typed, look: 'compact' }, undefined, ['[part~=row-button]']],
  ] as const)
    it(`is the same two pixels in the accent everywhere in ${what}`, async () => {
      const page = await mount(options);
      await act?.(page);
      page.element.style.setProperty('--cyclr-connect-focus-ring', red);
      for (const selector of selectors) {
        page.find(selector).focus();
        const { outlineStyle, outlineWidth, outlineColor, outlineOffset, boxShadow } = getComputedStyle(page.find(selector));
        expect([outlineStyle, outlineWidth, outlineColor, outlineOffset], selector).to.deep.equal(['solid', '2px', red, '2px']);
        if (!page.find(selector).matches('[aria-invalid=true]')) expect(boxShadow, selector).to.equal('none');
      }
    });
});
