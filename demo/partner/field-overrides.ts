import type { FieldOverrides } from '../../src/protocol/fields.ts';

/** What this partner knows better than the connector itself, by the connector's name. */
const overrides: Readonly<Record<string, FieldOverrides>> = {
  '3DCart': {
    StoreURL: { hint: 'The address your customers see.', placeholder: 'mystore.3dcartstores.com' },
  },
  Pipedrive: {
    key: { hint: 'In Pipedrive: your name, Personal preferences, API.', documentationUrl: 'https://support.pipedrive.com/en/article/how-can-i-find-my-personal-api-key' },
  },
  '1st Connect': {
    ClientId: { extra: true, label: 'Consumer key' },
    ClientSecret: { extra: true, label: 'Consumer secret', sensitive: true },
  },
  'Follow Up Boss': {
    username: { label: 'API key' },
    password: { label: 'Password', hint: 'Leave empty.' },
  },
  Shopify: {
    Hostname: { label: 'Shop address', placeholder: 'my-shop.myshopify.com' },
    key: { label: 'Access token', hint: 'From the custom app that you made in your shop.' },
  },
  Jira: {
    Url: { label: 'Jira address', placeholder: 'https://acme.atlassian.net' },
    username: { label: 'Email' },
    password: { label: 'API token', required: true },
  },
  Zendesk: {
    Subdomain: { hint: 'The first part of your Zendesk address.', placeholder: 'acme' },
    username: { label: 'Email', hint: 'Followed by /token.', placeholder: 'ada@example.com/token' },
    password: { label: 'API token', required: true },
  },
  WooCommerce: {
    StoreURL: { label: 'Shop address', placeholder: 'https://shop.example.com' },
    username: { label: 'Consumer key' },
    password: { label: 'Consumer secret', required: true },
  },
  'ConnectWise PSA': {
    username: { label: 'Company and public key', placeholder: 'company+publicKey' },
    password: { label: 'Private key', required: true },
  },
  'Microsoft Dynamics CRM': {
    Resource: { label: 'Organisation address', placeholder: 'https://contoso.crm.dynamics.com' },
  },
  SugarCRM: {
    Domain: { placeholder: 'acme.sugarondemand.com' },
  },
  SFTP: {
    PrivateKey: { multiline: true, placeholder: '-----BEGIN OPENSSH PRIVATE KEY-----' },
  },
  PostgreSQL: {
    SslRootCertificate: { multiline: true },
  },
  Mailchimp: {
    Dc: { hidden: true },
  },
};

export const fieldOverridesOf = (connector: { name: string }): FieldOverrides | undefined => overrides[connector.name];
