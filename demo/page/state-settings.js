import { buildRule, presets } from './theme-tokens.js';

/**
 * Draws the cards of a document as the form says: light or dark, in a direction, a language and a theme.
 * @param {Document} target this page's, or that of a frame
 * @param {FormData} settings
 */
export const applySettings = (target, settings) => {
  const root = target.documentElement;
  const { scheme, ...values } = presets[settings.get('theme')];
  root.dataset.theme = scheme ?? settings.get('scheme');
  root.dir = settings.get('direction');
  const sheet = new target.defaultView.CSSStyleSheet();
  sheet.replaceSync(buildRule({ scheme, ...values }));
  target.adoptedStyleSheets = [sheet];
  for (const card of target.querySelectorAll('cyclr-connect')) {
    if (settings.get('lang') === '') card.removeAttribute('lang');
    else card.lang = settings.get('lang');
  }
};
