import { buildNode } from './build-node.js';

const longest = 200;

const duration = (milliseconds) => (milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`);

/** The status of a state. */
const wordOf = (state) => (typeof state === 'object' && state !== null ? state.status : String(state));

const windowOf = (state) => (typeof state === 'object' && typeof state?.window === 'string' ? ` (${state.window})` : '');

const describe = {
  connected: ({ proof, authType, late }) => [`proof: ${proof}`, authType, late ? 'late' : ''].filter(Boolean).join(' · '),
  failed: ({ code, stage, retryable, message }) =>
    `${code} while ${stage}${retryable ? ' · may be tried again' : ''}${message ? ` – ${message}` : ''}`,
  disconnected: () => 'The person disconnected it.',
  statechange: ({ state, previous, elapsed }) =>
    `${wordOf(previous)} → ${wordOf(state)}${windowOf(state)}${typeof elapsed === 'number' ? ` · after ${duration(elapsed)}` : ''}`,
};

/** Loading states are hidden by default: twenty cards that load would hide what a person did. */
const isLoading = ({ type, detail }) => type === 'statechange' && ['idle', 'loading'].includes(wordOf(detail.previous));

const cardOf = (event) => event.target.closest?.('[data-name]');

const buildRow = (event) => {
  const now = new Date();
  return buildNode(
    'li',
    { class: isLoading(event) ? 'event loading' : 'event', 'data-type': event.type },
    buildNode('span', { class: 'event-type' }, event.type),
    buildNode('span', { class: 'event-name' }, cardOf(event)?.dataset.name ?? ''),
    buildNode('time', { datetime: now.toISOString() }, now.toLocaleTimeString('en-GB')),
    buildNode('span', { class: 'event-detail', dir: 'ltr' }, describe[event.type](event.detail)),
  );
};

/** Every event that a host's own code receives, newest first. */
export const startEventLog = () => {
  const list = document.querySelector('#events');
  const empty = document.querySelector('#no-events');
  const showLoading = document.querySelector('#show-loading');
  const update = () => {
    list.toggleAttribute('data-loading', showLoading.checked);
    empty.hidden = list.querySelector(showLoading.checked ? '.event' : '.event:not(.loading)') !== null;
  };

  for (const type of Object.keys(describe)) {
    document.addEventListener(type, (event) => {
      if (event.target.localName !== 'cyclr-connect') return;
      list.prepend(buildRow(event));
      while (list.childElementCount > longest) list.lastElementChild.remove();
      update();
    });
  }
  showLoading.addEventListener('change', update);
  document.querySelector('#clear-events').addEventListener('click', () => {
    list.replaceChildren();
    update();
  });
  update();
};
