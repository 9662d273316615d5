import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Account } from '../../src/server/account.ts';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { fakeConnector } from './fake-cyclr.ts';
import { type Ask, setUp } from './set-up.ts';

/** Members of the host's account that the handler does not use; `guest` is also a name in the handler's own code. */
const session = { accountId: 'account-1', username: 'jo', company: 'Acme', guest: { isUsed: true } };

type See = (account: Account) => undefined;
type Post = [path: string, body: unknown];
const install: Post = ['/connectors', { connector: 'Xero' }];
const rows: [what: string, options: (see: See) => Partial<ConnectHandlerOptions>, request: string | Post][] = [
  ['attention', (see) => ({ attention: see }), '/connectors?ids=1'],
  ['describe', (see) => ({ describe: ({ account }) => see(account) }), '/connectors?ids=1'],
  ['beforeDisconnect', (see) => ({ beforeDisconnect: ({ account }) => see(account) }), ['/connectors/1/disconnect', {}]],
  ['install.connectors', (see) => ({ install: { connectors: (_, account) => see(account) ?? true, method: 'Basic' } }), install],
  ['install.method', (see) => ({ install: { connectors: ['Xero'], method: (_, account) => see(account) ?? 'Basic' } }), install],
  ['install.name', (see) => ({ install: { connectors: ['Xero'], method: 'Basic', name: (_, account) => see(account) } }), install],
  [
    'createAccount',
    (see) => ({ install: { connectors: ['Xero'], method: 'Basic' }, createAccount: (account) => see(account) ?? { name: 'Acme' } }),
    install,
  ],
];

const isPost = (request: string | Post): request is Post => typeof request !== 'string';

for (const [what, options, request] of rows) {
  // The fake Cyclr does not know accounts that begin with `new-`.
  for (const [kind, accountId] of [
    ['text', what === 'createAccount' ? 'new-1' : 'account-1'] as const,
    ...(what === 'createAccount' ? [] : [['number', 1] as const]),
  ]) {
    test(`${what} is given the account as resolveAccount gave it, its id a ${kind}`, async () => {
      const seen: Account[] = [];
      const see: See = (account) => void seen.push(account);
      const { ask, cyclr } = setUp([], { resolveAccount: () => ({ ...session, accountId }) as unknown as Account, ...options(see) });
      cyclr.catalogue = [
        {
          Id: 77,
          Name: 'Xero',
          Authentication: [
            { Id: 'm-1', AuthType: 'OAuth2' },
            { Id: 'm-2', AuthType: 'Basic' },
          ],
        },
      ];
      if (what !== 'createAccount') cyclr.accounts[String(accountId)] = [fakeConnector(1, 'ApiKey', { authenticated: true })];
      const [path, init] = isPost(request) ? [request[0], { method: 'POST', body: request[1] } satisfies Ask] : [request];
      const answer = await ask(path, init);
      assert.equal(answer.status, 200, answer.text);
      assert.ok(seen.length > 0);
      for (const account of seen) assert.deepEqual(account, { ...session, accountId: String(accountId) });
    });
  }
}
