/**
 * One element with its attributes and children. Text is always set as text, so nothing that comes in can become markup.
 * @param {string} tag
 * @param {Record<string, string | number | boolean | undefined>} attributes `true` sets an empty attribute; `false` and undefined set none.
 * @param {...(Node | string)} children
 */
export const buildNode = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children);
  return node;
};
