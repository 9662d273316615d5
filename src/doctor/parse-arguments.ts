import { ConnectError } from '../protocol/errors.ts';
import { parseDoctorOptions, type ParsedDoctorOptions } from './options.ts';

export const help = `Checks a mounted handler from outside, and your settings against Cyclr.

  npx cyclr-connect doctor --url https://app.example.com/cyclr-connect

  --url URL                where browsers reach the handler
  --page-origin ORIGIN     a page on another origin that uses it: checks CORS
  --header 'NAME: VALUE'   of a signed-in person, such as a Cookie; may be repeated
  --connector ID           an Account Connector id; may be repeated
  --api-domain HOST        Cyclr's API domain: checks CYCLR_ID and CYCLR_SECRET, read from the environment
  --service-domain HOST    Cyclr's service domain; needs --api-domain
  --account ID             the account's API ID; needs --api-domain
  --username NAME          mints one sign-in token for this user, never shown; Cyclr creates an unknown user
  --token-path PATH        where sign-in tokens are minted, if not at the usual path
  --timeout MS             for one request; default 10000
  --help                   this text

Exit code: 0 nothing failed, 1 a check failed, 2 wrong arguments.
`;

const single = ['url', 'page-origin', 'api-domain', 'service-domain', 'account', 'username', 'token-path', 'timeout'] as const;
const repeated = ['header', 'connector'] as const;

/** What an option of `doctor()` is called on the command line. */
const names: Readonly<Record<string, string>> = {
  pageOrigin: '--page-origin',
  headers: '--header',
  connectorIds: '--connector',
  cyclr: '--api-domain',
  'cyclr.serviceDomain': '--service-domain',
  'cyclr.clientId': 'CYCLR_ID',
  'cyclr.clientSecret': 'CYCLR_SECRET',
  accountId: '--account',
  tokenPath: '--token-path',
};
const nameOf = (path: string): string => {
  const [option = ''] = path.split('.');
  return names[path] ?? names[option] ?? `--${option}`;
};

const wrong = (message: string): ConnectError => new ConnectError('misconfigured', message);

const collect = (words: readonly string[]): Map<string, string[]> => {
  const given = new Map<string, string[]>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [, name = '', inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const isRepeated = (repeated as readonly string[]).includes(name);
    if (!isRepeated && !(single as readonly string[]).includes(name))
      throw wrong(`${/^--/.test(word) ? word.replace(/=.*/s, '') : 'A word without an option'} is not known; see --help.`);
    const value = inline ?? words[(index += 1)];
    if (value === undefined || value === '' || (inline === undefined && value.startsWith('--'))) throw wrong(`--${name} needs a value.`);
    if (!isRepeated && given.has(name)) throw wrong(`--${name} is given twice.`);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return given;
};

const readHeader = (line: string): [name: string, value: string] => {
  const [, name, value] = /^([A-Za-z0-9-]+):\s*(.+)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw wrong("--header must be 'Name: value'.");
  return [name.toLowerCase(), value];
};

/**
 * The arguments after `doctor`. The secret is never one of them: it would stay in the shell's history.
 *
 * @throws {ConnectError} `misconfigured`, one sentence that names the argument and never its value.
 */
export const parseArguments = (
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  request?: typeof fetch,
): ParsedDoctorOptions => {
  const given = collect(words);
  const [url, pageOrigin, apiDomain, serviceDomain, accountId, username, tokenPath, timeout] = single.map((name) => given.get(name)?.[0]);
  if (url === undefined && apiDomain === undefined) throw wrong('Give --url, --api-domain or both; see --help.');
  if (serviceDomain !== undefined && apiDomain === undefined) throw wrong('--service-domain needs --api-domain.');
  const { CYCLR_ID: clientId = '', CYCLR_SECRET: clientSecret = '' } = env;
  if (apiDomain !== undefined && (clientId === '' || clientSecret === '')) {
    throw wrong('--api-domain needs the environment variables CYCLR_ID and CYCLR_SECRET.');
  }
  return parseDoctorOptions(
    {
      url,
      pageOrigin,
      accountId,
      username,
      tokenPath,
      connectorIds: given.get('connector'),
      headers: given.has('header') ? Object.fromEntries((given.get('header') ?? []).map(readHeader)) : undefined,
      timeout: timeout === undefined ? undefined : Number(timeout),
      cyclr: apiDomain === undefined ? undefined : { apiDomain, serviceDomain, clientId, clientSecret },
      fetch: request,
    },
    nameOf,
  );
};
