/** The page's own button, for what brings none. */
export const addButton = (open) => {
  const button = document.createElement('button');
  button.textContent = 'Connect';
  button.addEventListener('click', open);
  document.body.append(button);
};
