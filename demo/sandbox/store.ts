import { isAccepted } from './accepted-credential.ts';
import { type ConnectorFixture, withMethod } from './connector-fixture.ts';
import { fixtures } from './fixtures.ts';
import type { Switches } from './switches.ts';

export type AccountId = string;

/** The two accounts that are there from the beginning, with the id of their first connector. */
const firstIds: Readonly<Record<string, number>> = { 'acct-ada': 1001, 'acct-ben': 2001 };

/** Ids of what is installed later. */
const firstLaterId = 5001;

export interface StoredProperty {
  readonly Id: number;
  readonly Name: string;
  Value: string;
}

/** An account connector, as Cyclr keeps it. */
export interface AccountConnector {
  readonly id: string;
  readonly accountId: AccountId;
  /** The catalogue's connector, with the method that was chosen at the install. */
  readonly fixture: ConnectorFixture;
  name: string;
  description: string | null;
  authValue: string | null;
  /** Before this moment `Authenticated` still reads false. */
  authenticatedFrom: number;
  /** The third party refuses what is stored: a key was revoked, a refresh token expired. */
  refused: boolean;
  properties: StoredProperty[];
  readonly counts: { authValueWrites: number; propertyWrites: number; signIns: number; tests: number; deauthentications: number };
}

export interface Store {
  isAccount(id: string): boolean;
  /** False where there is one of this id. */
  addAccount(id: string): boolean;
  find(accountId: AccountId, id: string): AccountConnector | undefined;
  list(accountId: AccountId): readonly AccountConnector[];
  all(): readonly AccountConnector[];
  /** Undefined where the account has a connector of this name. */
  install(accountId: AccountId, fixture: ConnectorFixture, name: string): AccountConnector | undefined;
  remove(connector: AccountConnector): void;
  isAuthenticated(connector: AccountConnector): boolean;
  property(connector: AccountConnector, name: string): string | undefined;
  setProperty(connector: AccountConnector, name: string, value: string): StoredProperty;
  reset(): void;
}

const create = (id: number, accountId: AccountId, fixture: ConnectorFixture, name: string): AccountConnector => ({
  id: String(id),
  accountId,
  fixture,
  name,
  description: null,
  authValue: null,
  authenticatedFrom: 0,
  refused: false,
  properties: [],
  counts: { authValueWrites: 0, propertyWrites: 0, signIns: 0, tests: 0, deauthentications: 0 },
});

const installAll = (): AccountConnector[] =>
  Object.entries(firstIds).flatMap(([accountId, firstId]) =>
    fixtures.map((fixture, index) => create(firstId + index, accountId, withMethod(fixture, fixture.authenticationId), fixture.name)),
  );

/** Both accounts with every connector installed and none of them connected. */
export const createStore = (now: () => number, switches: Switches): Store => {
  let connectors = installAll();
  let accounts = new Set(Object.keys(firstIds));
  let lastPropertyId = 40;
  let nextId = firstLaterId;
  return {
    isAccount: (id) => accounts.has(id),
    addAccount: (id) => {
      if (accounts.has(id)) return false;
      accounts.add(id);
      return true;
    },
    find: (accountId, id) => connectors.find((connector) => connector.accountId === accountId && connector.id === id),
    list: (accountId) => connectors.filter((connector) => connector.accountId === accountId),
    all: () => connectors,
    install: (accountId, fixture, name) => {
      if (connectors.some((other) => other.accountId === accountId && other.name === name)) return undefined;
      const connector = create(nextId, accountId, fixture, name);
      nextId += 1;
      connectors = [...connectors, connector];
      return connector;
    },
    remove: (connector) => {
      connectors = connectors.filter((other) => other !== connector);
    },
    // Any stored credential counts, a wrong one too, unless the switches say otherwise.
    isAuthenticated: (connector) => {
      if (switches.authenticatedMeans === 'works' && !isAccepted(connector)) return false;
      if (connector.fixture.authType !== 'None') return Boolean(connector.authValue) && now() >= connector.authenticatedFrom;
      return switches.noneAuthenticated === 'always' || (switches.noneAuthenticated === 'stored' && connector.properties.length > 0);
    },
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
      accounts = new Set(Object.keys(firstIds));
      nextId = firstLaterId;
    },
  };
};
