import { createScriptedBackend } from './scripted-backend.js';

const mark = (initials, color) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" fill="${color}"/><text x="24" y="31" text-anchor="middle" font-family="system-ui,sans-serif" font-size="19" font-weight="650" fill="#fff">${initials}</text></svg>`)}`;

const capsule = { name: 'Capsule', authType: 'OAuth2', icon: mark('C', '#4355c7'), description: 'Keeps your contacts in step.' };
const field = (name, label, more) => ({ name, label, type: 'text', required: true, sensitive: false, ...more });
const zendesk = {
  name: 'Zendesk',
  authType: 'Basic',
  icon: mark('Z', '#1f4e4a'),
  authDescription: 'Your email address, and an API token in place of the password.',
  fields: [field('Subdomain', 'Subdomain', { description: 'The first part of your Zendesk address.', placeholder: 'acme' })],
  credentialFields: {
    username: { label: 'Email' },
    password: {
      label: 'API token',
      description: 'In Zendesk: Admin, Apps, API.',
      documentationUrl: 'https://support.zendesk.com/',
      required: true,
    },
  },
};
const pipedrive = { name: 'Pipedrive', authType: 'ApiKey', authDescription: 'Paste the key from your personal settings.' };

const fill = (card, id, value) => {
  const input = card.shadowRoot.querySelector(`[id="${id}"]`);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};

