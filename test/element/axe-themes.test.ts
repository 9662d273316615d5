import { expectNoViolation, styleRules } from '../support/axe.ts';
import { useGallery } from '../support/gallery.ts';
import { presets } from '../support/scenes.ts';

describe('in every state, look and panel axe finds nothing in the theme', function () {
  this.timeout(180_000);
  const gallery = useGallery();

  // The default one is in axe.test.ts, with all rules.
  for (const [theme, { scheme: only }] of Object.entries(presets).filter(([name]) => name !== 'Default'))
    for (const scheme of only === undefined ? ['light', 'dark'] : [only])
      for (const direction of ['ltr', 'rtl'])
        it(`${theme}, ${scheme}, ${direction}`, async () => {
          gallery.show(theme, scheme, direction);
          await expectNoViolation(gallery.main, styleRules);
        });
});
