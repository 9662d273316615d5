const categories: Readonly<Record<string, readonly string[]>> = {
  CRM: ['capsule', 'pipedrive', 'first-connect', 'dynamics', 'sugarcrm', 'follow-up-boss', 'hubspot'],
  Commerce: ['3dcart', 'shopify', 'woocommerce', 'squareup'],
  Finance: ['quickbooks', 'sage-intacct', 'xero', 'ledger'],
  Support: ['zendesk', 'jira', 'genesys', 'connectwise'],
};

/** The category that the catalogue names for a connector; several have none. */
export const categoryOf = ({ slug }: { readonly slug: string }): string | null =>
  Object.entries(categories).find(([, slugs]) => slugs.includes(slug))?.[0] ?? null;
