const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** Any CSS colors, the lowest first, painted over each other: `[red, green, blue]`, 0 to 255. */
export const paint = (...colors) => {
  brush.clearRect(0, 0, 1, 1);
  for (const color of colors) {
    brush.fillStyle = color;
    brush.fillRect(0, 0, 1, 1);
  }
  return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
};

export const toHex = (...colors) =>
  `#${paint(...colors)
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')}`;

/** WCAG 2.2, relative luminance. */
const luminanceOf = (color) => {
  const [red, green, blue] = color.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

export const ratioOf = (one, other) => {
  const [darker, lighter] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

/** The colors that were read last: a card that was used meanwhile may no longer show one of them. */
const known = {};

const note = (name, card, selector, property) => {
  const element = card.shadowRoot.querySelector(selector);
  if (element !== null) known[name] = getComputedStyle(element)[property];
};

/** A placeholder is the field's text, weakened. */
const notePlaceholder = (card) => {
  const input = card.shadowRoot.querySelector('input[placeholder]');
  if (input === null) return;
  const { color, opacity } = getComputedStyle(input, '::placeholder');
  known.placeholder = `color-mix(in srgb, ${color} ${opacity * 100}%, transparent)`;
};

/** The color that a property of the cards has, also where nothing shows it. */
const noteToken = (name, card, property) => {
  const probe = document.createElement('i');
  probe.style.color = `var(${property})`;
  card.shadowRoot.querySelector('.card').append(probe);
  known[name] = getComputedStyle(probe).color;
  probe.remove();
};

/** The computed colors of the cards. `background`: the color behind the cards. */
export const readColors = ({ ready, plain, connected, failed, attention, question }, background) => {
  note('accent', plain, '.body .primary', 'backgroundColor');
  note('accentText', plain, '.body .primary', 'color');
  note('card', ready, '.card', 'backgroundColor');
  note('text', ready, '.card', 'color');
  note('muted', ready, '.status', 'color');
  note('border', connected, '[part~=quiet-button]', 'borderTopColor');
  note('field', plain, 'input', 'borderTopColor');
  note('fieldSurface', plain, 'input', 'backgroundColor');
  notePlaceholder(plain);
  noteToken('ring', ready, '--_ring');
  note('good', connected, '.status.connected', 'color');
  note('warning', attention, '.status.attention', 'color');
  note('bad', failed, 'p.error', 'color');
  note('danger', question, '.danger', 'color');
  note('dangerTint', question, '.danger', 'backgroundColor');
  return { ...known, surface: toHex(background, known.card) };
};

/** Colors that must differ, their contrast, and the contrast that they need (WCAG 2.2, 1.4.3 and 1.4.11). */
export const measure = ({
  accent,
  accentText,
  surface,
  text,
  muted,
  field,
  fieldSurface,
  placeholder,
  ring,
  good,
  warning,
  bad,
  ...colors
}) =>
  [
    ['Button text on the accent', [accent], accentText, 4.5],
    ['Button on the card', [surface], accent, 3],
    ['Text', [surface], text, 4.5],
    ['Small print', [surface], muted, 4.5],
    ['Placeholder', [surface, fieldSurface], placeholder, 4.5],
    ['Connected', [surface], good, 4.5],
    ['Needs attention', [surface], warning, 4.5],
    ['A problem', [surface], bad, 4.5],
    ['Disconnect', [surface, colors.dangerTint], colors.danger, 4.5],
    ['Edge of a field', [surface], field, 3],
    ['Focus ring', [surface], ring, 3],
  ].map(([what, backgrounds, color, needed]) => ({ what, needed, ratio: ratioOf(paint(...backgrounds), paint(...backgrounds, color)) }));
