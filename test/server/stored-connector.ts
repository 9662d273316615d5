import { type FakeConnector, fakeConnector, parameter } from './fake-cyclr.ts';

export const apiKey = (key: string) => ({ credential: { type: 'ApiKey', key } });
export const oauthTokens = JSON.stringify({ AccessToken: 'old-access', RefreshToken: 'old-refresh' });

/** What Cyclr holds, by name: property ids may change when one is put back. */
export const storedIn = ({ AuthValue, Authenticated, Properties }: FakeConnector) => ({
  AuthValue,
  Authenticated,
  properties: Object.fromEntries(Properties.map(({ Name, Value }) => [Name, Value])),
});

const parameters = [parameter('Host'), parameter('Port', { IsOptional: true }), parameter('Pin', { IsSensitive: true, IsOptional: true })];
export const old = (authType: string, AuthValue: string | null, more: { oauth2Type?: string } = {}): FakeConnector => ({
  ...fakeConnector(1, authType, {
    ...more,
    parameters,
    properties: [
      { Id: 41, Name: 'Host', Value: 'old.example' },
      { Id: 42, Name: 'Pin', Value: 'old-pin' },
    ],
    authenticated: AuthValue !== null,
  }),
  AuthValue,
});
export const fresh = (authType: string, more: { oauth2Type?: string } = {}) => fakeConnector(1, authType, { ...more, parameters });

export const properties = { Host: 'new.example', Port: '1', Pin: 'new-pin' };
