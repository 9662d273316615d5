import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInKind } from '../../src/protocol/auth-type.ts';
import { type AccountConnector, parseAccountConnector, parseAccountConnectors } from '../../src/server/cyclr/account-connector.ts';
import { ConnectError } from '../../src/protocol/errors.ts';

const minimal = { Id: 1, Connector: {} };
const withConnector = (Connector: Record<string, unknown>, more: Record<string, unknown> = {}) => ({ ...minimal, ...more, Connector });
const parameter = { IsAccountConnectorProperty: true, TargetName: 'StoreURL' };
const withParameter = (more: Record<string, unknown>) => withConnector({ Parameters: [{ ...parameter, ...more }] });
const unflagged = { hidden: false, multiline: false, defaultValue: null };

type Case = [what: string, json: unknown, read: (connector: AccountConnector) => unknown, expected: unknown];

test('a connector with only the required members is read', () => {
  assert.deepEqual(parseAccountConnector(minimal), {
    id: '1',
    name: '1',
    catalogue: { id: null, name: null },
    description: null,
    icon: null,
    authType: '',
    oauth2Type: null,
    authDescription: null,
    methods: [],
    authenticated: false,
    parameters: [],
    properties: [],
  });
});

test('a credential is not read, whatever the name of its member', () => {
  const parsed = parseAccountConnector({
    ...minimal,
    AuthValue: 'the-secret',
    Secret: 'the-secret',
    Connector: { AuthValue: 'the-secret' },
  });
  assert.doesNotMatch(JSON.stringify(parsed), /the-secret/);
});

