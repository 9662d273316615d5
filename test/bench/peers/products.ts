/** What a partner's developer could build the same page with. */
export interface Product {
  readonly name: string;
  /** Its package, for the version; not for ours. */
  readonly package?: string;
  /** A file of this folder that shows one connection in a page; or a built file of ours. */
  readonly entry?: string;
  readonly built?: string;
  readonly usesReact?: boolean;
  readonly markup?: string;
  /** Who draws the button that connects. */
  readonly button: 'its own' | 'the page’s' | 'none';
  /** In place of its service's answers, by path. */
  readonly answers?: Readonly<Record<string, string>>;
  readonly leavesOut: string;
}

const handler = 'the handler on the partner’s server';
const frame = 'all that a person sees after the click: a page of its service, in a frame';

/** One connection that is offered, in the shape that the package's types declare. */
const integrations = JSON.stringify({
  data: [
    {
      object: 'data_integration',
      id: 'integration_1',
      name: 'Connector 1',
      slug: 'connector-1',
      integrationType: 'connector-1',
      ownership: 'userland_user',
      credentialsType: 'shared',
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-01T00:00:00Z',
      installation: null,
      configFields: [],
      config: {},
      authMethods: ['oauth'],
      connected_accounts: [],
    },
  ],
});

export const products: readonly Product[] = [
  {
    name: 'cyclr-connect, a card',
    built: 'cyclr-connect.js',
    markup: '<cyclr-connect endpoint="/cyclr-connect" connector-id="1"></cyclr-connect>',
    button: 'its own',
    leavesOut: handler,
  },
  {
    name: 'cyclr-connect, a list',
    built: 'cyclr-connect-list.js',
    markup: '<cyclr-connect-list endpoint="/cyclr-connect"></cyclr-connect-list>',
    button: 'its own',
    leavesOut: handler,
  },
  {
    name: 'WorkOS Pipes, a list',
    package: '@workos-inc/widgets',
    entry: 'workos.mjs',
    usesReact: true,
    button: 'its own',
    answers: {
      '/_widgets/DataIntegrations/mine': integrations,
      '/_widgets/settings': '{"object":"settings","authkitOrigin":"https://app.example.com","teamName":"Acme"}',
    },
    leavesOut: 'its service, which has a stand-in here; what is drawn after the click is in its script',
  },
  {
    name: 'Ampersand ConnectProvider',
    package: '@amp-labs/react',
    entry: 'ampersand.mjs',
    usesReact: true,
    button: 'none',
    leavesOut: 'the answers of its service, and what it draws with them; forms are in its script',
  },
  {
    name: 'cyclr-connect/flow',
    entry: 'flow.mjs',
    button: 'the page’s',
    leavesOut: `${handler}; the page draws forms itself`,
  },
  { name: 'Nango', package: '@nangohq/frontend', entry: 'nango.mjs', button: 'the page’s', leavesOut: frame },
  { name: 'Paragon', package: '@useparagon/connect', entry: 'paragon.mjs', button: 'the page’s', leavesOut: frame },
  { name: 'Pipedream', package: '@pipedream/sdk', entry: 'pipedream.mjs', button: 'the page’s', leavesOut: frame },
  { name: 'Prismatic', package: '@prismatic-io/embedded', entry: 'prismatic.mjs', button: 'the page’s', leavesOut: frame },
  { name: 'Apideck Vault', package: '@apideck/vault-js', entry: 'apideck.mjs', button: 'the page’s', leavesOut: frame },
  {
    name: 'Merge Link',
    package: '@mergeapi/react-merge-link',
    entry: 'merge.mjs',
    usesReact: true,
    button: 'the page’s',
    leavesOut: `a script that it loads from its service; ${frame}`,
  },
];
