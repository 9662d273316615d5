/** What becomes of one connector of the sandbox, from the form as a person reads it to what Cyclr has stored. */
export interface Story {
  name: string;
  /** What the form says beside its fields when it is sent empty. */
  asks: readonly string[];
  /** What the person answers, by the label that they read. */
  typed: Readonly<Record<string, string>>;
  /** The answers that must not be anywhere in the page. */
  secrets?: readonly string[];
  /** At the provider: the person gives access, or the window comes back by itself; or no window is opened. */
  window: 'allow' | 'returns' | 'none';
  outcome: string;
  /** Afterwards, at Cyclr. */
  properties: Readonly<Record<string, string>>;
  /** A text as it is, a pair in base64, the third party's answer, or nothing. */
  credential: { key: string } | { pair: string } | 'signed in' | 'none';
}

const key = '-----BEGIN KEY-----\nc2VjcmV0\n-----END KEY-----';

export const stories: readonly Story[] = [
  {
    name: '3DCart',
    window: 'allow',
    outcome: 'connected authenticated',
    credential: 'signed in',
    asks: ['Enter Store URL.'],
    typed: { 'Store URL': 'https://harbour.3dcartstores.com/' },
    properties: { StoreURL: 'harbour.3dcartstores.com' },
  },
  { name: 'Capsule', window: 'allow', outcome: 'connected authenticated', credential: 'signed in', asks: [], typed: {}, properties: {} },
  {
    name: 'Pipedrive',
    window: 'none',
    outcome: 'connected tested',
    credential: { key: 'pd-7f6a10c2' },
    asks: ['Enter API key.'],
    typed: { 'API key': 'pd-7f6a10c2' },
    secrets: ['pd-7f6a10c2'],
    properties: {},
  },
  {
    name: '1st Connect',
    window: 'allow',
    outcome: 'connected authenticated',
    credential: 'signed in',
    asks: ['Enter Consumer key.', 'Enter Consumer secret.'],
    typed: { 'Consumer key': 'first-connect-client', 'Consumer secret': 'first-connect-secret' },
    secrets: ['first-connect-secret'],
    properties: { ClientId: 'first-connect-client', ClientSecret: 'first-connect-secret' },
  },
  {
    name: 'Microsoft Dynamics CRM',
    window: 'allow',
    outcome: 'connected authenticated',
    credential: 'signed in',
    asks: ['Enter Organization address.'],
    typed: { 'Organization address': 'contoso.crm.dynamics.com' },
    properties: { Resource: 'https://contoso.crm.dynamics.com' },
  },
  {
    name: 'SugarCRM',
    window: 'returns',
    outcome: 'connected authenticated',
    credential: 'signed in',
    asks: ['Enter Domain.', 'Enter Username.', 'Enter Password.'],
    typed: { Domain: 'acme.sugarondemand.com', Username: 'ada', Password: 'sugar-and-spice' },
    secrets: ['sugar-and-spice'],
    properties: { Domain: 'acme.sugarondemand.com', Username: 'ada', Password: 'sugar-and-spice' },
  },
  {
    name: 'QuickBooks',
    window: 'allow',
    outcome: 'connected authenticated',
    credential: 'signed in',
    asks: ['Choose Environment.', 'Enter Client ID.', 'Enter Client Secret.'],
    typed: { Environment: 'https://quickbooks.api.intuit.com', 'Client ID': 'quickbooks-client', 'Client Secret': 'quickbooks-secret' },
    secrets: ['quickbooks-secret'],
    properties: { BaseUrl: 'https://quickbooks.api.intuit.com', ClientId: 'quickbooks-client', ClientSecret: 'quickbooks-secret' },
  },
  {
    name: 'Shopify',
    window: 'none',
    outcome: 'connected tested',
    credential: { key: 'shpat-51c7d0' },
    asks: ['Enter Shop address.', 'Enter Access token.'],
    typed: { 'Shop address': 'https://harbour.myshopify.com/admin', 'Access token': 'shpat-51c7d0' },
    secrets: ['shpat-51c7d0'],
    properties: { Hostname: 'harbour.myshopify.com' },
  },
  {
    name: 'Zendesk',
    window: 'none',
    outcome: 'connected tested',
    credential: { pair: 'ada@example.com/token:zd-90210-token' },
    asks: ['Enter Subdomain.', 'Enter Email.', 'Enter API token.'],
    typed: { Subdomain: 'harbour.zendesk.com', Email: 'ada@example.com/token', 'API token': 'zd-90210-token' },
    secrets: ['zd-90210-token'],
    properties: { Subdomain: 'harbour' },
  },
  {
    name: 'Jira',
    window: 'none',
    outcome: 'connected tested',
    credential: { pair: 'ada@example.com:jira-33c0ffee' },
    asks: ['Enter Jira address.', 'Enter Email.', 'Enter API token.'],
    typed: {
      'Jira address': 'https://harbour.atlassian.net',
      'Use Service Management (optional)': 'true',
      Email: 'ada@example.com',
      'API token': 'jira-33c0ffee',
    },
    secrets: ['jira-33c0ffee'],
    properties: { Url: 'https://harbour.atlassian.net', UseServiceDesk: 'true' },
  },
  {
    name: 'Follow Up Boss',
    window: 'none',
    outcome: 'connected tested',
    credential: { pair: 'fka-0d5e7a11:' },
    asks: ['Enter API key.'],
    typed: { 'API key': 'fka-0d5e7a11' },
    secrets: ['fka-0d5e7a11'],
    properties: {},
  },
  {
    name: 'WooCommerce',
    window: 'none',
    outcome: 'connected tested',
    credential: { pair: 'ck-1:cs-8d7c6b5a' },
    asks: ['Enter Shop address.', 'Enter Consumer key.', 'Enter Consumer secret.'],
    typed: { 'Shop address': 'shop.example.com', 'Consumer key': 'ck-1', 'Consumer secret': 'cs-8d7c6b5a' },
    secrets: ['cs-8d7c6b5a'],
    properties: { StoreURL: 'https://shop.example.com' },
  },
  {
    name: 'ConnectWise PSA',
    window: 'none',
    outcome: 'connected tested',
    credential: { pair: 'acme+pub:cw-private-44' },
    asks: ['Enter Domain.', 'Choose API version.', 'Enter Company and public key.', 'Enter Private key.'],
    typed: {
      Domain: 'https://eu.myconnectwise.net',
      'API version': '2025.1',
      'Company and public key': 'acme+pub',
      'Private key': 'cw-private-44',
    },
    secrets: ['cw-private-44'],
    properties: { Domain: 'eu.myconnectwise.net', ApiVersion: '2025.1' },
  },
  {
    // With an empty answer stored, Cyclr signs in by itself at its next call.
    name: 'Genesys Cloud',
    window: 'none',
    outcome: 'connected tested',
    credential: { key: '{}' },
    asks: ['Enter Client ID.', 'Enter Client Secret.', 'Choose Region.'],
    typed: { 'Client ID': 'genesys-id', 'Client Secret': 'genesys-5ecret', Region: 'https://api.mypurecloud.ie' },
    secrets: ['genesys-5ecret'],
    properties: { ClientId: 'genesys-id', ClientSecret: 'genesys-5ecret', BaseUrl: 'https://api.mypurecloud.ie' },
  },
  {
    name: 'Snowflake',
    window: 'allow',
    outcome: 'connected authenticated',
    credential: 'signed in',
    asks: ['Enter Account identifier.', 'Enter Client ID.', 'Enter Client Secret.'],
    typed: { 'Account identifier': 'xy12345.eu-west-1', 'Client ID': 'snowflake-client', 'Client Secret': 'snowflake-secret' },
    secrets: ['snowflake-secret'],
    properties: { Account: 'xy12345.eu-west-1', ClientId: 'snowflake-client', ClientSecret: 'snowflake-secret' },
  },
  {
    name: 'Sage Intacct',
    window: 'none',
    outcome: 'connected tested',
    credential: 'none',
    asks: ['Enter Sender ID.', 'Enter Sender password.', 'Enter Company ID.', 'Enter User ID.', 'Enter User password.'],
    typed: {
      'Sender ID': 'sender',
      'Sender password': 'sage-send-1',
      'Company ID': 'acme|harbour',
      'User ID': 'ada',
      'User password': 'sage-user-2',
    },
    secrets: ['sage-send-1', 'sage-user-2'],
    properties: {
      SenderId: 'sender',
      SenderPassword: 'sage-send-1',
      CompanyId: 'acme|harbour',
      UserId: 'ada',
      UserPassword: 'sage-user-2',
    },
  },
  {
    name: 'SFTP',
    window: 'none',
    outcome: 'connected tested',
    credential: 'none',
    asks: ['Enter Host.', 'Enter Username.', 'Enter Private key.'],
    typed: { Host: 'sftp.example.com', Username: 'ada', 'Private key': key },
    secrets: [key],
    properties: { Host: 'sftp.example.com', Username: 'ada', PrivateKey: key },
  },
  {
    name: 'PostgreSQL',
    window: 'none',
    outcome: 'connected tested',
    credential: 'none',
    asks: ['Enter Host.', 'Enter Database.', 'Enter Username.', 'Enter Password.', 'Choose SSL mode.'],
    typed: { Host: 'db.example.com', Database: 'crm', Username: 'ada', Password: 'pg-elephant-5', 'SSL mode': 'require' },
    secrets: ['pg-elephant-5'],
    properties: { Host: 'db.example.com', Database: 'crm', Username: 'ada', Password: 'pg-elephant-5', SslMode: 'require' },
  },
  {
    name: 'WordPress',
    window: 'allow',
    outcome: 'connected authenticated',
    credential: 'signed in',
    asks: ['Enter Site URL.', 'Enter Client Key.', 'Enter Client Secret.'],
    typed: { 'Site URL': 'blog.example.com', 'Client Key': 'site-key', 'Client Secret': 'site-secret-9' },
    secrets: ['site-secret-9'],
    properties: { SiteURL: 'https://blog.example.com', ConsumerKey: 'site-key', ConsumerSecret: 'site-secret-9' },
  },
  {
    name: 'Mailchimp',
    window: 'allow',
    outcome: 'connected authenticated',
    credential: 'signed in',
    asks: [],
    typed: {},
    // Cyclr looks it up after the sign-in.
    properties: { Dc: 'us21' },
  },
];