const tolerated: Case[] = [
  ['an Id that is text', { ...minimal, Id: 'abc' }, ({ id }) => id, 'abc'],
  ['a missing own name', withConnector({ Name: 'Pipedrive' }), ({ name }) => name, 'Pipedrive'],
  ['the own name before the connector name', withConnector({ Name: 'Pipedrive' }, { Name: 'Sales' }), ({ name }) => name, 'Sales'],
  ['a name that is "null"', withConnector({ Name: 'Pipedrive' }, { Name: 'null' }), ({ name }) => name, 'Pipedrive'],
  ['a null description', withConnector({ Description: 'About' }, { Description: null }), ({ description }) => description, 'About'],
  ['lists that are "null"', withConnector({ Parameters: 'null', Authentication: 'null' }), ({ parameters }) => parameters, []],
  [
    'lists that are null',
    withConnector({ Parameters: null, Authentication: null }, { Properties: null }),
    ({ properties }) => properties,
    [],
  ],
  ['a null Authenticated', { ...minimal, Authenticated: null }, ({ authenticated }) => authenticated, false],
  ['a data icon', withConnector({ Icon: 'data:image/png;base64,AA' }), ({ icon }) => icon, 'data:image/png;base64,AA'],
  ['an https icon', withConnector({ Icon: 'https://cdn.example/i.png' }), ({ icon }) => icon, 'https://cdn.example/i.png'],
  ['an icon that runs', withConnector({ Icon: 'javascript:alert(1)' }), ({ icon }) => icon, null],
  ['an icon that is a page', withConnector({ Icon: 'data:text/html,x' }), ({ icon }) => icon, null],
  [
    'the sole method',
    withConnector({ AuthType: 'None', Authentication: [{ Id: 'a', AuthType: 'OAuth2', OAuth2Type: 'AuthorisationCode' }] }),
    ({ authType, oauth2Type }) => [authType, oauth2Type],
    ['OAuth2', 'AuthorisationCode'],
  ],
  [
    'the named method of several',
    withConnector(
      {
        AuthType: 'OAuth2',
        Authentication: [
          { Id: 1, AuthType: 'Basic' },
          { Id: 2, AuthType: 'ApiKey' },
        ],
      },
      { AuthenticationId: '2' },
    ),
    ({ authType }) => authType,
    'ApiKey',
  ],
  [
    'several methods and none named',
    withConnector({
      AuthType: 'OAuth2',
      Authentication: [
        { Id: 1, AuthType: 'Basic' },
        { Id: 2, AuthType: 'ApiKey' },
      ],
    }),
    ({ authType }) => authType,
    'OAuth2',
  ],
  ['an unknown type', withConnector({ AuthType: 'Telepathy' }), ({ authType }) => authType, 'Telepathy'],
  ['options as texts', withParameter({ Values: ['a', 'b'] }), ({ parameters }) => parameters[0]?.options, ['a', 'b']],
  [
    'options as objects',
    withParameter({ Values: [{ Value: 'a' }, { Value: null }, 'b', {}] }),
    ({ parameters }) => parameters[0]?.options,
    ['a', 'b'],
  ],
  ['options that are "null"', withParameter({ Values: 'null' }), ({ parameters }) => parameters[0]?.options, []],
  [
    'a parameter with its least',
    withParameter({}),
    ({ parameters }) => parameters,
    [
      {
        name: 'StoreURL',
        label: 'StoreURL',
        description: null,
        type: 'text',
        required: true,
        sensitive: false,
        options: [],
        order: undefined,
        ...unflagged,
      },
    ],
  ],
  [
    'an optional sensitive one',
    withParameter({ IsOptional: true, IsSensitive: true, DataType: 'Integer', DisplayOrder: 3, Name: 'Store' }),
    ({ parameters }) => parameters[0],
    {
      name: 'StoreURL',
      label: 'Store',
      description: null,
      type: 'integer',
      required: false,
      sensitive: true,
      options: [],
      order: 3,
      ...unflagged,
    },
  ],
  ...(['Hidden', 'Hide', 'IsHidden'] as const).map((name): Case => [
    `a parameter with ${name}`,
    withParameter({ [name]: 'true' }),
    ({ parameters }) => parameters[0]?.hidden,
    true,
  ]),
  ...(['Multiline', 'IsMultiline'] as const).map((name): Case => [
    `a parameter with ${name}`,
    withParameter({ [name]: true }),
    ({ parameters }) => parameters[0]?.multiline,
    true,
  ]),
  ['a default', withParameter({ DefaultValue: 5432 }), ({ parameters }) => parameters[0]?.defaultValue, '5432'],
  ['a default that is "null"', withParameter({ DefaultValue: 'null' }), ({ parameters }) => parameters[0]?.defaultValue, null],
  [
    'a default of a sensitive one',
    withParameter({ DefaultValue: 'x', IsSensitive: true }),
    ({ parameters }) => parameters[0]?.defaultValue,
    null,
  ],
  ['a parameter not asked per account', withParameter({ IsAccountConnectorProperty: false }), ({ parameters }) => parameters, []],
  ['a parameter without a name', withParameter({ TargetName: 'null', Name: null }), ({ parameters }) => parameters, []],
  [
    'a property without a value',
    { ...minimal, Properties: [{ Id: 4, Name: 'A' }] },
    ({ properties }) => properties,
    [{ id: '4', name: 'A', value: null }],
  ],
  [
    'numbers, flags and texts of another type',
    withParameter({
      IsOptional: 'true',
      IsSensitive: 'True',
      DisplayOrder: '3',
      DataType: 7,
      Name: 12,
      Values: [1, { Value: 2 }, null, 'null', {}],
    }),
    ({ parameters }) => parameters[0],
    {
      name: 'StoreURL',
      label: '12',
      description: null,
      type: '7',
      required: false,
      sensitive: true,
      options: ['1', '2'],
      order: 3,
      ...unflagged,
    },
  ],
  [
    'members that cannot be read',
    withParameter({ IsOptional: {}, IsSensitive: [], DisplayOrder: 'first', DataType: {}, Description: {}, Values: 7 }),
    ({ parameters }) => parameters[0],
    {
      name: 'StoreURL',
      label: 'StoreURL',
      description: null,
      type: 'text',
      required: true,
      sensitive: false,
      options: [],
      order: undefined,
      ...unflagged,
    },
  ],
  ['a parameter of another type', withConnector({ Parameters: [7, 'x', null] }), ({ parameters }) => parameters, []],
  ['lists of another type', withConnector({ Parameters: 7, Authentication: { a: 1 }, Icon: 7, Description: {} }), ({ icon }) => icon, null],
  ['Authenticated as a text', { ...minimal, Authenticated: 'True' }, ({ authenticated }) => authenticated, true],
  ['Authenticated as a number', { ...minimal, Authenticated: 0 }, ({ authenticated }) => authenticated, false],
  ['Authenticated as the text "null"', { ...minimal, Authenticated: 'null' }, ({ authenticated }) => authenticated, false],
  ['properties as the text "null"', { ...minimal, Properties: 'null' }, ({ properties }) => properties, []],
  [
    'a property of another type',
    { ...minimal, Properties: [{ Id: '4', Name: 'A', Value: 7 }] },
    ({ properties }) => properties,
    [{ id: '4', name: 'A', value: '7' }],
  ],
  [
    'an AuthenticationId as a number',
    {
      ...withConnector({
        Authentication: [
          { Id: '7', AuthType: 'Basic' },
          { Id: 8, AuthType: 'ApiKey' },
        ],
      }),
      AuthenticationId: 8,
    },
    ({ authType }) => authType,
    'ApiKey',
  ],
  ['unknown members', { ...withConnector({ New: { Deep: [] } }), Extra: 1 }, ({ id }) => id, '1'],
];
for (const [what, json, read, expected] of tolerated) {
  test(`${what} is understood`, () => assert.deepEqual(read(parseAccountConnector(json)), expected));
}

