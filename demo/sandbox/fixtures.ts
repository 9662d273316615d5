import type { ConnectorFixture } from './connector-fixture.ts';
import { credentialFixtures } from './fixtures-credentials.ts';
import { oauthFixtures } from './fixtures-oauth.ts';

const { threeDCart, capsule, firstConnect, dynamics, sugarCrm, quickBooks, genesys, snowflake, wordPress, mailchimp } = oauthFixtures;
const { pipedrive, shopify, zendesk, jira, followUpBoss, wooCommerce, connectWise, sageIntacct, sftp, postgreSql, oldIntranet } =
  credentialFixtures;

/** Every connector of the sandbox. The position decides the id: the first is 1001 for Ada and 2001 for Ben. */
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
