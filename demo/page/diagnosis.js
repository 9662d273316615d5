import { buildNode } from './build-node.js';

/** Findings name a section of docs/errors.md. The demo serves each section by itself. */
const addressOf = (link) => `/developer/docs?section=${encodeURIComponent(link.replace(/^.*#/, ''))}`;

const buildFinding = ({ id, severity, message, remedy, link }) =>
  buildNode(
    'li',
    { class: 'finding', 'data-severity': severity },
    buildNode('span', { class: 'finding-head' }, buildNode('span', { class: 'finding-severity' }, severity), buildNode('code', {}, id)),
    buildNode('span', {}, message),
    buildNode(
      'span',
      { class: 'hint' },
      remedy,
      ' ',
      buildNode('a', { href: addressOf(link), target: '_blank', rel: 'noopener' }, 'Read more'),
    ),
  );

/** The "Diagnosis" tab: what would hinder the chosen card's sign-in, on the page as it was served. */
export const startDiagnosis = ({ bench, benchTabs }) => {
  const form = document.querySelector('#diagnosis');
  const said = document.querySelector('#diagnosis-said');
  const list = document.querySelector('#findings');
  const { card: choice, served } = form.elements;
  const cards = [...document.querySelectorAll('.card[data-name]')];

  choice.append(...cards.map(({ dataset }) => buildNode('option', { value: dataset.name }, dataset.name)));
  served.value = new URLSearchParams(location.search).get('served') ?? '';

  served.addEventListener('change', () => {
    const address = new URL(location.href);
    if (served.value === '') address.searchParams.delete('served');
    else address.searchParams.set('served', served.value);
    address.hash = form.id;
    location.assign(address);
  });
  benchTabs.list.addEventListener('select', ({ detail }) => {
    const chosen = document.querySelector('.card[data-chosen]');
    if (detail === 'tab-diagnosis' && chosen !== null) choice.value = chosen.dataset.name;
  });
  // The page was reloaded from this tab, so this tab is shown again.
  if (location.hash === `#${form.id}`) {
    bench.open();
    benchTabs.select('tab-diagnosis');
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    said.textContent = 'Checking…';
    list.replaceChildren();
    const card = cards.find(({ dataset }) => dataset.name === choice.value);
    const { ok, findings } = await card.querySelector('cyclr-connect').diagnose();
    said.textContent = ok ? 'Nothing was found that hinders a sign-in.' : 'This would hinder a sign-in:';
    list.replaceChildren(...findings.map(buildFinding));
  });
};
