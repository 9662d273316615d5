import { expect } from '@open-wc/testing';
import { buildField } from '../support/fake-backend.ts';
import { mount } from '../support/mount.ts';
import { card, connect, says, clearLanguage } from './language-steps.ts';
import { waitUntil } from '../support/wait-until.ts';

describe('the language of <cyclr-connect>', () => {
  afterEach(clearLanguage);

  describe('and its direction', () => {
    const directions: [name: string, set: (element: HTMLElement) => void, given: string, computed: string][] = [
      [
        'follows the language that the element names',
        (element) => {
          element.lang = 'ar';
        },
        'rtl',
        'rtl',
      ],
      [
        'follows the language that the page names without a direction',
        () => {
          document.documentElement.lang = 'ar';
        },
        'rtl',
        'rtl',
      ],
      [
        'is the page’s, where the page gives one',
        () => {
          document.documentElement.lang = 'ar';
          document.documentElement.dir = 'rtl';
        },
        '',
        'rtl',
      ],
      [
        'is the element’s own, where it gives one',
        (element) => {
          element.lang = 'ar';
          element.dir = 'ltr';
        },
        '',
        'ltr',
      ],
    ];
    for (const [name, set, given, computed] of directions) {
      it(name, async () => {
        const page = await mount();
        set(page.element);
        await says(page, connect.ar);
        expect(card(page).dir).to.equal(given);
        expect(getComputedStyle(card(page)).direction).to.equal(computed);
      });
    }

    it('goes from left to right for a German card in an Arabic page', async () => {
      document.documentElement.lang = 'ar';
      document.documentElement.dir = 'rtl';
      const page = await mount();
      page.element.lang = 'de';
      await says(page, connect.de);
      expect(getComputedStyle(card(page)).direction).to.equal('ltr');
    });

    it('changes with dir alone', async () => {
      const page = await mount();
      page.element.lang = 'ar';
      await says(page, connect.ar);
      page.element.dir = 'ltr';
      await waitUntil(() => card(page).dir === '', 'keeps its own');
    });

    it('leaves the connector’s own text its direction, aligned with the card', async () => {
      const page = await mount({
        connector: { authType: 'None', fields: [buildField({ description: 'The address your customers see.' })] },
      });
      page.element.lang = 'ar';
      await says(page, connect.ar);
      const { unicodeBidi, textAlign } = getComputedStyle(page.find('[part=hint]'));
      expect([unicodeBidi, textAlign]).to.deep.equal(['plaintext', 'right']);
    });

    it('isolates names in sentences of either direction, and only where it matters', async () => {
      const page = await mount({ connector: { name: 'متجر' } });
      expect(page.labels()).to.deep.equal(['Connect \u2068متجر\u2069']);
      page.element.lang = 'ar';
      await says(page, 'ربط \u2068متجر\u2069');
    });
  });
});
