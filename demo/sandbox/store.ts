import type { ConnectorFixture } from './connector-fixture.ts';
import { fixtures } from './fixtures.ts';

export type AccountId = 'acct-ada' | 'acct-ben';

const firstIds: Readonly<Record<AccountId, number>> = { 'acct-ada': 1001, 'acct-ben': 2001 };

export interface StoredProperty {
  readonly Id: number;
  readonly Name: string;
  Value: string;
}

/** An account connector, as Cyclr keeps it. */
export interface AccountConnector {
  readonly id: string;
  readonly accountId: AccountId;
  readonly fixture: ConnectorFixture;
  name: string;
  description: string | null;
  authValue: string | null;
  /** Before this moment `Authenticated` still reads false. */
  authenticatedFrom: number;
  properties: StoredProperty[];
  readonly counts: { authValueWrites: number; propertyWrites: number; signIns: number; tests: number; deauthentications: number };
}

export interface Store {
  isAccount(id: string): id is AccountId;
  find(accountId: AccountId, id: string): AccountConnector | undefined;
  list(accountId: AccountId): readonly AccountConnector[];
  all(): readonly AccountConnector[];
  remove(connector: AccountConnector): void;
  isAuthenticated(connector: AccountConnector): boolean;
  property(connector: AccountConnector, name: string): string | undefined;
  setProperty(connector: AccountConnector, name: string, value: string): StoredProperty;
  reset(): void;
}

const install = (accountId: AccountId): AccountConnector[] =>
  fixtures.map((fixture, index) => ({
    id: String(firstIds[accountId] + index),
    accountId,
    fixture,
    name: fixture.name,
    description: null,
    authValue: null,
    authenticatedFrom: 0,
    properties: [],
    counts: { authValueWrites: 0, propertyWrites: 0, signIns: 0, tests: 0, deauthentications: 0 },
  }));

const installAll = (): AccountConnector[] => [...install('acct-ada'), ...install('acct-ben')];

/** Both accounts with every connector installed and none of them connected. */
export const createStore = (now: () => number): Store => {
  let connectors = installAll();
  let lastPropertyId = 40;
  return {
    isAccount: (id): id is AccountId => Object.hasOwn(firstIds, id),
    find: (accountId, id) => connectors.find((connector) => connector.accountId === accountId && connector.id === id),
    list: (accountId) => connectors.filter((connector) => connector.accountId === accountId),
    all: () => connectors,
    remove: (connector) => {
      connectors = connectors.filter((other) => other !== connector);
    },
    // Any stored credential counts, a wrong one too; a connector without authentication never reads true.
    isAuthenticated: (connector) =>
      Boolean(connector.authValue) && connector.fixture.authType !== 'None' && now() >= connector.authenticatedFrom,
    property: (connector, name) => connector.properties.find((property) => property.Name === name)?.Value,
    setProperty: (connector, name, value) => {
      connector.counts.propertyWrites += 1;
      const existing = connector.properties.find((property) => property.Name === name);
      if (existing) {
        existing.Value = value;
        return existing;
      }
      const property = { Id: (lastPropertyId += 1), Name: name, Value: value };
      connector.properties.push(property);
      return property;
    },
    reset: () => {
      connectors = installAll();
    },
  };
};
