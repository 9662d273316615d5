import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'node:test';
import { isErrorCode } from '../../src/protocol/errors.ts';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { createTransactionErrorReceiver } from '../../src/server/attention/transaction-error-receiver.ts';
import { createFakeCyclr, fakeConnector, parameter, testMethod } from './fake-cyclr.ts';
import { type Ask, attempt, hangLimit, setUp } from './set-up.ts';

type Place = (broken: unknown) => Partial<ConnectHandlerOptions>;
type AnyFunction = (...given: never[]) => unknown;
/** Options that are a function, or may be one. */
type FunctionOption = {
  [Name in keyof ConnectHandlerOptions]-?: Extract<ConnectHandlerOptions[Name], AnyFunction> extends never ? never : Name;
}[keyof ConnectHandlerOptions];

/** Resolves with undefined after the time limit. The timer does not keep the process alive. */
const inTime = <Value>(work: Promise<Value>): Promise<Value | undefined> => Promise.race([work, pause(30_000, undefined, { ref: false })]);

const both = ['Pipedrive', 'Zendesk'];
/** A broken function in the place of each one that a host can give; the compiler finds an option that is missing here. */
const direct = {
  resolveAccount: (broken) => ({ resolveAccount: broken }),
  fields: (broken) => ({ fields: broken }),
  method: (broken) => ({ method: broken }),
  testConnection: (broken) => ({ testConnection: broken }),
  beforeDisconnect: (broken) => ({ beforeDisconnect: broken }),
  fetch: (broken) => ({ fetch: broken }),
  now: (broken) => ({ now: broken }),
  onEvent: (broken) => ({ onEvent: broken }),
  createAccount: (broken) => ({
    install: { connectors: both },
    createAccount: broken,
    resolveAccount: () => ({ accountId: 'new-1', username: 'jo' }),
  }),
  filter: (broken) => ({ filter: broken }),
  attention: (broken) => ({ attention: broken }),
  onAttention: (broken) => ({ testConnection: () => true, attention: () => ({ 1: { reason: 'failing' } }), onAttention: broken }),
  testOnLoad: (broken) => ({ testOnLoad: broken }),
  describe: (broken) => ({ describe: broken }),
} satisfies Record<FunctionOption, (broken: never) => Partial<ConnectHandlerOptions>>;

const inside = {
  'install.connectors': (broken) => ({ install: { connectors: broken } }),
  'install.method': (broken) => ({ install: { connectors: both, method: broken } }),
  'install.name': (broken) => ({ install: { connectors: both, name: broken } }),
  'links.isRevoked': (broken) => ({ links: { isRevoked: broken } }),
  'isRefusal of a test method': (broken) => ({ testMethods: { 'Connector 1': { method: testMethod, isRefusal: broken } } }),
  'normalize of a field': (broken) => ({ fields: { Host: { normalize: broken }, key: { normalize: broken } } }),
  'validate of a field': (broken) => ({ fields: { Host: { validate: broken }, key: { validate: broken } } }),
  'the error of a logger': (broken) => ({ fields: () => 'no' as never, logger: { error: broken, warn: broken } }),
} satisfies Record<string, (broken: never) => Partial<ConnectHandlerOptions>>;

const refuse = (): never => {
  throw new Error('a-secret');
};
const hostile: unknown = new Proxy(() => undefined, { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse });
const faults: [what: string, broken: () => unknown][] = [
  [
    'throws',
    () => {
      throw new Error('a-secret');
    },
  ],
  [
    'throws undefined',
    () => {
      throw undefined;
    },
  ],
  [
    'throws what cannot be looked at',
    () => {
      throw hostile;
    },
  ],
  ['rejects', () => Promise.reject(new Error('a-secret'))],
  ['rejects with undefined', () => Promise.reject(undefined)],
  ['never answers', () => new Promise(() => undefined)],
  ['answers a thenable that throws', () => ({ then: () => faults[0]?.[1]() })],
  ['answers a number', () => 7],
  ['answers a symbol', () => Symbol('a-secret')],
  ['answers what cannot be looked at', () => hostile],
];

