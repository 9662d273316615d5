import { defineConnector, method, parameter } from './connector-fixture.ts';

/** Connectors that the catalogue has and no account, until one is installed. */
export const catalogueFixtures = [
  defineConnector({
    slug: 'squareup',
    name: 'Squareup',
    initials: 'Sq',
    accent: '#111827',
    authType: 'OAuth2',
    oauth2Type: 'AuthorisationCode',
    description: 'Brings the payments and orders of your Square account across.',
    parameters: [],
    authentication: [
      method('squareup', 'OAuth 2.0', 'OAuth2', 'AuthorisationCode', 'Sign in to Square in a window.'),
      method('squareup', 'Access Token', 'ApiKey', 'Unknown', 'A personal access token from the Square Developer Console.'),
    ],
    oauth: { authorizeUrl: '{{Provider}}/squareup/oauth2/authorize', scope: 'payments.read', appScopes: ['payments.read'] },
  }),
  defineConnector({
    slug: 'hubspot',
    name: 'HubSpot',
    initials: 'HS',
    accent: '#c2410c',
    authType: 'OAuth2',
    oauth2Type: 'AuthorisationCode',
    description: 'Keeps contacts and deals in step with HubSpot.',
    parameters: [],
    oauth: { authorizeUrl: '{{Provider}}/hubspot/oauth/authorize', scope: 'contacts', appScopes: ['contacts'] },
  }),
  defineConnector({
    slug: 'xero',
    name: 'Xero',
    initials: 'X',
    accent: '#0369a1',
    authType: 'ApiKey',
    description: 'Sends invoices and contacts to Xero.',
    parameters: [parameter('Organisation', 'Organisation', 'The short code of your Xero organisation.')],
    authentication: [method('xero', 'API key', 'ApiKey')],
  }),
  // Two entries with one name, as a partner's own copy of a connector makes them.
  defineConnector({
    slug: 'notes',
    name: 'Notes',
    initials: 'N',
    accent: '#57534e',
    authType: 'ApiKey',
    description: 'Writes notes. Version 1 of the connector.',
  }),
  defineConnector({
    slug: 'notes-2',
    name: 'Notes',
    initials: 'N2',
    accent: '#44403c',
    authType: 'ApiKey',
    version: '2.0',
    description: 'Writes notes. Version 2 of the connector.',
  }),
  defineConnector({
    slug: 'ledger',
    name: 'Ledger',
    initials: 'L',
    accent: '#334155',
    authType: 'ApiKey',
    status: 'Draft',
    description: 'A connector that its partner has not finished.',
  }),
];
