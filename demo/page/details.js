import { applyAppearance, readAppearance } from './apply-appearance.js';
import { buildNode } from './build-node.js';
import { startInvitation } from './invitation.js';

/** The sheet at the side: one integration in full, with a card of its own. Its tile changes with it. */
export const startDetails = () => {
  const sheet = document.querySelector('#details');
  const place = document.querySelector('#details-card');
  let tile;
  /** The sheet's cards by connector: what was typed, except secrets, is there again when the sheet is opened again. */
  const kept = new Map();

  const invitation = startInvitation(() => tile.getAttribute('connector-id'));

  const open = (card) => {
    invitation.clear();
    tile = card.querySelector('cyclr-connect');
    sheet.dataset.name = card.dataset.name;
    document.querySelector('#details-name').textContent = card.dataset.name;
    document.querySelector('#details-category').textContent = card.dataset.category;
    document.querySelector('#details-about').textContent = card.querySelector('.about').textContent;
    const id = tile.getAttribute('connector-id');
    if (!kept.has(id)) kept.set(id, buildNode('cyclr-connect', { endpoint: tile.getAttribute('endpoint'), 'connector-id': id }));
    place.replaceChildren(kept.get(id));
    applyAppearance(readAppearance());
    sheet.showModal();
  };

  document.querySelector('#main').addEventListener('click', ({ target }) => {
    if (target.closest('[data-details]') !== null) open(target.closest('.card'));
  });
  document.querySelector('#details-close').addEventListener('click', () => sheet.close());
  // A click on the backdrop has the sheet itself as its target.
  sheet.addEventListener('click', ({ target, clientX }) => {
    const { left, right } = sheet.getBoundingClientRect();
    if (target === sheet && (clientX < left || clientX > right)) sheet.close();
  });
  for (const type of ['connected', 'disconnected']) sheet.addEventListener(type, () => tile.refresh());
  sheet.addEventListener('close', () => place.replaceChildren());
};
