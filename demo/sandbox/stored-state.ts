import type { SandboxContext } from './sandbox-context.ts';
import type { AccountConnector } from './store.ts';
import { parseCredential } from './stored-credential.ts';

// A name that no parameter declares is judged by its words: hosts may add fields such as ClientSecret.
const soundsSecret = (name: string): boolean => /secret|password|passphrase|token|key$|certificate/i.test(name);

const isSensitive = ({ fixture }: AccountConnector, name: string): boolean => {
  const parameters = typeof fixture.parameters === 'object' && fixture.parameters !== null ? fixture.parameters : [];
  return parameters.find(({ TargetName }) => TargetName === name)?.IsSensitive ?? soundsSecret(name);
};

/** What Cyclr stores, with no credential and no sensitive value in it. */
export const describeState = ({ store, tokens }: SandboxContext) => ({
  connectors: store.all().map((connector) => ({
    id: connector.id,
    account: connector.accountId,
    name: connector.name,
    authType: connector.fixture.authType,
    authenticated: store.isAuthenticated(connector),
    hasAuthValue: Boolean(connector.authValue),
    hasRefreshToken: parseCredential(connector.authValue)?.RefreshToken !== undefined,
    properties: connector.properties.map(({ Name, Value }) =>
      isSensitive(connector, Name) ? { name: Name, sensitive: true, length: Value.length } : { name: Name, sensitive: false, value: Value },
    ),
    counts: { ...connector.counts },
  })),
  counts: {
    connectors: store.all().length,
    authenticated: store.all().filter((connector) => store.isAuthenticated(connector)).length,
    ...tokens.counts(),
  },
});
