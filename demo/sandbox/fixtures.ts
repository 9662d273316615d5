import type { ConnectorFixture } from './connector-fixture.ts';
import { catalogueFixtures } from './fixtures-catalogue.ts';
import { credentialFixtures } from './fixtures-credentials.ts';
import { oauthFixtures } from './fixtures-oauth.ts';

const { threeDCart, capsule, firstConnect, dynamics, sugarCrm, quickBooks, genesys, snowflake, wordPress, mailchimp } = oauthFixtures;
const { pipedrive, shopify, zendesk, jira, followUpBoss, wooCommerce, connectWise, sageIntacct, sftp, postgreSql, oldIntranet } =
  credentialFixtures;

/** The connectors that both accounts begin with. The position decides the id: the first is 1001 for Ada and 2001 for Ben. */
export const fixtures: readonly ConnectorFixture[] = [
  threeDCart,
  capsule,
  pipedrive,
  firstConnect,
  dynamics,
  sugarCrm,
  quickBooks,
  shopify,
  zendesk,
  jira,
  followUpBoss,
  wooCommerce,
  connectWise,
  genesys,
  snowflake,
  sageIntacct,
  sftp,
  postgreSql,
  wordPress,
  mailchimp,
  oldIntranet,
];

/** All that can be installed. */
export const catalogue: readonly ConnectorFixture[] = [...fixtures, ...catalogueFixtures];

/** The id in Cyclr's catalogue; not that of an account connector. */
export const catalogueIdOf = ({ slug }: Pick<ConnectorFixture, 'slug'>): number => catalogue.findIndex((entry) => entry.slug === slug) + 71;
