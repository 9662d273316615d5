import { defineConnector, method, parameter } from './connector-fixture.ts';

const secret = { IsSensitive: true };
const optional = { IsOptional: true };
const yesNo = ['true', 'false'];

const zendeskMethods = [
  method('zendesk', 'API token', 'Basic', 'Unknown', 'Your e-mail address followed by /token, and an API token.'),
  method('zendesk', 'Password', 'Basic', 'Unknown', 'Your e-mail address and your password.'),
  method('zendesk', 'OAuth 2.0', 'OAuth2', 'AuthorisationCode'),
];

/** Connectors whose credential the person types. */
export const credentialFixtures = {
  // Parameters and Authentication are left out of the answer, as in Cyclr's oldest example.
  pipedrive: defineConnector({
    slug: 'pipedrive', name: 'Pipedrive', initials: 'P', accent: '#1f6f43', authType: 'ApiKey',
    description: 'Sales CRM for small teams with big ambitions.',
    authDescription: 'Find your personal API token in Pipedrive under Settings, Personal preferences, API.',
  }),
  shopify: defineConnector({
    slug: 'shopify', name: 'Shopify', initials: 'S', accent: '#4d7c0f', authType: 'ApiKey',
    description: 'Reads the products, orders and customers of your Shopify shop.',
    authDescription: 'The Admin API access token of your custom app.',
    parameters: [parameter('Hostname', 'Hostname', 'For example my-shop.myshopify.com.')],
    authentication: [method('shopify', 'Access token', 'ApiKey', 'AuthorisationCode')],
  }),
  zendesk: defineConnector({
    slug: 'zendesk', name: 'Zendesk', initials: 'Z', accent: '#1f4e4a', authType: 'Basic', oauth2Type: 'AuthorisationCode',
    description: 'Opens and follows up tickets in Zendesk Support.',
    parameters: [parameter('Subdomain', 'Subdomain', 'The first part of your Zendesk address, before .zendesk.com.')],
    authentication: zendeskMethods,
    ...(zendeskMethods[0] && { authenticationId: zendeskMethods[0].Id }),
  }),
  jira: defineConnector({
    slug: 'jira', name: 'Jira', initials: 'J', accent: '#1d4ed8', authType: 'Basic',
    description: 'Creates issues and reads the state of your Jira projects.',
    authDescription: 'Your e-mail address, and an API token in place of the password.',
    parameters: [
      parameter('Url', 'Jira URL', 'The full address of your Jira, for example https://acme.atlassian.net.', { DisplayOrder: 1 }),
      parameter('UseServiceDesk', 'Use Service Management', 'Whether to include service requests.', { ...optional, Values: yesNo, DisplayOrder: 2 }),
    ],
  }),
  followUpBoss: defineConnector({
    slug: 'follow-up-boss', name: 'Follow Up Boss', initials: 'FU', accent: '#9a3412', authType: 'Basic',
    description: 'Passes new leads to the right agent in Follow Up Boss.',
    authDescription: 'Enter your API key as the username and leave the password empty.',
    parameters: 'null',
    authentication: null,
  }),
  wooCommerce: defineConnector({
    slug: 'woocommerce', name: 'WooCommerce', initials: 'WC', accent: '#7c3aed', authType: 'Basic',
    description: 'Reads the orders and products of your WooCommerce shop.',
    authDescription: 'The consumer key is the username, the consumer secret the password.',
    parameters: [parameter('StoreURL', 'Store URL', 'The full address of your shop.')],
  }),
  connectWise: defineConnector({
    slug: 'connectwise', name: 'ConnectWise PSA', initials: 'CW', accent: '#334155', authType: 'Basic',
    description: 'Keeps service tickets and companies in step with ConnectWise PSA.',
    authDescription: 'Username: your company ID, a plus sign and your public key. Password: your private key.',
    parameters: [
      parameter('Domain', 'Domain', 'For example eu.myconnectwise.net.'),
      parameter('ApiVersion', 'API version', null, { Values: ['2024.1', '2025.1', '2026.1'] }),
    ],
  }),
  sageIntacct: defineConnector({
    slug: 'sage-intacct', name: 'Sage Intacct', initials: 'SI', accent: '#0f766e', authType: 'None',
    description: 'Posts journal entries and invoices to Sage Intacct.',
    parameters: [
      parameter('SenderId', 'Sender ID', 'From your Web Services developer licence.'),
      parameter('SenderPassword', 'Sender password', null, secret),
      parameter('CompanyId', 'Company ID', 'For a client company: company|client.'),
      parameter('UserId', 'User ID', 'For an entity: user|entity.'),
      parameter('UserPassword', 'User password', null, secret),
      parameter('EntityId', 'Entity ID', 'Several may be given, separated by |.', optional),
    ],
  }),
  sftp: defineConnector({
    slug: 'sftp', name: 'SFTP', initials: 'FT', accent: '#475569', authType: 'None',
    description: 'Picks up and delivers files on your SFTP server.',
    parameters: [
      parameter('Host', 'Host', 'For example sftp.example.com.'),
      parameter('Port', 'Port', null, { ...optional, DataType: 'Integer' }),
      parameter('Username', 'Username', null),
      parameter('PrivateKey', 'Private key', 'The whole key, from BEGIN to END.', secret),
      parameter('Passphrase', 'Passphrase', 'Only if the key is protected by one.', { ...secret, ...optional }),
    ],
  }),
  postgreSql: defineConnector({
    slug: 'postgresql', name: 'PostgreSQL', initials: 'PG', accent: '#1e4e79', authType: 'None',
    description: 'Reads from and writes to a PostgreSQL database.',
    parameters: [
      parameter('Host', 'Host', 'The name or address of the server.'),
      parameter('Port', 'Port', '5432 unless it was changed.', { ...optional, DataType: 'Integer' }),
      parameter('Database', 'Database', null),
      parameter('Schema', 'Schema', 'Usually public.', optional),
      parameter('Username', 'Username', null),
      parameter('Password', 'Password', null, secret),
      parameter('SslMode', 'SSL mode', null, { Values: ['disable', 'prefer', 'require', 'verify-full'] }),
      parameter('SslRootCertificate', 'Root certificate', 'Only with SSL mode verify-full.', { ...optional, ...secret }),
      parameter('TrustServerCertificate', 'Trust the server certificate', null, { ...optional, Values: yesNo }),
      parameter('ConnectionTimeout', 'Connection timeout', 'In seconds.', { ...optional, DataType: 'Integer' }),
      parameter('CommandTimeout', 'Command timeout', 'In seconds.', { ...optional, DataType: 'Decimal' }),
      parameter('ReadOnly', 'Read only', 'Refuses every change.', { ...optional, DataType: 'Boolean' }),
      parameter('ApplicationName', 'Application name', 'Shown in the server’s list of sessions.', optional),
      parameter('InternalPool', 'Connection pool', 'Set by the partner.', { IsAccountConnectorProperty: false }),
    ],
  }),
  oldIntranet: defineConnector({
    slug: 'old-intranet', name: 'Old Intranet', initials: 'OI', accent: '#57534e', authType: 'Kerberos',
    description: 'An in-house system that signs people in with Kerberos.',
    parameters: [],
  }),
};
