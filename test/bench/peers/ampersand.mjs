import { AmpersandProvider, ConnectProvider } from '@amp-labs/react';
import '@amp-labs/react/styles';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const options = { project: 'a-project', apiKey: 'a-key' };
const connect = createElement(ConnectProvider, { provider: 'slack', consumerRef: 'ada', groupRef: 'acme' });
createRoot(document.body.appendChild(document.createElement('div'))).render(createElement(AmpersandProvider, { options }, connect));
