import { signInKind } from '../protocol/auth-type.ts';
import type { AccountConnector } from '../server/cyclr/account-connector.ts';
import { ConnectError } from '../protocol/errors.ts';
import { createAccessToken } from '../server/cyclr/access-token.ts';
import { createCyclrClient, type CyclrClient } from '../server/cyclr/cyclr-client.ts';
import { createUpstream } from '../server/cyclr/upstream.ts';
import type { Ask } from './ask.ts';
import { type Check, failed, note, ok } from './check.ts';
import type { ParsedDoctorOptions } from './options.ts';

type Settings = NonNullable<ParsedDoctorOptions['cyclr']>;

const sentenceOf = (error: unknown): string => (error instanceof ConnectError ? error.message : 'it could not be read.');

/** The two hosts are easily mixed up: one is for servers, people's browsers go to the other. */
export const checkDomains = async (ask: Ask, { apiDomain: api, serviceDomain: service }: Settings): Promise<Check[]> => {
  const remedy = 'Use the host that Cyclr’s console shows: api.… for apiDomain, such as acme-h.cyclr.com for serviceDomain.';
  if (/-h\.(?:\w+\.)?cyclr\./.test(api)) return [failed('domains', `apiDomain ${api} looks like a service domain.`, remedy)];
  if (service === undefined) return [];
  if (service === api || /\/\/api\.(?:\w+\.)?cyclr\./.test(service))
    return [failed('domains', `serviceDomain ${service} looks like an API domain.`, remedy)];
  // Without a token Cyclr refuses it; any answer shows that the host is there.
  const { status } = await ask(`${service}/connectorauth/updateaccountconnectoroauth`);
  return [
    status === 404 || status >= 500
      ? note('domains', `${service} answers ${String(status)} to Cyclr’s sign-in address.`, remedy)
      : ok('domains', `${service} answers Cyclr’s sign-in address.`),
  ];
};

const describeConnector = ({ id, name, authType, oauth2Type, authenticated }: AccountConnector): Check =>
  signInKind({ authType, oauth2Type }) === 'unsupported'
    ? failed(
        'connector',
        `${id} is ${name}, whose AuthType ${authType} is not supported.`,
        'Choose another method for it in Cyclr’s console.',
      )
    : ok('connector', `${id} is ${name} (${authType}), ${authenticated ? 'with a stored credential' : 'not connected yet'}.`);

const checkConnector = (connectors: readonly AccountConnector[], id: string): Check => {
  const own = connectors.find((connector) => connector.id === id);
  if (own !== undefined) return describeConnector(own);
  const installed = connectors.find(({ catalogue }) => catalogue.id === id);
  return installed === undefined
    ? failed('connector', `The account has no connector ${id}.`, 'Use the id of an Account Connector of this account, or install it first.')
    : failed(
        'connector',
        `${id} is the id of ${installed.name} in Cyclr’s catalogue.`,
        `Its Account Connector id here is ${installed.id}.`,
      );
};

const checkToken = async (client: CyclrClient, accountId: string, username: string): Promise<Check> => {
  try {
    const { expiresAt } = await client.mintSignInToken(accountId, username);
    const isOver = Date.parse(expiresAt ?? '') < Date.now();
    return isOver
      ? failed('token', 'The sign-in token that Cyclr minted has already expired.', 'Set this server’s clock.')
      : ok('token', 'A sign-in token can be minted; it is not shown, and expires unused.');
  } catch (error) {
    return failed('token', `No sign-in token could be minted: ${sentenceOf(error)}`, 'Check accountId, username and tokenPath.');
  }
};

/** The partner's secret, one customer's account, its connectors and a sign-in token, asked of Cyclr itself. */
export const checkCyclr = async (options: ParsedDoctorOptions, settings: Settings): Promise<Check[]> => {
  const { accountId, connectorIds = [], username, tokenPath, fetch, timeout } = options;
  const { apiDomain, clientId, clientSecret } = settings;
  const upstream = createUpstream({ origin: apiDomain, fetch, now: Date.now, timeout });
  try {
    await createAccessToken({ upstream, clientId, clientSecret, now: Date.now }).get();
  } catch (error) {
    return [
      failed('secret', sentenceOf(error), 'Check apiDomain, clientId and clientSecret; each region of Cyclr has credentials of its own.'),
    ];
  }
  const checks = [ok('secret', 'Cyclr takes clientId and clientSecret.')];
  if (accountId === undefined) return checks;
  const client = createCyclrClient({ apiDomain, clientId, clientSecret, tokenPath, fetch, timeout });
  let connectors: AccountConnector[];
  try {
    connectors = await client.listConnectors(accountId);
  } catch (error) {
    return [...checks, failed('account', `The account cannot be read: ${sentenceOf(error)}`, 'accountId must be the account’s API ID.')];
  }
  return [
    ...checks,
    ok('account', `The account has ${String(connectors.length)} connectors.`),
    ...connectorIds.map((id) => checkConnector(connectors, id)),
    ...(username === undefined ? [] : [await checkToken(client, accountId, username)]),
  ];
};
