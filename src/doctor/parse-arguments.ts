import type { DoctorOptions } from './options.ts';

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

export type ParsedArguments = { kind: 'help' } | { kind: 'wrong'; message: string } | { kind: 'run'; options: DoctorOptions };

const single = ['url', 'page-origin', 'api-domain', 'service-domain', 'account', 'username', 'token-path', 'timeout'] as const;
const repeated = ['header', 'connector'] as const;

type Given = Map<string, string[]>;

const collect = (words: readonly string[]): Given | string => {
  const given: Given = new Map();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [, name = '', inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const isRepeated = (repeated as readonly string[]).includes(name);
    if (!isRepeated && !(single as readonly string[]).includes(name))
      return `${/^--/.test(word) ? word.replace(/=.*/s, '') : 'A word without an option'} is not known; see --help.`;
    const value = inline ?? words[(index += 1)];
    if (value === undefined || value === '' || (inline === undefined && value.startsWith('--'))) return `--${name} needs a value.`;
    if (!isRepeated && given.has(name)) return `--${name} is given twice.`;
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return given;
};

const readHeaders = (lines: readonly string[]): Record<string, string> | undefined => {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name, value] = /^([A-Za-z0-9-]+):\s*(.+)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return undefined;
    headers[name.toLowerCase()] = value;
  }
  return headers;
};

/** The arguments after `doctor`. The secret is never one of them: it would stay in the shell's history. */
export const parseArguments = (words: readonly string[], env: Readonly<Record<string, string | undefined>>): ParsedArguments => {
  const wrong = (message: string): ParsedArguments => ({ kind: 'wrong', message });
  if (words.includes('--help') || words.includes('-h')) return { kind: 'help' };
  const given = collect(words);
  if (typeof given === 'string') return wrong(given);
  const [url, pageOrigin, apiDomain, serviceDomain, accountId, username, tokenPath, timeout] = single.map((name) => given.get(name)?.[0]);
  if (url === undefined && apiDomain === undefined) return wrong('Give --url, --api-domain or both; see --help.');
  const needing = (['service-domain', 'account', 'token-path'] as const).find((name) => given.has(name));
  if (needing !== undefined && apiDomain === undefined) return wrong(`--${needing} needs --api-domain.`);
  if (username !== undefined && accountId === undefined) return wrong('--username needs --account.');
  if (timeout !== undefined && !/^[1-9]\d{0,6}$/.test(timeout)) return wrong('--timeout must be a number of milliseconds.');
  const headers = readHeaders(given.get('header') ?? []);
  if (headers === undefined) return wrong("--header must be 'Name: value'.");
  const { CYCLR_ID: clientId, CYCLR_SECRET: clientSecret } = env;
  if (apiDomain !== undefined && (!clientId || !clientSecret))
    return wrong('--api-domain needs the environment variables CYCLR_ID and CYCLR_SECRET.');
  return {
    kind: 'run',
    options: {
      url,
      pageOrigin,
      accountId,
      username,
      tokenPath,
      connectorIds: given.get('connector'),
      headers: given.has('header') ? headers : undefined,
      timeout: timeout === undefined ? undefined : Number(timeout),
      cyclr: apiDomain === undefined || !clientId || !clientSecret ? undefined : { apiDomain, serviceDomain, clientId, clientSecret },
    },
  };
};
