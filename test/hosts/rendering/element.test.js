// Run by Vitest and by Jest, in happy-dom and in jsdom: a host's own tests must not break on the element.
const view = {
  id: '1',
  name: 'Shop',
  description: null,
  icon: null,
  authType: 'ApiKey',
  oauth2Type: 'Unknown',
  authenticated: false,
  fields: [],
};
const backend = {
  read: async () => ({ connectors: [{ ...view, serviceOrigin: null, authDescription: null }] }),
  save: async () => ({ connector: { ...view, serviceOrigin: null, authDescription: null, authenticated: true }, proof: 'authenticated' }),
};

test('the element is registered, reads its connector and draws it', async () => {
  await import('cyclr-connect');
  const element = document.createElement('cyclr-connect');
  Object.assign(element, { connectorId: '1', backend });
  document.body.append(element);
  for (let round = 0; round < 100 && element.state.status !== 'ready'; round += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  await element.updateComplete;
  expect(element.state.status).toBe('ready');
  expect(element.shadowRoot.textContent).toContain('Shop');
  element.remove();
});
