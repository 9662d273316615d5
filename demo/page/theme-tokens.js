/** What a rule for `cyclr-connect` may say, in the order in which it says it. `write` makes the declaration of a value. */
const token = (name) => ({ name, write: (value) => `--cyclr-connect-${name}: ${value}` });
const pixels = (name) => ({ name, write: (value) => `--cyclr-connect-${name}: ${value}px` });

const shadows = {
  soft: '0 1px 3px rgb(0 0 0 / 12%)',
  raised: '0 8px 24px rgb(0 0 0 / 16%)',
};
const fonts = {
  serif: 'Georgia, "Times New Roman", serif',
  rounded: 'ui-rounded, "Nunito", "Quicksand", system-ui, sans-serif',
  mono: 'ui-monospace, "Cascadia Mono", Menlo, monospace',
};

const declarations = [
  { name: 'scheme', write: (value) => `color-scheme: ${value}` },
  { name: 'font', write: (value) => `font-family: ${fonts[value]}` },
  { name: 'size', write: (value) => `font-size: ${value}px` },
  token('accent'),
  token('accent-text'),
  token('surface'),
  token('text'),
  token('muted'),
  token('border'),
  token('field-border'),
  token('field-surface'),
  token('good'),
  token('warning'),
  token('bad'),
  token('danger'),
  token('focus-ring'),
  pixels('focus-ring-width'),
  pixels('radius'),
  pixels('field-radius'),
  pixels('button-radius'),
  pixels('icon-size'),
  pixels('width'),
  pixels('space'),
  { name: 'shadow', write: (value) => `--cyclr-connect-shadow: ${shadows[value]}` },
];

/** What a control shows where the rule says nothing. Colors, and sizes that follow from others, are read from the cards. */
export const defaults = { size: '15', radius: '12', space: '4', width: '640', 'focus-ring-width': '2' };

export const presets = {
  Default: {},
  Fern: { accent: 'light-dark(#1f6b47, #6cc499)', radius: '12' },
  Graphite: { accent: 'light-dark(#1f2937, #e5e7eb)', radius: '6', space: '3.5', shadow: 'soft' },
  Midnight: { scheme: 'dark', accent: '#22d3ee', surface: '#0f172a', text: '#e2e8f0', radius: '16' },
  Paper: { scheme: 'light', font: 'serif', size: '16', accent: '#9a3412', surface: '#fffaf0', text: '#33261d', radius: '2' },
  Candy: { scheme: 'light', font: 'rounded', accent: '#c11574', surface: '#fff7fb', text: '#3b1030', radius: '24', shadow: 'raised' },
  Dense: { size: '13', space: '3', radius: '6' },
};

/** The rule to copy: only what differs from what the cards do by themselves. */
export const buildRule = (values) => {
  const lines = declarations
    .filter(({ name }) => (values[name] ?? '') !== '' && values[name] !== defaults[name])
    .map(({ name, write }) => `  ${write(values[name])};`);
  return lines.length === 0 ? '/* Nothing to write: these are the defaults. */' : ['cyclr-connect {', ...lines, '}'].join('\n');
};
