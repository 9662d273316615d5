const shownAttributes = ['endpoint', 'connector-id', 'look', 'mode', 'return'];

/** The card's attributes by name, in the order in which they are shown. */
export const readAttributes = (element) =>
  Object.fromEntries(shownAttributes.filter((name) => element.hasAttribute(name)).map((name) => [name, element.getAttribute(name)]));

export const buildHtml = (attributes) =>
  [
    '<script type="module" src="/cyclr-connect.js"></script>',
    '',
    '<cyclr-connect',
    ...Object.entries(attributes).map(([name, value]) => `  ${name}="${value}"`),
    '></cyclr-connect>',
    '',
    '<script type="module">',
    "  const card = document.querySelector('cyclr-connect');",
    "  card.addEventListener('connected', ({ detail }) => {",
    '    console.log(detail.connectorId, detail.proof);',
    '  });',
    '</script>',
  ].join('\n');

const toProperty = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

/** A component in TypeScript, named after the connector. A name may start with a digit, and an identifier may not. */
export const buildReact = (attributes, name) =>
  [
    "import { CyclrConnect } from 'cyclr-connect/react';",
    '',
    `export const Connect${name.replace(/[^A-Za-z0-9]/g, '')} = ({ onDone }: { onDone: (connectorId: string) => void }) => (`,
    '  <CyclrConnect',
    ...Object.entries(attributes).map(([attribute, value]) => `    ${toProperty(attribute)}="${value}"`),
    '    onConnected={({ detail }) => onDone(detail.connectorId)}',
    '  />',
    ');',
  ].join('\n');
