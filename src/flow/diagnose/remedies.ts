import type { FindingId } from './finding.ts';

/** What to do; `docs/errors.md` says why. All of it is in the single script, so every sentence is short. */
export const remedies: Readonly<Record<FindingId, string>> = {
  options: 'Change that option.',
  https: 'Serve the page and the endpoint over https.',
  opener: 'Use callback return, or send same-origin-allow-popups with this page.',
  'frame-sandbox': 'Add these words to the sandbox.',
  'frame-foreign': 'Use an endpoint, or show the card on a page outside of the frame.',
  'frame-redirect': 'Use mode="popup" in a frame.',
  'session-missing': 'Sign in, and check that resolveAccount gets the session’s cookie.',
  'session-cookies': 'Set the session’s cookie with SameSite=None; Secure; Partitioned.',
  storage: 'Let this page keep site data, in a browser of 2022 or newer.',
  'policy-endpoint': 'Add the endpoint’s origin to connect-src.',
  'policy-icon': 'Add data: to img-src.',
  'endpoint-unreachable': 'Check the address, the network, and that the server runs.',
  'endpoint-cors': 'Add this page’s origin to the handler’s allowedOrigins.',
  'endpoint-forbidden': 'Set the handler’s publicUrl and allowedOrigins.',
  'endpoint-missing': 'Mount the handler there, with the same basePath.',
  'endpoint-answer': 'Look at what the handler’s onEvent was told.',
  'endpoint-connector': 'Check connector-id, and the account that resolveAccount gives.',
  'callback-unreachable': 'Let everybody GET it, without cookies or a redirect.',
  'callback-content': 'Serve callback.html and callback.js there, each with its type.',
  'callback-headers': 'Send the page’s own headers, and no others.',
  clock: 'Set this device’s clock.',
  'window-click': 'Call connect() in a click, before any await.',
  'window-app': 'Use an endpoint, and offer to open this page in a browser.',
  unchecked: 'Look at the console.',
};
