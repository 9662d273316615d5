import type { Person } from './people.ts';

export interface Integration {
  readonly name: string;
  readonly category: Category;
  /** Its place among the account's connectors, from 1: the first is 1001 for Ada and 2001 for Ben. */
  readonly position: number;
}

export const categories = ['Sales', 'Commerce', 'Support', 'Finance', 'Marketing', 'Data'] as const;
export type Category = (typeof categories)[number];

const integration = (position: number, name: string, category: Category): Integration => ({ position, name, category });

/** Shown large, at the top. Cards of like height stand beside each other. */
export const popular: readonly Integration[] = [
  integration(2, 'Capsule', 'Sales'),
  integration(1, '3DCart', 'Commerce'),
  integration(3, 'Pipedrive', 'Sales'),
  integration(4, '1st Connect', 'Sales'),
  integration(11, 'Follow Up Boss', 'Sales'),
  integration(8, 'Shopify', 'Commerce'),
  integration(10, 'Jira', 'Support'),
  integration(6, 'SugarCRM', 'Sales'),
  integration(9, 'Zendesk', 'Support'),
];

/** The rest, those that ask for little first. */
export const others: readonly Integration[] = [
  integration(20, 'Mailchimp', 'Marketing'),
  integration(5, 'Microsoft Dynamics CRM', 'Sales'),
  integration(21, 'Old Intranet', 'Data'),
  integration(12, 'WooCommerce', 'Commerce'),
  integration(19, 'WordPress', 'Marketing'),
  integration(7, 'QuickBooks', 'Finance'),
  integration(14, 'Genesys Cloud', 'Support'),
  integration(13, 'ConnectWise PSA', 'Support'),
  integration(17, 'SFTP', 'Data'),
  integration(15, 'Snowflake', 'Data'),
  integration(16, 'Sage Intacct', 'Finance'),
  integration(18, 'PostgreSQL', 'Data'),
];

const firstIds = { ada: 1000, ben: 2000 } as const;

/** The id of a person's own connector. */
export const connectorIdOf = (person: Person, { position }: Integration): string => String(firstIds[person.id] + position);