const reached = async (card, test) => {
  for (let waited = 0; !test(card.state); waited += 20) {
    if (waited > 8000) throw new Error(`The card stays ${card.state.status}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await card.updateComplete;
};
const sentenceOf = (card) => card.shadowRoot.querySelector('[part=sentence]')?.textContent;
/** The announcements that were given to a screen reader. */
const spokenIn = (card) => card.shadowRoot.querySelector('[role=status]').textContent;
const status = (word) => (state) => state.status === word;

/** Stands in for the sign-in window, so that a card can be shown waiting for one without a window in the way. */
const withoutWindow = async (card, opened) => {
  const { open } = window;
  window.open = () => opened;
  try {
    await Promise.race([card.connect(), reached(card, status('authorizing'))]);
  } finally {
    window.open = open;
  }
};
const waitingWindow = () => ({
  closed: false,
  focus() {},
  close() {
    this.closed = true;
  },
  postMessage() {},
  location: { replace() {} },
});

/** Opens what a row or a button keeps folded, or in a dialog. */
export const unfold = (card) => {
  const { shadowRoot } = card;
  if (shadowRoot.querySelector('.body') === null) shadowRoot.querySelector('[aria-expanded="false"], [aria-haspopup]')?.click();
};

const typed = async (card) => {
  unfold(card);
  await card.updateComplete;
  fill(card, 'credential-key', 'a-key');
  void card.connect();
};
const failsToSave = (save) => ({
  script: { connector: pipedrive, save },
  reach: async (card) => {
    await typed(card);
    await reached(card, status('failed'));
  },
});
const many = [
  field('Host', 'Host', { description: 'For example erp.example.com.', placeholder: 'erp.example.com' }),
  field('Company', 'Company'),
  field('Region', 'Region', { options: ['eu', 'us'], optionLabels: { eu: 'Europe', us: 'United States' } }),
  field('Sandbox', 'Use the test system', { type: 'boolean', required: false }),
  field('ClientCertificate', 'Client certificate', { sensitive: true, multiline: true, description: 'The whole file, from BEGIN to END.' }),
  field('Since', 'Read orders since', { type: 'datetime', required: false }),
  ...['Port', 'Timeout in seconds', 'Pages at once', 'Warehouse', 'Price list'].map((label) => field(label, label, { required: false })),
];
const refused = (code) => ({ script: { connector: capsule, read: code } });

/**
 * Every state that a card can be in: what its server answers, and how a person would come there. `alone`: it waits for a sign-in,
 * of which a page has one at a time.
 */
export const scenes = {
  // A framework has not set the connector yet.
  idle: { script: { connector: capsule } },
  loading: { script: { connector: capsule, never: ['read'] } },
  ready: { script: { connector: capsule } },
  form: { script: { connector: zendesk }, open: true },
  'form with errors': {
    script: { connector: zendesk },
    reach: async (card) => {
      await card.connect();
    },
  },
  'form refused': {
    script: { connector: pipedrive, save: 'credentials-rejected' },
    reach: async (card) => {
      await typed(card);
      await reached(card, status('failed'));
    },
  },
  saving: {
    script: { connector: pipedrive, never: ['save'] },
    reach: async (card) => {
      await typed(card);
      // The sentence about a save is shown later than its status.
      await reached(card, ({ status: now }) => now === 'saving' && spokenIn(card) !== '');
    },
  },
  authorizing: { alone: true, script: { connector: capsule }, reach: (card) => withoutWindow(card, waitingWindow()) },
  unsure: {
    alone: true,
    script: { connector: capsule },
    reach: async (card) => {
      const opened = waitingWindow();
      await withoutWindow(card, opened);
      card.backend.script.never = ['read'];
      opened.closed = true;
      await reached(card, (state) => state.window === 'unsure');
    },
  },
  blocked: { alone: true, script: { connector: capsule }, reach: (card) => withoutWindow(card, null) },
  confirming: {
    alone: true,
    script: { connector: capsule },
    attributes: { 'callback-url': '/theme/window' },
    reach: async (card) => {
      await withoutWindow(card, waitingWindow());
      card.backend.script.never = ['read'];
      await card.updateComplete;
      const before = sentenceOf(card);
      new BroadcastChannel('cyclr-connect').postMessage({ v: 1, attempt: card.backend.attempt });
      // Its sentence is shown later than its status.
      await reached(card, () => sentenceOf(card) !== before);
    },
  },
  connected: { script: { connector: { ...capsule, authenticated: true } } },
  'connected, details': { script: { connector: { ...pipedrive, authenticated: true } }, open: true },
  disconnecting: {
    script: { connector: { ...capsule, authenticated: true } },
    reach: async (card) => {
      card.disconnect();
      await card.updateComplete;
    },
  },
  cancelled: {
    script: { connector: capsule },
    reach: async (card) => {
      await withoutWindow(card, waitingWindow());
      card.cancel();
      await reached(card, status('failed'));
    },
  },
  failed: {
    script: { connector: capsule },
    attributes: { 'callback-url': '/theme/window' },
    reach: async (card) => {
      await withoutWindow(card, waitingWindow());
      new BroadcastChannel('cyclr-connect').postMessage({ v: 1, attempt: card.backend.attempt, code: 'backend-error' });
      await reached(card, status('failed'));
    },
  },
  unverifiable: refused('unverifiable'),
  offline: refused('offline'),
  'signed out': refused('not-signed-in'),
  'needs attention': { script: { connector: { ...capsule, authenticated: true, attention: { reason: 'expired' } } } },
  'offline while saving': failsToSave('offline'),
  'rate limited': failsToSave({ code: 'rate-limited', retryAfter: 27 }),
  'failed while saving': failsToSave('backend-error'),
  forbidden: refused('forbidden'),
  'form with thirteen fields': { script: { connector: { ...zendesk, name: 'Acme ERP', fields: many } }, open: true },
  unsupported: { script: { connector: { ...capsule, name: 'Old Intranet', authType: 'Kerberos', icon: null } } },
};

/** Puts a card into the page and brings it to the state of that name, as a person would. */
export const playScene = async (name, parent, { look = 'card', panel = 'inline', id = '1' } = {}) => {
  const { script, attributes = {}, open, reach } = scenes[name];
  // A reload would resume an attempt that was left in storage.
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('cyclr-connect:')) sessionStorage.removeItem(key);
  const card = document.createElement('cyclr-connect');
  if (name !== 'idle') card.connectorId = id;
  card.look = look;
  card.panel = panel;
  card.backend = createScriptedBackend({ ...script, connector: { ...script.connector, id } });
  for (const [attribute, value] of Object.entries(attributes)) card.setAttribute(attribute, value);
  parent.append(card);
  await card.updateComplete;
  if (name === 'idle' || name === 'loading') return card;
  await reached(card, (state) => state.status !== 'loading' && state.status !== 'idle');
  if (open) unfold(card);
  await reach?.(card);
  await card.updateComplete;
  return card;
};
