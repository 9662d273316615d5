import { changeAppearance, readAppearance } from './apply-appearance.js';

/** The "Look" tab. */
export const startAppearanceForm = () => {
  const form = document.querySelector('#look');
  const color = form.elements.namedItem('accent');
  const defaultColor = color.value;

  const showAccent = (accent) => {
    color.value = accent === '' ? defaultColor : accent;
    for (const swatch of form.querySelectorAll('[data-accent]'))
      swatch.setAttribute('aria-pressed', String(swatch.dataset.accent === accent));
  };
  const setAccent = (accent) => {
    changeAppearance({ accent });
    showAccent(accent);
  };

  const { accent, ...choices } = readAppearance();
  for (const [name, value] of Object.entries(choices)) {
    const group = form.elements.namedItem(name);
    if (group instanceof RadioNodeList || group instanceof HTMLSelectElement) group.value = value;
  }
  showAccent(accent);

  for (const swatch of form.querySelectorAll('[data-accent]')) {
    swatch.style.setProperty('--swatch', swatch.dataset.accent);
    swatch.addEventListener('click', () => setAccent(swatch.dataset.accent));
  }
  document.querySelector('#reset-accent').addEventListener('click', () => setAccent(''));
  color.addEventListener('input', () => setAccent(color.value));
  form.addEventListener('change', ({ target }) => {
    if (target.name !== 'accent') changeAppearance({ [target.name]: target.value });
  });
  form.addEventListener('submit', (event) => event.preventDefault());
};
