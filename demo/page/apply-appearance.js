const storageKey = 'fernwell-appearance';
const defaults = { theme: 'system', direction: 'ltr', lang: '', look: 'compact', accent: '', mode: '', return: '' };

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

export const applyAppearance = (appearance) => {
  const root = document.documentElement;
  root.dataset.theme = appearance.theme;
  root.dir = appearance.direction;
  setStyle(root, '--chosen-accent', appearance.accent);
  for (const element of document.querySelectorAll('cyclr-connect')) {
    setOrRemove(element, 'lang', appearance.lang);
    if (element.closest('.card') !== null) element.setAttribute('look', appearance.look);
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
