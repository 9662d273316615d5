import '@radix-ui/themes/styles.css';
import { Pipes, WorkOsWidgets } from '@workos-inc/widgets';
import '@workos-inc/widgets/styles.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const { btoa, location } = globalThis;

// Claims that are read, and a signature that is not.
const claims = { permissions: [], exp: Math.round(Date.now() / 1000) + 3600 };
const widgets = createElement(
  WorkOsWidgets,
  { apiHostname: location.hostname, port: Number(location.port), https: false },
  createElement(Pipes, { authToken: `a.${btoa(JSON.stringify(claims))}.b` }),
);
createRoot(document.body.appendChild(document.createElement('div'))).render(widgets);
