import { bareHost, type FieldOverrides, httpsUrl, subdomain } from '../../src/server/index.ts';

/** This partner's overrides of the connectors' fields, by the connector's name. */
const overrides: Readonly<Record<string, FieldOverrides>> = {
  '3DCart': {
    StoreURL: { hint: 'The address your customers see.', placeholder: 'mystore.3dcartstores.com', normalize: bareHost },
  },
  Pipedrive: {
    key: { documentationUrl: 'https://support.pipedrive.com/en/article/how-can-i-find-my-personal-api-key' },
  },
  '1st Connect': {
    ClientId: { extra: true, label: 'Consumer key' },
    ClientSecret: { extra: true, label: 'Consumer secret', sensitive: true },
  },
  'Follow Up Boss': {
    username: { label: 'API key', sensitive: true },
    password: { hidden: true },
  },
  Shopify: {
    Hostname: { label: 'Shop address', placeholder: 'my-shop.myshopify.com', normalize: bareHost },
    key: { label: 'Access token', hint: 'From the custom app that you made in your shop.' },
  },
  Jira: {
    Url: { label: 'Jira address', placeholder: 'https://acme.atlassian.net', normalize: httpsUrl },
    username: { label: 'Email' },
    password: { label: 'API token', required: true },
  },
  Zendesk: {
    Subdomain: { hint: 'The first part of your Zendesk address, or all of it.', placeholder: 'acme', normalize: subdomain },
    username: { label: 'Email', hint: 'Followed by /token.', placeholder: 'ada@example.com/token' },
    password: { label: 'API token', required: true },
  },
  WooCommerce: {
    StoreURL: { label: 'Shop address', placeholder: 'https://shop.example.com', normalize: httpsUrl },
    username: { label: 'Consumer key' },
    password: { label: 'Consumer secret', required: true },
  },
  'ConnectWise PSA': {
    Domain: { placeholder: 'eu.myconnectwise.net', hint: 'As in the address of your ConnectWise.', normalize: bareHost },
    username: { label: 'Company and public key', placeholder: 'company+publicKey' },
    password: { label: 'Private key', required: true },
  },
  'Microsoft Dynamics CRM': {
    Resource: {
      label: 'Organization address',
      hint: 'As in the address bar when you are signed in.',
      placeholder: 'https://contoso.crm.dynamics.com',
      normalize: httpsUrl,
    },
  },
  SugarCRM: {
    Domain: { hint: 'The address of your SugarCRM.', placeholder: 'acme.sugarondemand.com', normalize: bareHost },
  },
  QuickBooks: {
    BaseUrl: {
      hint: 'A test company is one that you made in QuickBooks to try things out.',
      choices: [
        { value: 'https://quickbooks.api.intuit.com', label: 'My company' },
        { value: 'https://sandbox-quickbooks.api.intuit.com', label: 'A test company' },
      ],
    },
  },
  'Genesys Cloud': {
    BaseUrl: {
      choices: [
        { value: 'https://api.mypurecloud.com', label: 'US East' },
        { value: 'https://api.mypurecloud.ie', label: 'Ireland' },
        { value: 'https://api.mypurecloud.de', label: 'Frankfurt' },
      ],
      otherValues: true,
    },
  },
  WordPress: {
    SiteURL: { placeholder: 'https://blog.example.com', normalize: httpsUrl },
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
