// Run by ts-jest as its preset comes: TypeScript, compiled to CommonJS and checked.
import { CyclrConnect, type CyclrConnectEventMap, type State } from 'cyclr-connect';
import { createConnectFlow, isRetryable } from 'cyclr-connect/flow';

const view = {
  ...{ id: '1', name: 'Shop', description: null, icon: null, serviceOrigin: null, authType: 'ApiKey', oauth2Type: 'Unknown' },
  ...{ authDescription: null, authenticated: false, fields: [] },
};

test('the element is registered, connects and says so', async () => {
  const element = document.createElement('cyclr-connect');
  expect(element).toBeInstanceOf(CyclrConnect);
  const states: State['status'][] = [];
  element.addEventListener('statechange', ({ detail }: CyclrConnectEventMap['statechange']) => states.push(detail.state.status));
  element.connectorId = '1';
  element.backend = {
    read: () => Promise.resolve({ connectors: [view] }),
    save: () => Promise.resolve({ connector: { ...view, authenticated: true }, proof: 'authenticated' }),
  } as unknown as NonNullable<CyclrConnect['backend']>;
  document.body.append(element);
  for (let round = 0; round < 100 && element.state.status !== 'ready'; round += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  await element.updateComplete;
  const input = element.shadowRoot!.querySelector('input')!;
  input.value = 'key';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await element.connect();
  expect(states).toEqual(expect.arrayContaining(['loading', 'ready', 'saving', 'connected']));
  element.remove();
});

test('the flow comes from its own entry', () => {
  expect(typeof createConnectFlow).toBe('function');
  expect(isRetryable('offline')).toBe(true);
});
