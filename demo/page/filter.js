/** Search and categories: a card shows when it matches both. */
export const startFilter = () => {
  const form = document.querySelector('#filter');
  const cards = [...document.querySelectorAll('.card')];
  const groups = [...document.querySelectorAll('.group')];
  const found = document.querySelector('#found');
  const nothing = document.querySelector('#nothing');

  const apply = () => {
    const values = new FormData(form);
    const words = String(values.get('search')).trim().toLowerCase();
    const category = String(values.get('category'));
    for (const card of cards) {
      const text = `${card.dataset.name} ${card.dataset.category}`.toLowerCase();
      card.hidden = !text.includes(words) || (category !== '' && card.dataset.category !== category);
    }
    for (const group of groups) group.hidden = group.querySelector('.card:not([hidden])') === null;
    const count = cards.filter((card) => !card.hidden).length;
    nothing.hidden = count > 0;
    found.textContent = count === 1 ? '1 integration' : `${count} integrations`;
  };

  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  document.querySelector('#clear-filter').addEventListener('click', () => {
    form.reset();
    apply();
    form.elements.namedItem('search').focus();
  });
  // A reload may bring back what was typed.
  if (new FormData(form).get('search') !== '' || new FormData(form).get('category') !== '') apply();
};
