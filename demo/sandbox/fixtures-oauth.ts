import { defineConnector, method, parameter } from './connector-fixture.ts';

const secret = { IsSensitive: true };
const optional = { IsOptional: true };
const code = { authType: 'OAuth2', oauth2Type: 'AuthorisationCode' } as const;
const clientFields = (what: string) => [
  parameter('ClientId', 'Client ID', `The client ID of your own ${what} app.`),
  parameter('ClientSecret', 'Client Secret', `The client secret of your own ${what} app.`, secret),
];

/** Connectors whose third party signs the person in, or answers a sign-in that Cyclr makes for them. */
export const oauthFixtures = {
  threeDCart: defineConnector({
    ...code,
    slug: '3dcart',
    name: '3DCart',
    initials: '3D',
    accent: '#0b6e99',
    description: 'Brings the orders and customers of your online store across.',
    parameters: [
      parameter('StoreURL', 'Store URL', 'The address of your store, for example mystore.3dcartstores.com.', { DisplayOrder: 1 }),
    ],
    authentication: [method('3dcart', 'OAuth 2.0', 'OAuth2', 'AuthorisationCode')],
    oauth: {
      authorizeUrl: '{{Provider}}/3dcart/oauth/authorize?store_url={{StoreURL}}|exclude:scope,display,immediate',
      appScopes: ['contacts', 'orders'],
    },
  }),
  capsule: defineConnector({
    ...code,
    slug: 'capsule',
    name: 'Capsule',
    initials: 'C',
    accent: '#4355c7',
    version: '2.0',
    description: 'Keeps your contacts, cases and opportunities in step with Capsule CRM.',
    parameters: [],
    oauth: { authorizeUrl: '{{Provider}}/capsule/oauth/authorise?scope=read+write', appScopes: ['read', 'write'] },
  }),
  firstConnect: defineConnector({
    ...code,
    slug: 'first-connect',
    name: '1st Connect',
    initials: '1C',
    accent: '#a8480f',
    description: 'Shares leads and calls with your 1st Connect account.',
    authDescription: 'Sign in with the Consumer Key and Consumer Secret of your own 1st Connect account.',
    parameters: null,
    oauth: {
      authorizeUrl: '{{Provider}}/first-connect/oauth/authorize',
      scope: 'leads.read',
      appScopes: ['leads.read'],
      perAccountClient: true,
    },
  }),
  dynamics: defineConnector({
    ...code,
    slug: 'dynamics',
    name: 'Microsoft Dynamics CRM',
    initials: 'MD',
    accent: '#2b579a',
    description: 'Reads and updates the accounts, contacts and leads in Dynamics CRM.',
    parameters: [parameter('Resource', 'Resource', 'The full address of your organization, for example https://contoso.crm.dynamics.com.')],
    oauth: {
      authorizeUrl: '{{Provider}}/dynamics/oauth/authorize?resource_url={{Resource}}',
      appScopes: ['accounts.read', 'accounts.write'],
    },
  }),
  sugarCrm: defineConnector({
    slug: 'sugarcrm',
    name: 'SugarCRM',
    initials: 'SC',
    accent: '#b0223a',
    authType: 'OAuth2',
    oauth2Type: 'PasswordCredentials',
    description: 'Works with the records in your SugarCRM instance.',
    parameters: [
      parameter('Domain', 'Domain', 'The address of your SugarCRM, without https://.', { DisplayOrder: 1 }),
      parameter('Username', 'Username', 'The name you sign in to SugarCRM with.', { DisplayOrder: 2 }),
      parameter('Password', 'Password', null, { ...secret, DisplayOrder: 3 }),
      parameter('Platform', 'Platform', 'Leave it as it is unless your administrator told you otherwise.', {
        ...optional,
        DisplayOrder: 4,
        Values: ['base', 'mobile', 'portal'],
      }),
    ],
  }),
  quickBooks: defineConnector({
    ...code,
    slug: 'quickbooks',
    name: 'QuickBooks',
    initials: 'QB',
    accent: '#1d7a3a',
    description: 'Sends invoices and customers to QuickBooks Online.',
    parameters: [
      parameter('BaseUrl', 'Environment', 'Choose the sandbox only for a test company.', {
        Values: [{ Value: 'https://quickbooks.api.intuit.com' }, { Value: 'https://sandbox-quickbooks.api.intuit.com' }],
      }),
      ...clientFields('QuickBooks'),
    ],
    oauth: {
      authorizeUrl: '{{Provider}}/quickbooks/oauth/authorize',
      scope: 'accounting',
      appScopes: ['accounting'],
      perAccountClient: true,
    },
  }),
  genesys: defineConnector({
    slug: 'genesys',
    name: 'Genesys Cloud',
    initials: 'G',
    accent: '#c2410c',
    authType: 'OAuth2',
    oauth2Type: 'ClientCredentials',
    description: 'Reads conversations and queues from your Genesys Cloud organization.',
    parameters: [
      ...clientFields('Genesys Cloud'),
      parameter('BaseUrl', 'Region', 'Where your organization is hosted.', {
        Values: ['https://api.mypurecloud.com', 'https://api.mypurecloud.ie', 'https://api.mypurecloud.de'],
      }),
    ],
  }),
  snowflake: defineConnector({
    ...code,
    slug: 'snowflake',
    name: 'Snowflake',
    initials: 'SF',
    accent: '#0e7490',
    description: 'Loads rows into your Snowflake data warehouse.',
    parameters: [
      parameter('Account', 'Account identifier', 'For example xy12345.eu-west-1.', { DisplayOrder: 1 }),
      parameter('Warehouse', 'Warehouse', 'The default warehouse is used when empty.', { ...optional, DisplayOrder: 4 }),
      parameter('Role', 'Role', null, { ...optional, DisplayOrder: 5 }),
      ...clientFields('Snowflake').map((field, index) => ({ ...field, DisplayOrder: index + 2 })),
    ],
    oauth: {
      authorizeUrl: '{{Provider}}/snowflake/oauth/authorize?account={{Account}}',
      scope: 'session',
      appScopes: ['session'],
      perAccountClient: true,
    },
  }),
  wordPress: defineConnector({
    slug: 'wordpress',
    name: 'WordPress',
    initials: 'WP',
    accent: '#21566e',
    authType: 'OAuth1',
    description: 'Publishes posts to the WordPress site that you host yourself.',
    parameters: [
      parameter('SiteURL', 'Site URL', 'The full address of your site.'),
      parameter('ConsumerKey', 'Client Key', 'From the OAuth application in your WordPress admin area.'),
      parameter('ConsumerSecret', 'Client Secret', null, secret),
    ],
    oauth: { authorizeUrl: '{{Provider}}/wordpress/oauth1/authorize?site={{SiteURL}}|exclude:scope', appScopes: ['posts.write'] },
  }),
  mailchimp: defineConnector({
    ...code,
    slug: 'mailchimp',
    name: 'Mailchimp',
    initials: 'MC',
    accent: '#8a5a00',
    description: 'Adds people to your Mailchimp audiences.',
    parameters: [parameter('Dc', 'Data center', 'Filled in by the connector itself after you sign in.', { flags: { hidden: true } })],
    lookup: { Dc: 'us21' },
    oauth: { authorizeUrl: '{{Provider}}/mailchimp/oauth2/authorize|exclude:scope,display', appScopes: ['audiences'] },
  }),
};
