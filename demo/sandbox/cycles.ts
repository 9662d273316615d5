import { catalogue, catalogueIdOf } from './fixtures.ts';
import { withMethod } from './connector-fixture.ts';
import type { AccountConnector, AccountId, Store } from './store.ts';

/** A ready integration that partners offer; it names the connectors that it moves data between. */
export interface Template {
  readonly Id: string;
  readonly Name: string;
  readonly Tags: readonly string[];
  readonly slugs: readonly string[];
}

export const templates: readonly Template[] = [
  { Id: '5a4d0000-0000-4000-9000-000000000001', Name: 'New deals to notes', Tags: ['CRM'], slugs: ['pipedrive', 'capsule'] },
  { Id: '5a4d0000-0000-4000-9000-000000000002', Name: 'Payments to invoices', Tags: ['Finance'], slugs: ['squareup', 'xero'] },
];

/** A template, or one connector alone, in an account. */
export interface Cycle {
  readonly id: string;
  readonly name: string;
  readonly accountId: AccountId;
  readonly connectorIds: readonly string[];
  status: 'Stopped' | 'Active';
}

export interface Cycles {
  installTemplate(accountId: AccountId, template: Template): Cycle;
  find(accountId: AccountId, id: string): Cycle | undefined;
  /** The cycle that uses this connector; one is made where there is none. */
  ofConnector(connector: AccountConnector): Cycle;
  reset(): void;
}

const idOf = (count: number): string => `5a4d0000-0000-4000-a000-${String(count).padStart(12, '0')}`;

export const createCycles = (store: Store): Cycles => {
  let cycles: Cycle[] = [];
  const add = (accountId: AccountId, name: string, connectorIds: string[], status: Cycle['status']): Cycle => {
    const cycle: Cycle = { id: idOf(cycles.length + 1), name, accountId, connectorIds, status };
    cycles = [...cycles, cycle];
    return cycle;
  };
  /** Uses the connectors that the account has, and installs those that are missing. */
  const findOrInstall = (accountId: AccountId, slug: string): AccountConnector => {
    const fixture = catalogue.find((entry) => entry.slug === slug);
    const existing = store.list(accountId).find((connector) => connector.fixture.slug === slug);
    const connector = existing ?? (fixture && store.install(accountId, withMethod(fixture, fixture.authentication?.[0]?.Id), fixture.name));
    if (!connector) throw new Error(`The connector ${slug} could not be installed.`);
    return connector;
  };
  return {
    installTemplate: (accountId, { Name, slugs }) =>
      add(
        accountId,
        Name,
        slugs.map((slug) => findOrInstall(accountId, slug).id),
        'Stopped',
      ),
    find: (accountId, id) => cycles.find((cycle) => cycle.accountId === accountId && cycle.id === id),
    ofConnector: ({ accountId, id, name }) =>
      cycles.find((cycle) => cycle.accountId === accountId && cycle.connectorIds.includes(id)) ??
      add(accountId, `Sync ${name}`, [id], 'Active'),
    reset: () => {
      cycles = [];
    },
  };
};

/** A cycle as Cyclr's API writes it. */
export const cycleJson = (store: Store, { id, name, accountId, connectorIds, status }: Cycle) => {
  const connectors = connectorIds.flatMap((connectorId) => store.find(accountId, connectorId) ?? []);
  return {
    Id: id,
    Name: name,
    Status: status,
    Connectors: connectors.map((connector) => ({
      Id: catalogueIdOf(connector.fixture),
      Name: connector.fixture.name,
      AccountConnectorId: Number(connector.id),
      Authenticated: store.isAuthenticated(connector),
    })),
    Steps: connectors.map((connector, index) => ({
      Id: `${id.slice(0, -4)}${String(index + 1).padStart(4, '0')}`,
      Name: `Step ${index + 1}`,
      AccountConnectorId: Number(connector.id),
    })),
  };
};
