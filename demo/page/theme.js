import { buildNode } from './build-node.js';
import { measure, readColors, toHex } from './contrast.js';
import { playScene, unfold } from './scenes.js';
import { buildRule, defaults, presets } from './theme-tokens.js';

const shown = {
  form: 'form with errors',
  ready: 'ready',
  plain: 'form',
  connected: 'connected',
  failed: 'failed',
  authorizing: 'authorizing',
  attention: 'needs attention',
  question: 'disconnecting',
};
/** Their order in the page. */
const order = ['ready', 'authorizing', 'connected', 'attention', 'question', 'form', 'plain', 'failed'];

const form = document.querySelector('#tokens');
const stage = document.querySelector('#stage');
const said = document.querySelector('#theme-said');
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];
let values = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const cards = {};

const playAll = async () => {
  for (const key of order) stage.append(buildNode('li', { id: `scene-${key}` }));
  for (const [key, name] of Object.entries(shown)) {
    cards[key] = await playScene(name, document.querySelector(`#scene-${key}`), { id: `theme-${key}` });
    // A card moves the focus to an invalid field; here nothing was typed.
    if (key === 'form') document.activeElement.blur();
  }
  scrollTo(0, 0);
};

const showContrast = (colors) => {
  document
    .querySelector('#contrast')
    .replaceChildren(
      ...measure(colors).map(({ what, needed, ratio }) =>
        buildNode(
          'li',
          { 'data-short': ratio < needed },
          buildNode('span', {}, what),
          buildNode('strong', {}, `${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1`),
          buildNode('span', { class: 'verdict' }, ratio < needed ? `too little, ${needed} is needed` : 'enough'),
        ),
      ),
    );
};

/** Sizes that follow from others, in pixels. */
const readSizes = ({ shadowRoot }) => {
  const read = (selector, property) => String(Number.parseFloat(getComputedStyle(shadowRoot.querySelector(selector))[property]));
  return {
    'field-radius': read('input', 'borderTopLeftRadius'),
    'button-radius': read('[part~=primary-button]', 'borderTopLeftRadius'),
    'icon-size': read('.icon', 'width'),
  };
};

/** A color that the rule does not set is shown as the cards have it. */
const showControls = (colors) => {
  const own = {
    accent: colors.accent,
    'accent-text': colors.accentText,
    surface: colors.surface,
    text: colors.text,
    muted: colors.muted,
    border: colors.border,
    'field-border': colors.field,
    'field-surface': colors.fieldSurface,
    good: colors.good,
    warning: colors.warning,
    bad: colors.bad,
    danger: colors.danger,
    'focus-ring': colors.ring,
  };
  const sizes = readSizes(cards.plain);
  for (const control of form.elements) {
    const { name, type } = control;
    if (name === '') continue;
    const value = values[name] ?? '';
    if (type === 'radio') control.checked = control.value === value;
    else if (type === 'color') control.value = toHex(colors.surface, own[name]);
    else control.value = value || (defaults[name] ?? sizes[name] ?? '');
    const output = form.querySelector(`output[for="${control.id}"]`);
    if (output) output.value = type === 'color' && value === '' ? 'auto' : control.value + (type === 'range' ? ' px' : '');
  }
  for (const button of form.querySelectorAll('[data-reset]')) button.hidden = (values[button.dataset.reset] ?? '') === '';
  const now = buildRule(values);
  for (const button of form.querySelectorAll('[data-preset]'))
    button.setAttribute('aria-pressed', String(buildRule(presets[button.dataset.preset]) === now));
};

const apply = async () => {
  values = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const rule = buildRule(values);
  sheet.replaceSync(rule);
  document.querySelector('#rule').textContent = rule;
  stage.dataset.scheme = values.scheme ?? '';
  stage.dataset.look = values.look ?? 'card';
  stage.dir = values.direction ?? 'ltr';
  for (const card of Object.values(cards)) card.look = values.look ?? 'card';
  history.replaceState(null, '', `#${new URLSearchParams(values)}`);
  await cards.plain.updateComplete;
  // One row is shown open.
  unfold(cards.plain);
  await cards.plain.updateComplete;
  const colors = readColors(cards, getComputedStyle(stage).backgroundColor);
  showContrast(colors);
  showControls(colors);
};

await playAll();
await apply();
stage.removeAttribute('aria-busy');
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  void apply();
});

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', ({ target }) => {
  values[target.name] = target.value;
  void apply();
});
form.addEventListener('click', ({ target }) => {
  const { preset, reset } = target.closest('button')?.dataset ?? {};
  const { look, direction } = values;
  if (preset !== undefined) values = { ...presets[preset], ...(look && { look }), ...(direction && { direction }) };
  if (reset !== undefined) delete values[reset];
  if (preset !== undefined || reset !== undefined) void apply();
});
document.querySelector('#copy-rule').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(buildRule(values));
    said.textContent = 'Copied';
  } catch {
    said.textContent = 'Select the rule to copy it.';
  }
});
