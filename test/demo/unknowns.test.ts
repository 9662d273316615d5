import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { people } from '../../demo/partner/people.ts';
import { buildConnectOptions } from '../../demo/partner/connect-options.ts';
import { fixtures } from '../../demo/sandbox/index.ts';
import { readStartSwitches } from '../../demo/sandbox/start-switches.ts';
import { initialSwitches, switchChoices, switchGroups, type SwitchName, type Switches } from '../../demo/sandbox/switches.ts';
import { isConnected } from '../../src/flow/connector-needs.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { createConnectHandler } from '../../src/server/index.ts';
import { readMember, type RunningSandbox, startSandbox } from './sandbox-client.ts';

/*
 * The demo's own handler over the sandbox, once for each answer that Cyclr may give to what its documentation leaves
 * open. What a scenario promises holds under all of them; where it cannot, the table of alternatives names what is said
 * instead.
 */

let running: RunningSandbox;
before(async () => {
  running = await startSandbox();
});
after(() => running.close());

const [ada] = people;
const account = 'acct-ada';
const idOf = (name: string): number => 1001 + fixtures.findIndex((fixture) => fixture.name === name);

interface Answer {
  status: number;
  location: string;
  json: {
    connector?: ConnectorView;
    connectors?: ConnectorView[];
    proof?: string;
    installed?: boolean;
    error?: { code: string; restored?: boolean };
  };
}

/** What was typed that must not come back, in any answer to the page. */
const secrets = ['good-key', 'wrong-key', 'good-pass', 'wrong-pass', 'good-pem'];

