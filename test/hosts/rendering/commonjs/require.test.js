// Run by Jest as it comes: no configuration, no ES modules, everything by require.
const { createElement } = require('react');
const { renderToString } = require('react-dom/server');
const { CyclrConnect, english } = require('cyclr-connect');
const { isRetryable } = require('cyclr-connect/flow');
const react = require('cyclr-connect/react');

const view = { id: '1', name: 'Shop', description: null, icon: null, serviceOrigin: null, authType: 'ApiKey', oauth2Type: 'Unknown' };
const backend = {
  read: async () => ({ connectors: [{ ...view, authDescription: null, authenticated: false, fields: [] }] }),
  save: async () => ({ connector: { ...view, authDescription: null, authenticated: true, fields: [] }, proof: 'authenticated' }),
};

test('the element is registered, reads its connector and draws it', async () => {
  const element = document.createElement('cyclr-connect');
  expect(element).toBeInstanceOf(CyclrConnect);
  Object.assign(element, { connectorId: '1', backend });
  document.body.append(element);
  for (let round = 0; round < 100 && element.state.status !== 'ready'; round += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  await element.updateComplete;
  expect(element.shadowRoot.textContent).toContain('Shop');
  element.remove();
});

test('another language is found', () => {
  expect(Object.keys(require('cyclr-connect/locales/de.js').default)).toEqual(expect.arrayContaining(Object.keys(english)));
  expect(isRetryable('offline')).toBe(true);
});

test('the React component draws the same element', () => {
  expect(renderToString(createElement(react.CyclrConnect, { connectorId: '1' }))).toContain('<cyclr-connect connector-id="1">');
});
