import { expect } from '@open-wc/testing';
import { readNumber } from '../../src/element/form/typed-number.ts';
import { localeNames } from '../../src/locales/names.ts';
import german from '../../src/locales/de.ts';
import { buildField } from '../support/fake-backend.ts';
import { mount } from '../support/mount.ts';
import { clearLanguage, connect, says } from './language-steps.ts';

const field = (type: string, value?: string) => ({ type, value });

describe('a number', () => {
  afterEach(clearLanguage);

  const rows: [tag: string, type: string, typed: string, sent: string][] = [
    ['de', 'decimal', '1,5', '1.5'],
    ['de', 'float', ' -12,25 ', '-12.25'],
    ['fr', 'decimal', ',5', '.5'],
    ['pl', 'decimal', '0,125', '0.125'],
    ['sv', 'decimal', '-1,5', '-1.5'],
    ['pt-BR', 'decimal', '1,2345', '1.2345'],
    ['nl', 'decimal', '1234,567', '1234.567'],
    ['it', 'decimal', '1.5', '1.5'],
    ['es', 'decimal', '1500', '1500'],
    ['de', 'decimal', '52,123', '52.123'],
    ['de', 'decimal', '1,500', '1.500'],
    ['de', 'decimal', '5,', '5.'],
    ['de', 'decimal', ',', '.'],
    ['de', 'decimal', '1.500', '1,500'],
    ['es', 'decimal', '-12.000', '-12,000'],
    ['de', 'decimal', '1.500,5', '1.500,5'],
    ['de', 'decimal', '1,5,5', '1,5,5'],
    ['de', 'integer', '1,5', '1,5'],
    ['de', 'integer', '1.500', '1.500'],
    ['de', 'text', '1,5', '1,5'],
    ['en', 'decimal', '1,5', '1,5'],
    ['en', 'decimal', '1,500', '1,500'],
    ['en', 'decimal', '1.500', '1.500'],
    ['ja', 'decimal', '１．５', '1.5'],
    ['ja', 'integer', '３０', '30'],
    ['ar', 'integer', '٣٠', '30'],
    ['ar', 'decimal', '١٫٥', '1.5'],
    ['ar', 'integer', '۳۰', '30'],
    ['he', 'text', '٣', '٣'],
    ['sv', 'decimal', '\u22121,5', '-1.5'],
    ['en', 'integer', '\u221230', '-30'],
    ['he', 'decimal', '\u200e-1.5', '-1.5'],
    ['ar', 'decimal', '\u061c-١٫٥', '-1.5'],
    ['ar', 'integer', '\u200f٣٠\u200f', '30'],
  ];
  for (const [tag, type, typed, sent] of rows) {
    it(`typed as ${typed} in ${tag}, into a field of type ${type}: ${sent}`, () => {
      expect(readNumber(field(type), typed, tag)).to.equal(sent);
    });
  }

  it('as each language writes it is read', () => {
    for (const tag of localeNames) {
      for (const value of [1.5, -1.5, -12.125, 1234.567]) {
        const written = new Intl.NumberFormat(tag, { useGrouping: false }).format(value);
        expect(readNumber(field('decimal'), written, tag), `${written} in ${tag}`).to.equal(String(value));
      }
    }
  });

  const untyped: [what: string, given: Partial<Parameters<typeof readNumber>[0]>][] = [
    ['is stored', { value: '1.500' }],
    ['is the default', { defaultValue: '1.500' }],
    ['is chosen', { options: ['0.5', '1.500'] }],
  ];
  for (const [what, given] of untyped) {
    it(`that ${what} stays as it is, however it is written`, () => {
      expect(readNumber({ type: 'decimal', ...given }, '1.500', 'de')).to.equal('1.500');
    });
  }

  it('that is chosen from a list is sent as the list has it', async () => {
    const rate = buildField({ name: 'Rate', label: 'Rate', type: 'decimal', options: ['0,5', '1.500'] });
    const page = await mount({ connector: { authType: 'None', fields: [rate] } });
    document.documentElement.lang = 'de';
    await says(page, connect.de);
    const select = page.find<HTMLSelectElement>('select');
    select.value = '1.500';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    page.backend.proof = 'saved';
    await page.press(connect.de);
    await page.reached('connected');
    expect(page.backend.saved).to.deep.equal([{ properties: { Rate: '1.500' } }]);
  });

  it('with a decimal comma is sent with a point, and is not called changed', async () => {
    const page = await mount({ connector: { authType: 'None', fields: [buildField({ name: 'Rate', label: 'Rate', type: 'decimal' })] } });
    document.documentElement.lang = 'de';
    await says(page, connect.de);
    page.find('#property-Rate').focus();
    await page.type('#property-Rate', '1,5');
    page.find('#property-Rate').blur();
    await page.element.updateComplete;
    expect(page.element.shadowRoot?.querySelector('[part~=note]')).to.equal(null);
    page.backend.proof = 'saved';
    await page.press(connect.de);
    await page.reached('connected');
    expect(page.backend.saved).to.deep.equal([{ properties: { Rate: '1.5' } }]);
  });

  for (const typed of ['1.500', '1 500', '1.500,25', '1,500.25', '1٬500', '1’500']) {
    it(`that may have thousands separators is refused with that reason: ${typed}`, async () => {
      const page = await mount({ connector: { authType: 'None', fields: [buildField({ name: 'Rate', label: 'Rate', type: 'decimal' })] } });
      document.documentElement.lang = 'de';
      await says(page, connect.de);
      await page.type('#property-Rate', typed);
      await page.press(connect.de);
      expect(page.find('#property-Rate-error').textContent).to.equal(german.grouped.replace('{field}', 'Rate'));
      expect(page.backend.saved).to.deep.equal([]);
    });
  }

  for (const [typed, says] of [
    ['1,500', 'Write Rate without thousands separators, such as 1500.'],
    ['1,5', 'Rate must be a number, such as 1.5.'],
    ['much', 'Rate must be a number, such as 1.5.'],
  ] as const) {
    it(`typed as ${typed} in English is refused with its reason`, async () => {
      const page = await mount({ connector: { authType: 'None', fields: [buildField({ name: 'Rate', label: 'Rate', type: 'decimal' })] } });
      await page.type('#property-Rate', typed);
      await page.press(connect.en);
      expect(page.find('#property-Rate-error').textContent).to.equal(says);
    });
  }
});