const createPartner = () => {
  const { origins } = running.sandbox;
  const sessions = { start: () => '', find: () => ada, end: () => undefined };
  const handler = createConnectHandler(buildConnectOptions({ origin: origins.app, sandbox: running.sandbox, sessions }));
  const ask = async (path: string, body?: unknown): Promise<Answer> => {
    const method = body === undefined ? 'GET' : 'POST';
    const response = await handler(
      new Request(`${origins.app}/cyclr-connect/${path}`, {
        method,
        headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    for (const secret of secrets) assert.ok(!text.includes(secret), `${path} answers ${secret}`);
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      json: isJson ? (JSON.parse(text) as Answer['json']) : {},
    };
  };
  const save = (id: number | string, body: unknown) => ask(`connectors/${id}/credentials`, body);
  const read = async (id: number | string): Promise<ConnectorView | { error: { code: string } }> => {
    const [view] = (await ask(`connectors?ids=${id}`)).json.connectors ?? [];
    assert.ok(view);
    return view;
  };
  return {
    ask,
    save,
    read,
    /** What a card says after a reload. */
    look: async (id: number | string): Promise<string> => {
      const view = await read(id);
      if ('error' in view) return view.error.code;
      return isConnected(view) ? 'connected' : 'not connected';
    },
    /** The code or event that an attempt ends with. */
    outcomeOf: ({ json }: Answer): string =>
      json.error === undefined
        ? (json.proof ?? 'done')
        : [json.error.code, { true: 'restored', false: 'lost' }[String(json.error.restored)]].filter(Boolean).join(', '),
    /** Signs in at the provider, as a person does in the window. */
    signIn: async (id: number | string): Promise<string> => {
      const { location, json } = await ask(`connectors/${id}/authorize?attempt=${'ab'.repeat(16)}`);
      if (location === '') return json.error?.code ?? 'no window';
      const browser = running.newBrowser();
      const login = await browser.visit(location);
      if (login.headers.location !== undefined) return 'came back';
      const consent = await browser.submit(login, { login: 'grace', password: 'anything', do: 'sign-in' });
      const back = await browser.submit(consent, { do: 'allow' });
      return back.headers.location === undefined ? `stayed at ${String(back.status)}` : 'came back';
    },
  };
};

/** The names of the properties that Cyclr holds. */
const storedIn = async (id: number | string): Promise<string[]> => {
  const { json } = await running.api('GET', `/v1.0/account/connectors/${id}/properties`, undefined, account);
  return (json as { Name: string; Value: string }[]).filter(({ Value }) => Value !== '').map(({ Name }) => Name);
};

/** Whether the third party takes what Cyclr holds, whatever the answers say. */
const works = async (name: string): Promise<boolean> => {
  const fixture = fixtures.find((one) => one.name === name);
  await running.control('POST', '/switches', { testAnswer: 'wrapped' });
  const path = `/v1.0/account/connectors/${idOf(name)}/test/${fixture?.testMethod ?? ''}`;
  return (await running.api('POST', path, {}, account)).status === 200;
};

const key = (value: string) => ({ credential: { type: 'ApiKey', key: value } });
const basic = (password: string) => ({ credential: { type: 'Basic', username: 'ada', password } });
const sftp = (pem: string) => ({ properties: { Host: 'h', Username: 'u', PrivateKey: pem } });

type Partner = ReturnType<typeof createPartner>;
type Scenario = [name: string, play: (partner: Partner) => Promise<string[]>, promise: string[]];
const scenarios: Scenario[] = [
  [
    'a first key',
    async ({ save, look, outcomeOf }) => [outcomeOf(await save(idOf('Pipedrive'), key('good-key'))), await look(idOf('Pipedrive'))],
    ['tested', 'connected'],
  ],
  [
    'a wrong first key',
    async ({ save, look, outcomeOf }) => [outcomeOf(await save(idOf('Pipedrive'), key('wrong-key'))), await look(idOf('Pipedrive'))],
    ['credentials-rejected, restored', 'not connected'],
  ],
  [
    'a reconnection with a wrong key',
    async ({ save, look, outcomeOf }) => {
      await save(idOf('Pipedrive'), key('good-key'));
      const outcome = outcomeOf(await save(idOf('Pipedrive'), key('wrong-key')));
      return [outcome, await look(idOf('Pipedrive')), (await works('Pipedrive')) ? 'the old key works' : 'no key works'];
    },
    ['credentials-rejected, restored', 'connected', 'the old key works'],
  ],
  [
    'a reconnection with another setting and a wrong key',
    async ({ save, outcomeOf }) => {
      await save(idOf('Shopify'), { properties: { Hostname: 'old.example' }, ...key('good-key') });
      const outcome = outcomeOf(await save(idOf('Shopify'), { properties: { Hostname: 'new.example' }, ...key('wrong-key') }));
      const { json } = await running.api('GET', `/v1.0/account/connectors/${idOf('Shopify')}/properties`, undefined, account);
      return [outcome, ...(json as { Value: string }[]).map(({ Value }) => Value)];
    },
    ['credentials-rejected, restored', 'old.example'],
  ],
  [
    'a disconnection and a reload',
    async ({ ask, save, look, outcomeOf }) => {
      await save(idOf('Pipedrive'), key('good-key'));
      const outcome = outcomeOf(await ask(`connectors/${idOf('Pipedrive')}/disconnect`, {}));
      return [outcome, await look(idOf('Pipedrive')), ...(await storedIn(idOf('Pipedrive')))];
    },
    ['done', 'not connected'],
  ],
  [
    'settings without a credential',
    async ({ save, look, outcomeOf }) => [outcomeOf(await save(idOf('SFTP'), sftp('good-pem'))), await look(idOf('SFTP'))],
    ['tested', 'connected'],
  ],
  [
    'wrong settings in place of good ones',
    async ({ save, look, outcomeOf }) => {
      await save(idOf('SFTP'), sftp('good-pem'));
      const outcome = outcomeOf(await save(idOf('SFTP'), { properties: { Host: 'wrong.example' } }));
      return [outcome, await look(idOf('SFTP')), (await works('SFTP')) ? 'the old ones work' : 'they do not work'];
    },
    ['credentials-rejected, restored', 'connected', 'the old ones work'],
  ],
  [
    'settings that are deleted, and a reload',
    async ({ ask, save, look, outcomeOf }) => {
      await save(idOf('SFTP'), sftp('good-pem'));
      const outcome = outcomeOf(await ask(`connectors/${idOf('SFTP')}/disconnect`, {}));
      return [outcome, await look(idOf('SFTP')), ...(await storedIn(idOf('SFTP')))];
    },
    ['done', 'not connected'],
  ],
  [
    'a default that was left as it was',
    async ({ read }) => {
      const view = await read(idOf('PostgreSQL'));
      const port = 'fields' in view ? view.fields.find(({ name }) => name === 'Port') : undefined;
      return [port?.value ?? 'nothing stored', isConnected(view as ConnectorView) ? 'connected' : 'not connected'];
    },
    ['nothing stored', 'not connected'],
  ],
  [
    'one of several methods',
    async ({ ask, save, look, outcomeOf }) => {
      const id = idOf('Zendesk');
      const properties = { Subdomain: 'acme' };
      const first = outcomeOf(await save(id, { properties, ...basic('good-pass') }));
      const second = outcomeOf(await save(id, basic('wrong-pass')));
      const left = await look(id);
      return [first, second, left, outcomeOf(await ask(`connectors/${id}/disconnect`, {})), await look(id)];
    },
    ['tested', 'credentials-rejected, restored', 'connected', 'done', 'not connected'],
  ],
  [
    'a sign-in in a window, twice, and a disconnection',
    async ({ ask, signIn, look, outcomeOf }) => {
      const id = idOf('Capsule');
      const path = [await signIn(id), await look(id), await signIn(id), await look(id)];
      const check = outcomeOf(await ask(`connectors/${id}/check`, {}));
      return [...path, check, outcomeOf(await ask(`connectors/${id}/disconnect`, {})), await look(id)];
    },
    ['came back', 'connected', 'came back', 'connected', 'tested', 'done', 'not connected'],
  ],
  [
    'a sign-in that needs a setting first',
    async ({ save, signIn, look, outcomeOf }) => {
      const id = idOf('3DCart');
      const saved = outcomeOf(await save(id, { properties: { StoreURL: 'shop.example' } }));
      return [saved, await signIn(id), await look(id)];
    },
    ['saved', 'came back', 'connected'],
  ],
  [
    'a sign-in with a password that was saved',
    async ({ save, signIn, look, outcomeOf }) => {
      const id = idOf('SugarCRM');
      const saved = outcomeOf(await save(id, { properties: { Domain: 'd.example', Username: 'u', Password: 'good-pass' } }));
      return [saved, await signIn(id), await look(id)];
    },
    ['saved', 'came back', 'connected'],
  ],
  [
    'a property that Cyclr looks up',
    async ({ signIn, look, read }) => {
      const id = idOf('Mailchimp');
      const back = await signIn(id);
      const view = await read(id);
      return [back, await look(id), ...('fields' in view ? view.fields.map(({ name }) => name) : [])];
    },
    ['came back', 'connected'],
  ],
  [
    'client credentials',
    async ({ save, look, outcomeOf }) => {
      const id = idOf('Genesys Cloud');
      const properties = { ClientId: 'c', ClientSecret: 'good-pass', BaseUrl: 'https://api.mypurecloud.com' };
      return [outcomeOf(await save(id, { properties, credential: { type: 'ClientCredentials' } })), await look(id)];
    },
    ['tested', 'connected'],
  ],
  [
    'an install with a method that the person chose',
    async ({ ask, save, look, outcomeOf }) => {
      const method = (await running.api('GET', '/v1.0/connectors?query=squareup', undefined, account)).json as {
        Authentication: { Id: string; AuthType: string }[];
      }[];
      const token = method[0]?.Authentication.find(({ AuthType }) => AuthType === 'ApiKey')?.Id;
      const answer = await ask('connectors', { connector: 'Squareup', method: token });
      const again = await ask('connectors', { connector: 'Squareup', method: token });
      const id = answer.json.connector?.id;
      if (id === undefined) return [outcomeOf(answer), outcomeOf(again)];
      const installed = `${String(answer.json.installed)} ${String(again.json.installed)}`;
      return [installed, outcomeOf(await save(id, key('good-key'))), await look(id)];
    },
    ['true false', 'tested', 'connected'],
  ],
];

/** What a browser sees: other suites play these. */
const elsewhere: readonly SwitchName[] = ['postWithoutOpener', 'cyclrCoop', 'authenticatedLag'];

type Position = Partial<Switches>;
const positionsOf = (name: SwitchName): Position[] => {
  const initial = initialSwitches[name];
  const choices = typeof initial === 'boolean' ? [true, false] : (switchChoices(name) ?? []);
  return choices.filter((choice) => choice !== initial).map((choice) => ({ [name]: choice }));
};

const others = switchGroups.unknowns.names.filter((name) => !elsewhere.includes(name)).flatMap(positionsOf);
const positions: Position[] = [
  {},
  ...others,
  { rememberedLogin: true },
  // Nothing says which of several methods was chosen.
  { reportsAuthenticationId: false, authTypeOfSeveral: 'null' },
  // A refused credential that Cyclr hides, and may have kept.
  { putTests: 'keepsOld', authValueAnswer: 'masked' },
  { putTests: 'keepsNew', authValueAnswer: 'masked' },
  { noneAuthenticated: 'always', deauthenticateNone: 'refused' },
];

const describe = (position: Position): string =>
  Object.entries(position)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ') || 'as it begins';

/** By position and scenario, what is said instead where Cyclr leaves no other way. */
const hiddenCredential: Record<string, string[]> = {
  'a reconnection with a wrong key': ['credentials-rejected, lost', 'not connected', 'no key works'],
  'a reconnection with another setting and a wrong key': ['credentials-rejected, lost', 'old.example'],
  'one of several methods': ['tested', 'credentials-rejected, lost', 'not connected', 'done', 'not connected'],
};
/** Cyclr refused the credential itself: which one it holds now cannot be seen, so that nothing is said of it. */
const refusedAndHidden: Record<string, string[]> = {
  'a reconnection with another setting and a wrong key': ['credentials-rejected', 'old.example'],
  'one of several methods': ['tested', 'credentials-rejected', 'connected', 'done', 'not connected'],
};
const alternatives: Record<string, Record<string, string[]>> = {
  'authValueAnswer masked': hiddenCredential,
  'authValueAnswer null': hiddenCredential,
  'authValueAnswer absent': hiddenCredential,
  // An empty answer: the host's rule cannot decide, so the proof is not `tested`.
  'testAnswer empty': {
    'a wrong first key': ['authenticated', 'connected'],
    'a reconnection with a wrong key': ['authenticated', 'connected', 'no key works'],
    'a reconnection with another setting and a wrong key': ['authenticated', 'new.example'],
    'wrong settings in place of good ones': ['saved', 'connected', 'they do not work'],
    'one of several methods': ['authenticated', 'authenticated', 'connected', 'done', 'not connected'],
    'a first key': ['authenticated', 'connected'],
    'settings without a credential': ['saved', 'connected'],
    'a sign-in in a window, twice, and a disconnection': [
      ...['came back', 'connected', 'came back', 'connected'],
      ...['authenticated', 'done', 'not connected'],
    ],
    'client credentials': ['authenticated', 'connected'],
    'an install with a method that the person chose': ['true false', 'authenticated', 'connected'],
  },
  'putTests keepsOld, authValueAnswer masked': {
    'a reconnection with a wrong key': ['credentials-rejected', 'connected', 'the old key works'],
    ...refusedAndHidden,
  },
  'putTests keepsNew, authValueAnswer masked': {
    'a reconnection with a wrong key': ['credentials-rejected', 'connected', 'no key works'],
    ...refusedAndHidden,
  },
};

const unused = new Set(Object.entries(alternatives).flatMap(([where, named]) => Object.keys(named).map((name) => `${where}: ${name}`)));

for (const position of positions) {
  const where = describe(position);
  test(`every promise holds, or is replaced by an honest one: ${where}`, async (t) => {
    for (const [name, play, promise] of scenarios) {
      await t.test(name, async () => {
        await running.control('POST', '/reset');
        await running.control('POST', '/switches', position);
        const alternative = alternatives[where]?.[name];
        if (alternative !== undefined) unused.delete(`${where}: ${name}`);
        assert.deepEqual(await play(createPartner()), alternative ?? promise);
        if (alternative !== undefined) assert.notDeepEqual(alternative, promise);
      });
    }
  });
}

test('every alternative is one of a scenario and a position', () => {
  assert.deepEqual([...unused], []);
});

test('every position is in a combination that the end-to-end suite is run under', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const combinations = [...readme.matchAll(/^ {2}(\w+=\S+)/gm)].map(([, text]) => readStartSwitches(text));
  const isIn = (position: Position) => (combination: Switches) =>
    Object.entries(position).every(([name, value]) => combination[name as SwitchName] === value);
  assert.ok(others.length > 20);
  assert.deepEqual(
    others.filter((position) => !combinations.some(isIn(position))),
    [],
  );
});

test('a message without a receiver is not taken for a report', async () => {
  for (const [position, expected] of [
    [{ messageTo: 'parent' }, /^<script[^>]*>window\.parent\.postMessage\("done"/],
    [{ messageForm: 'object' }, /window\.opener\.postMessage\(\{"message":"done"\}/],
  ] as const) {
    await running.control('POST', '/reset');
    await running.control('POST', '/switches', position);
    const browser = running.newBrowser();
    const url = await running.signInUrl('1002', { targetOrigin: running.sandbox.origins.app, callbackMessage: 'done' });
    const login = await browser.visit(url);
    const consent = await browser.submit(login, { login: 'grace', password: 'anything', do: 'sign-in' });
    const page = await browser.submit(consent, { do: 'allow' });
    assert.match(page.text.slice(page.text.indexOf('<script')), expected);
    assert.equal(readMember((await running.api('GET', '/v1.0/account/connectors/1002')).json, 'Authenticated'), true);
  }
});
