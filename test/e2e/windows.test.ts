import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { allow, useBrowser } from './support.ts';

/** Connectors with questions to answer before, or instead of, the provider's pages. */
const signIns: readonly { name: string; values: Readonly<Record<string, string>>; secret?: string; place?: string; returnsAtOnce?: boolean }[] = [
  { name: '1st Connect', values: { 'Consumer key': 'first-connect-client', 'Consumer secret': 'first-connect-secret' }, secret: 'first-connect-secret' },
  { name: 'Microsoft Dynamics CRM', values: { 'Organisation address': 'https://contoso.crm.dynamics.com' } },
  { name: 'SugarCRM', values: { Domain: 'acme.sugarondemand.com', Username: 'ada', Password: 'sugar-and-spice' }, secret: 'sugar-and-spice', returnsAtOnce: true },
  { name: 'QuickBooks', values: { 'Environment': 'https://quickbooks.api.intuit.com', 'Client ID': 'quickbooks-client', 'Client Secret': 'quickbooks-secret' }, secret: 'quickbooks-secret' },
  { name: 'Snowflake', values: { 'Account identifier': 'xy12345.eu-west-1', 'Client ID': 'snowflake-client', 'Client Secret': 'snowflake-secret' }, secret: 'snowflake-secret' },
  { name: 'WordPress', values: { 'Site URL': 'https://blog.example.com', 'Client Key': 'site-key', 'Client Secret': 'site-secret-9' }, secret: 'site-secret-9' },
  { name: 'Mailchimp', values: {} },
];

describe('Answering questions and signing in', { concurrency: 4 }, () => {
  const test = useBrowser();

  for (const { name, values, secret, returnsAtOnce = false } of signIns) {
    test(`${name} connects${returnsAtOnce ? ', and its window comes back at once' : ''}`, async ({ signIn, card, hide }) => {
      hide(secret ?? '');
      await signIn();
      const own = card(name);
      await own.fill(values);
      const opened = await own.open(`Connect ${name}`);
      if (!returnsAtOnce) await allow(opened);
      assert.equal(await own.outcome(), 'connected authenticated');
      await own.reach('connected');
    });
  }
});
