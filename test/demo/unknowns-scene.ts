import assert from 'node:assert/strict';
import { buildConnectOptions } from '../../demo/partner/connect-options.ts';
import { people } from '../../demo/partner/people.ts';
import { fixtures } from '../../demo/sandbox/index.ts';
import { isConnected } from '../../src/flow/connector-needs.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { createConnectHandler } from '../../src/server/index.ts';
import type { RunningSandbox } from './sandbox-client.ts';

const [ada] = people;
const account = 'acct-ada';

export const idOf = (name: string): number => 1001 + fixtures.findIndex((fixture) => fixture.name === name);

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

/** The demo's own handler over the sandbox, and what Cyclr and the third party hold. */
export const createUnknownsScene = (running: RunningSandbox) => {
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
    /** The names of the properties that Cyclr holds. */
    storedIn: async (id: number | string): Promise<string[]> => {
      const { json } = await running.api('GET', `/v1.0/account/connectors/${id}/properties`, undefined, account);
      return (json as { Name: string; Value: string }[]).filter(({ Value }) => Value !== '').map(({ Name }) => Name);
    },
    /** Whether the third party takes what Cyclr holds, whatever the answers say. */
    works: async (name: string): Promise<boolean> => {
      const fixture = fixtures.find((one) => one.name === name);
      await running.control('POST', '/switches', { testAnswer: 'wrapped' });
      const path = `/v1.0/account/connectors/${idOf(name)}/test/${fixture?.testMethod ?? ''}`;
      return (await running.api('POST', path, {}, account)).status === 200;
    },
    /** Calls Cyclr's API as the partner does, for Ada's account. */
    api: (method: string, path: string) => running.api(method, path, undefined, account),
  };
};

export type UnknownsScene = ReturnType<typeof createUnknownsScene>;
