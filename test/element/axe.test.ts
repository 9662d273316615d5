import { expectNoViolation, styleRules } from '../support/axe.ts';
import { useGallery } from '../support/gallery.ts';

describe('axe finds nothing in any state, look and panel', function () {
  this.timeout(180_000);
  const gallery = useGallery();

  for (const direction of ['ltr', 'rtl'])
    for (const scheme of ['light', 'dark'])
      it(`${direction}, ${scheme}`, async () => {
        gallery.show('Default', scheme, direction);
        // Names, roles and structure are the same in both schemes.
        await expectNoViolation(gallery.main, scheme === 'light' ? undefined : styleRules);
      });
});
