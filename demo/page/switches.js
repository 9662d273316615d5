import { buildNode } from './build-node.js';

/** A switch's name as words: `providerCoop` → "Provider COOP". */
const humanize = (name) => {
  const words = name.replace(/([A-Z])/g, ' $1').toLowerCase();
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace(/\b(coop|api)\b/gi, (word) => word.toUpperCase());
};

const buildSelect = (name, value, choices) => {
  const select = buildNode(
    'select',
    { name },
    ...choices.map((choice) => buildNode('option', { value: choice }, choice === '' ? 'None' : choice)),
  );
  select.value = value;
  return select;
};

const buildControl = (name, value, choices) => {
  if (typeof value === 'boolean') return buildNode('input', { type: 'checkbox', name, checked: value });
  if (typeof value === 'number') return buildNode('input', { type: 'number', name, value, min: 0, inputmode: 'numeric' });
  if (choices) return buildSelect(name, value, choices);
  return buildNode('input', { type: 'text', name, value: value ?? '' });
};

const buildRow = (value, { name, help, choices }) =>
  buildNode(
    'label',
    { class: typeof value === 'boolean' ? 'switch' : 'switch wide' },
    buildNode(
      'span',
      { class: 'switch-text' },
      buildNode('span', { class: 'switch-name' }, humanize(name)),
      buildNode('span', { class: 'hint' }, help),
    ),
    buildControl(name, value, choices),
  );

const readValue = (input) => {
  if (input.type === 'checkbox') return input.checked;
  return input.type === 'number' ? input.valueAsNumber : input.value;
};

/** The "Sandbox" tab: a control for every switch the sandbox has. */
export const startSwitches = ({ controlOrigin, benchTabs }) => {
  const form = document.querySelector('#switches');
  const said = document.querySelector('#switches-said');

  const call = async (path, body) => {
    const answer = await fetch(
      controlOrigin + path,
      body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          },
    );
    const content = await answer.json();
    if (!answer.ok) throw new Error(content.message);
    return content;
  };

  const render = async () => {
    try {
      const [values, groups] = await Promise.all([call('/switches'), fetch('/developer/switches').then((answer) => answer.json())]);
      form.replaceChildren(
        ...groups.map(({ heading, switches }) =>
          buildNode('fieldset', {}, buildNode('legend', {}, heading), ...switches.map((one) => buildRow(values[one.name], one))),
        ),
      );
    } catch {
      form.replaceChildren(buildNode('p', { class: 'empty' }, 'The sandbox does not answer.'));
    }
  };

  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', async ({ target }) => {
    try {
      await call('/switches', { [target.name]: readValue(target) });
      said.textContent = `${humanize(target.name)}: saved.`;
    } catch (error) {
      said.textContent = error.message;
    }
  });
  document.querySelector('#reset-sandbox').addEventListener('click', async () => {
    try {
      await call('/reset', {});
      // Every card reads its connector again, so the page is reloaded.
      location.reload();
    } catch (error) {
      said.textContent = error.message;
    }
  });
  benchTabs.list.addEventListener('select', ({ detail }) => {
    if (detail === 'tab-sandbox') void render();
  });
};