const routes: [path: string, ask: Ask][] = [
  ['/connectors?ids=1,2', {}],
  ['/connectors', {}],
  ['/connectors?names=Connector 1,Pipedrive,Zendesk', {}],
  ['/connectors', { method: 'POST', body: { connector: 'Pipedrive' } }],
  ['/connectors/1/credentials', { method: 'POST', body: { properties: { Host: 'h' }, credential: { type: 'ApiKey', key: 'k' } } }],
  ['/connectors/1/check', { method: 'POST', body: {} }],
  ['/connectors/1/disconnect', { method: 'POST', body: {} }],
  [`/connectors/2/authorize?attempt=${attempt}`, {}],
  ['/links/no-link/connectors?ids=1', {}],
  ['/callback', {}],
  ['/nothing', {}],
];

const setUpBroken = (options: Partial<ConnectHandlerOptions>) => {
  const cyclr = createFakeCyclr({
    'account-1': [fakeConnector(1, 'ApiKey', { parameters: [parameter('Host')], authenticated: true }), fakeConnector(2, 'OAuth2')],
  });
  cyclr.catalogue = both.map((Name, index) => ({
    Id: 77 + index,
    Name,
    Authentication: ['ApiKey', 'Basic'].slice(0, index + 1).map((AuthType) => ({ Id: `${Name}-${AuthType}`, AuthType })),
  }));
  return setUp([], { timeout: 30, requestTimeout: 500, ...options }, cyclr);
};

for (const [name, place] of [...Object.entries(direct), ...Object.entries(inside)]) {
  for (const [what, broken] of faults) {
    test(`${name} that ${what}: every route answers, with success or one known code`, async () => {
      const unhandled: unknown[] = [];
      const note = (reason: unknown) => unhandled.push(reason);
      process.on('unhandledRejection', note);
      try {
        const answers = await Promise.all(
          routes.map(async ([path, ask]) => {
            const { ask: send, events } = setUpBroken((place as unknown as Place)(broken));
            const answer = await inTime(send(path, ask));
            assert.ok(answer !== undefined, `${path} was not answered`);
            const code = answer.json.error?.code ?? /data-code="([^"]*)"/.exec(answer.text)?.[1];
            assert.ok(answer.status < 400 ? code === undefined : isErrorCode(code), `${path}: ${answer.status} ${answer.text}`);
            if (name !== 'onEvent') assert.equal(events.length, 1);
            return answer.text + JSON.stringify(events);
          }),
        );
        assert.doesNotMatch(answers.join(''), /a-secret/);
        await pause(5);
        assert.deepEqual(unhandled, []);
      } finally {
        process.off('unhandledRejection', note);
      }
    });
  }
}

for (const [what, broken] of faults) {
  test(`accountId of the webhook's receiver that ${what} is answered`, async () => {
    const cyclr = createFakeCyclr({ 'account-1': [fakeConnector(1, 'ApiKey')] });
    const receive = createTransactionErrorReceiver(
      {
        cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
        resolveAccount: () => undefined,
        fetch: cyclr.fetch,
        timeout: 30,
        logger: false,
      },
      { secret: '0123456789abcdef', accountId: broken as () => string },
    );
    const body = JSON.stringify({ Message: 'Failed to authenticate the connector', AccountId: 'account-1', CycleId: 'c1' });
    const request = new Request('https://app.example.com/hooks/0123456789abcdef', { method: 'POST', body });
    const answer = await inTime(receive(request));
    assert.ok(answer !== undefined);
    assert.ok([204, 502, 504].includes(answer.status), String(answer.status));
  });
}

test('a broken clock is replaced by that of the machine', async () => {
  for (const [, broken] of faults.filter(([what]) => what !== 'answers a number')) {
    const { ask, events } = setUpBroken({ now: broken as () => number, timeout: hangLimit });
    const before = Date.now();
    assert.equal((await ask('/connectors?ids=1')).status, 200);
    assert.ok((events[0]?.at ?? 0) >= before && Number.isFinite(events[0]?.duration));
  }
});
