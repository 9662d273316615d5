// The states of <cyclr-connect-list>, and of a card that has only the name of its connector: what their server answers, and what a person does then.

const own = (id, name, more) => ({
  id,
  name,
  connector: name,
  description: null,
  icon: null,
  serviceOrigin: 'https://acme-h.cyclr.com',
  authType: 'OAuth2',
  oauth2Type: 'AuthorisationCode',
  authDescription: null,
  authenticated: false,
  fields: [],
  ...more,
});
const offer = (name, more) => ({
  connector: name,
  name,
  description: null,
  icon: null,
  authType: 'OAuth2',
  methods: [],
  fields: [],
  ...more,
});

const method = (id, name, authType, description) => ({ id, name, description, authType, oauth2Type: null });
const square = offer('Squareup', {
  authType: '',
  category: 'Payments',
  methods: [
    method('m1', 'OAuth 2.0', 'OAuth2', 'Sign in with your Square account.'),
    method('m2', 'Access Token', 'ApiKey', 'A personal access token of a Square application.'),
  ],
});
const account = { label: 'ada@acme.com, Acme Ltd', connectedAt: '2026-03-03T10:00:00Z', connectedBy: 'Ada Lindqvist' };
const attention = { reason: 'expired', since: '2026-11-20T08:00:00Z' };

const mixed = {
  connectors: [
    own('1', 'HubSpot', { authenticated: true, category: 'CRM', account }),
    own('2', 'HubSpot', { name: 'HubSpot (Europe)', authenticated: true, category: 'CRM', account: { label: 'europe@acme.com' } }),
    own('3', 'Capsule', { authenticated: true, attention, category: 'CRM', account }),
    { id: '4', error: { code: 'backend-error', message: 'No answer.' } },
    own('5', 'Pipedrive', { authType: 'ApiKey', category: 'CRM', authDescription: 'Paste the key from your personal settings.' }),
    own('6', 'A connector whose name is longer than any row is wide in most places', { category: 'Other' }),
  ],
  available: [square, offer('Xero', { category: 'Finance' }), offer('<b>Café</b> & Söhne', { category: 'Finance' })],
  another: [offer('HubSpot'), square],
  pages: 1,
};
const sixty = {
  connectors: Array.from({ length: 60 }, (_, index) => own(String(index + 1), `Connector ${index + 1}`, { authenticated: index < 20 })),
  available: [square],
  pages: 1,
};
const pair = (second) => ({ connectors: [own('1', 'HubSpot', { authenticated: true, account }), own('2', 'Xero', second)] });

const press = (page, name) => page.getByRole('button', { name }).first().click();

/** `answer`: JSON, a status, or nothing for a server that never answers. `act`: what a person does. */
const scenes = {
  loading: { attributes: { rows: '5' } },
  empty: { answer: { connectors: [], available: [], pages: 1 } },
  failed: { answer: 500 },
  mixed: { answer: mixed },
  sixty: { answer: sixty },
  'search without result': { answer: mixed, act: (page) => page.getByRole('searchbox').fill('nothing like it') },
  'a category': { answer: mixed, act: (page) => page.locator('[type=radio][value=CRM]').check({ force: true }) },
  'attention, unfolded': { answer: mixed, act: (page) => press(page, 'Manage, Capsule') },
  'whose account, unfolded': { answer: mixed, act: (page) => press(page, 'Manage, HubSpot') },
  'a form in a row': { answer: mixed, act: (page) => press(page, 'Connect Pipedrive') },
  'methods in a row': { answer: mixed, act: (page) => press(page, 'Connect Squareup') },
  'a question in a row': {
    answer: mixed,
    act: async (page) => {
      await press(page, 'Manage, HubSpot');
      await press(page, 'Disconnect, HubSpot');
    },
  },
  'connect another': { answer: mixed, act: (page) => press(page, 'Connect another') },
  'connect another, no name': {
    answer: mixed,
    act: async (page) => {
      await press(page, 'Connect another');
      await press(page, 'Add');
    },
  },
  'one of two': { attributes: { connectors: 'HubSpot,Xero' }, answer: pair() },
  complete: { attributes: { connectors: 'HubSpot,Xero' }, answer: pair({ authenticated: true }) },
  'an unknown name': {
    attributes: { connectors: 'HubSpot,Nonsense' },
    answer: {
      connectors: [pair().connectors[0], { connector: 'Nonsense', error: { code: 'connector-not-found', message: 'No such connector.' } }],
    },
  },
  'card: several methods': {
    tag: 'cyclr-connect',
    attributes: { connector: 'Squareup' },
    answer: { connectors: [{ connector: 'Squareup', available: square }] },
  },
  'card: whose account': { tag: 'cyclr-connect', attributes: { 'connector-id': '1' }, answer: { connectors: [mixed.connectors[0]] } },
  'card: attention': { tag: 'cyclr-connect', attributes: { 'connector-id': '3' }, answer: { connectors: [mixed.connectors[2]] } },
};

export const listSceneNames = Object.keys(scenes);

const ways = [
  { width: 640, scheme: 'light', lang: 'en' },
  { width: 640, scheme: 'dark', lang: 'en' },
  { width: 640, scheme: 'light', lang: 'ar' },
  { width: 320, scheme: 'light', lang: 'en' },
];

/** `openHarness` gives a page with the scripts; `take` takes the picture. */
export const takeListScene = async (openHarness, take, name) => {
  const { tag = 'cyclr-connect-list', attributes = {}, answer, act } = scenes[name];
  for (const { width, scheme, lang } of ways) {
    const page = await openHarness();
    await page.emulateMedia({ colorScheme: scheme });
    await page.route('**/account/connectors?*', (route) => {
      if (answer === undefined) return undefined;
      return typeof answer === 'number' ? route.fulfill({ status: answer, json: {} }) : route.fulfill({ json: answer });
    });
    await page.evaluate(
      async ([tagName, given, inline]) => {
        document.querySelector('main').style.width = `${inline}px`;
        const element = document.createElement(tagName);
        for (const [attribute, value] of Object.entries({ endpoint: '/account', ...given })) element.setAttribute(attribute, value);
        document.querySelector('main').append(element);
        await element.updateComplete;
      },
      [tag, attributes, width],
    );
    if (answer !== undefined) await page.locator('[aria-busy=true], cyclr-connect:state(loading)').first().waitFor({ state: 'detached' });
    await act?.(page);
    await page.evaluate(async (language) => {
      document.documentElement.lang = language;
      document.dir = language === 'ar' ? 'rtl' : 'ltr';
      document.activeElement?.blur();
    }, lang);
    await page.waitForTimeout(300);
    await take(`lists/${name}`, `${name} ${scheme} ${lang} ${width}`, page.locator('main'));
    await page.close();
  }
};