const broken: unknown[] = [
  undefined,
  null,
  'x',
  [],
  {},
  { Id: 1 },
  { Id: null, Connector: {} },
  { Id: 1, Connector: 'the-secret' },
  { ...minimal, Authenticated: 'the-secret' },
  { ...minimal, Authenticated: {} },
  { ...minimal, Properties: [{ Id: 1 }] },
  { ...minimal, Properties: 'the-secret' },
  withParameter({ TargetName: '__proto__' }),
];
for (const json of broken) {
  test(`${JSON.stringify(json)} is not a connector, and is not quoted`, () => {
    assert.throws(
      () => parseAccountConnector(json),
      (error) => error instanceof ConnectError && error.code === 'invalid-response' && !error.message.includes('the-secret'),
    );
  });
}

test('a list is a bare array, and a malformed connector in it is skipped', () => {
  const idsOf = (json: unknown) => parseAccountConnectors(json).items.map(({ id }) => id);
  assert.deepEqual(idsOf([minimal, { odd: true }, { ...minimal, Id: 2 }]), ['1', '2']);
  assert.deepEqual(idsOf([]), []);
  assert.throws(() => parseAccountConnectors({ connectors: [] }), ConnectError);
  assert.throws(() => parseAccountConnectors([{ odd: true }]), ConnectError);
});

const kinds: [authType: string, oauth2Type: string | null, kind: string][] = [
  ['OAuth2', 'AuthorisationCode', 'window'],
  ['OAuth2', 'PasswordCredentials', 'window'],
  ['OAuth2', null, 'window'],
  ['OAuth2', 'ClientCredentials', 'client-credentials'],
  ['OAuth1', null, 'window'],
  ['ApiKey', 'ClientCredentials', 'key'],
  ['Basic', 'AuthorisationCode', 'basic'],
  ['None', null, 'none'],
  ['AuthFields', null, 'none'],
  ['Kerberos', null, 'unsupported'],
  ['NetSuiteOAuth1', null, 'unsupported'],
  ['ClientCertificate', null, 'unsupported'],
  ['', null, 'unsupported'],
  ['oauth2', null, 'unsupported'],
];
for (const [authType, oauth2Type, kind] of kinds) {
  test(`${authType || 'nothing'} with ${oauth2Type ?? 'no OAuth2Type'} is ${kind}`, () =>
    assert.equal(signInKind({ authType, oauth2Type }), kind));
}
