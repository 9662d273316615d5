const storageKey = 'fernwell-appearance';
const defaults = { theme: 'system', direction: 'ltr', lang: '', accent: '', mode: '', return: '' };

/** @returns {typeof defaults} what was chosen on this device, as far as it can be read */
export const readAppearance = () => {
  try {
    return { ...defaults, ...JSON.parse(localStorage.getItem(storageKey) ?? '{}') };
  } catch {
    return { ...defaults };
  }
};

const setOrRemove = (element, name, value) => {
  if (value === '') element.removeAttribute(name);
  else element.setAttribute(name, value);
};

const setStyle = ({ style }, name, value) => {
  if (value === '') style.removeProperty(name);
  else style.setProperty(name, value);
};

/** Black or white, whichever reads better on `#rrggbb` (WCAG 2.2, relative luminance). */
const readableOn = (colour) => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
};

export const applyAppearance = (appearance) => {
  const root = document.documentElement;
  root.dataset.theme = appearance.theme;
  root.dir = appearance.direction;
  setStyle(root, '--cyclr-connect-accent', appearance.accent);
  setStyle(root, '--cyclr-connect-accent-text', appearance.accent === '' ? '' : readableOn(appearance.accent));
  for (const element of document.querySelectorAll('cyclr-connect')) {
    setOrRemove(element, 'lang', appearance.lang);
    setOrRemove(element, 'mode', appearance.mode);
    setOrRemove(element, 'return', appearance.return);
  }
};

/** Applies one change and keeps it for the next visit. */
export const changeAppearance = (change) => {
  const appearance = { ...readAppearance(), ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(appearance));
  } catch {
    // Storage may be refused; the choice then lasts as long as the page.
  }
  applyAppearance(appearance);
};

applyAppearance(readAppearance());
