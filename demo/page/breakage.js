import { buildNode } from './build-node.js';

/** The "Sandbox" tab: breaks a connection at its third party. Cyclr then calls the partner's webhook, and the card is refreshed. */
export const startBreakage = ({ controlOrigin, benchTabs }) => {
  const form = document.querySelector('#breakage');
  const said = document.querySelector('#breakage-said');
  const select = form.elements.card;

  const listConnected = () => {
    const cards = [...document.querySelectorAll('li.card')].filter(
      (card) => card.querySelector('cyclr-connect').state?.status === 'connected',
    );
    select.replaceChildren(
      ...cards.map((card) => buildNode('option', { value: card.querySelector('cyclr-connect').connectorId }, card.dataset.name)),
    );
    form.querySelector('button').disabled = cards.length === 0;
    said.textContent = cards.length === 0 ? 'Connect something first.' : '';
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { value: id, selectedOptions } = select;
    try {
      const answer = await fetch(`${controlOrigin}/accounts/${form.dataset.account}/connectors/${id}/break`, { method: 'POST' });
      const { status, message } = await answer.json();
      if (!answer.ok) throw new Error(message);
      said.textContent = `${selectedOptions[0].text}: the third party no longer accepts it. Your webhook answered ${status}.`;
      document.querySelector(`cyclr-connect[connector-id="${id}"]`).refresh();
    } catch (error) {
      said.textContent = error.message;
    }
  });
  benchTabs.list.addEventListener('select', ({ detail }) => {
    if (detail === 'tab-sandbox') listConnected();
  });
};
