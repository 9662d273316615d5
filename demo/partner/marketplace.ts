import type { Person } from './people.ts';

export interface Integration {
  readonly name: string;
  readonly category: Category;
  /** What it is good for here, in the partner's own words. */
  readonly about: string;
  /** Its place among the account's connectors, from 1: the first is 1001 for Ada and 2001 for Ben. */
  readonly position: number;
}

export const categories = ['Sales', 'Commerce', 'Support', 'Finance', 'Marketing', 'Data'] as const;
export type Category = (typeof categories)[number];

const integration = (position: number, name: string, category: Category, about: string): Integration => ({
  position,
  name,
  category,
  about,
});

/** Shown at the top. */
export const popular: readonly Integration[] = [
  integration(2, 'Capsule', 'Sales', 'Keep contacts, cases and opportunities in step with your deals.'),
  integration(1, '3DCart', 'Commerce', 'See every order and customer of your store beside the deal.'),
  integration(3, 'Pipedrive', 'Sales', 'Bring pipelines across, stage by stage, with their owners.'),
  integration(4, '1st Connect', 'Sales', 'Turn calls and leads into contacts as they come in.'),
  integration(11, 'Follow Up Boss', 'Sales', 'Pass new enquiries to the right agent, with their history.'),
  integration(8, 'Shopify', 'Commerce', 'Know what a customer bought before you pick up the phone.'),
  integration(10, 'Jira', 'Support', 'Raise an issue from a deal, and see when it is done.'),
  integration(6, 'SugarCRM', 'Sales', 'Work from one list while two teams keep their own tools.'),
  integration(9, 'Zendesk', 'Support', 'Open tickets next to the people who wrote them.'),
];

/** The rest. */
export const others: readonly Integration[] = [
  integration(20, 'Mailchimp', 'Marketing', 'Add won customers to the right audience by themselves.'),
  integration(5, 'Microsoft Dynamics CRM', 'Sales', 'Share accounts, contacts and leads with head office.'),
  integration(21, 'Old Intranet', 'Data', 'Shown as an example: its sign-in (Kerberos) is one that the component does not support.'),
  integration(12, 'WooCommerce', 'Commerce', 'Follow orders and refunds from your own shop.'),
  integration(19, 'WordPress', 'Marketing', 'Publish a customer story from the deal it grew out of.'),
  integration(7, 'QuickBooks', 'Finance', 'Send an invoice the moment a deal is won.'),
  integration(14, 'Genesys Cloud', 'Support', 'Log conversations and queues with the contact they belong to.'),
  integration(13, 'ConnectWise PSA', 'Support', 'Keep service tickets and companies in step.'),
  integration(17, 'SFTP', 'Data', 'Pick up price lists and deliver exports every night.'),
  integration(15, 'Snowflake', 'Data', 'Load your pipeline into the warehouse for reporting.'),
  integration(16, 'Sage Intacct', 'Finance', 'Post journal entries and invoices without retyping.'),
  integration(18, 'PostgreSQL', 'Data', 'Read and write the tables your own tools live on.'),
];

const firstIds = { ada: 1000, ben: 2000 } as const;

/** The id of a person's own connector. */
export const connectorIdOf = (person: Person, { position }: Integration): string => String(firstIds[person.id] + position);
