import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { type FakeEntry, fakeConnector } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

export const catalogue: FakeEntry[] = [
  { Id: 77, Name: 'Pipedrive', Authentication: [{ Id: 'key', AuthType: 'ApiKey' }] },
  {
    Id: 78,
    Name: 'Squareup',
    Authentication: [
      { Id: 'oauth', AuthName: 'OAuth 2.0', AuthType: 'OAuth2' },
      { Id: 'token', AuthName: 'Access Token', AuthType: 'ApiKey' },
    ],
  },
  {
    Id: 79,
    Name: 'Zendesk',
    Authentication: [
      { Id: 'z-token', AuthName: 'API token', AuthType: 'Basic' },
      { Id: 'z-password', AuthName: 'Password', AuthType: 'Basic' },
      { Id: 'z-oauth', AuthName: 'OAuth 2.0', AuthType: 'OAuth2' },
    ],
  },
  { Id: 80, Name: 'Notes' },
  { Id: 81, Name: 'Notes' },
  { Id: 82, Name: 'Ledger', Status: 'Draft' },
  { Id: 83, Name: 'Secret Tool' },
];
export const install = { connectors: ['pipedrive', 'Squareup', 'Zendesk', 'Notes', 'Ledger'] };

export const installedFrom = (id: number, entry: FakeEntry, more: { name?: string; authenticated?: boolean } = {}) => {
  const connector = fakeConnector(id, 'ApiKey', { name: entry.Name, ...more });
  connector.Connector = { ...connector.Connector, Id: entry.Id, Name: entry.Name };
  return connector;
};

export const start = (options: Partial<ConnectHandlerOptions> = { install }, connectors: ReturnType<typeof fakeConnector>[] = []) => {
  const scene = setUp(connectors, options);
  scene.cyclr.catalogue = catalogue;
  const add = (body: unknown) => scene.ask('/connectors', { method: 'POST', body });
  return { ...scene, add };
};
export const installs = (cyclr: ReturnType<typeof start>['cyclr']) => cyclr.count('POST', /\/install$/);
