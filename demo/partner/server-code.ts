import { fieldOverridesOf } from './field-overrides.ts';

const isPlainKey = (key: string): boolean => /^[A-Za-z_$][\w$]*$/.test(key);

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const printKey = (key: string): string => (isPlainKey(key) ? key : quote(key));

const printValue = (value: unknown): string => {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'function') return value.name;
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${printKey(key)}: ${printValue(inner)}`)
    .join(', ')} }`;
};

const normalizersOf = (name: string): string[] => [
  ...new Set(Object.values(fieldOverridesOf({ name }) ?? {}).flatMap(({ normalize }) => (normalize === undefined ? [] : [normalize.name]))),
];

const printFields = (name: string): string[] => {
  const overrides = Object.entries(fieldOverridesOf({ name }) ?? {});
  if (overrides.length === 0) return [];
  return [
    '  fields: (connector) =>',
    `    connector.name === ${quote(name)}`,
    '      ? {',
    ...overrides.map(([key, override]) => `          ${printKey(key)}: ${printValue(override)},`),
    '        }',
    '      : undefined,',
  ];
};

/** The server's code for one card, as a partner would write it, made from the overrides that this demo uses. */
export const buildServerCode = (name: string): string =>
  [
    "import { Hono } from 'hono';",
    `import { ${['createConnectHandler', ...normalizersOf(name)].join(', ')} } from 'cyclr-connect/server';`,
    "import { findSession } from './session.ts'; // yours",
    '',
    'const connect = createConnectHandler({',
    '  cyclr: {',
    "    apiDomain: 'api.cyclr.com',",
    "    serviceDomain: 'fernwell-h.cyclr.com',",
    '    clientId: process.env.CYCLR_CLIENT_ID!,',
    '    clientSecret: process.env.CYCLR_CLIENT_SECRET!,',
    '  },',
    "  basePath: '/cyclr-connect',",
    '  resolveAccount: async (request) => findSession(request), // { accountId, username }, or undefined',
    ...printFields(name),
    '});',
    '',
    '// Other servers: docs/hosts.md.',
    'export const app = new Hono();',
    "app.all('/cyclr-connect/*', (context) => connect(context.req.raw));",
  ].join('\n');
