import { expect } from '@open-wc/testing';
import type { CyclrConnectList } from '../../src/list/index.ts';
import { buildAvailable, buildOwn, closeLists, createAccountServer, openList } from './open-list.ts';

afterEach(closeLists);

/** The first argument of each call of the console meanwhile. */
const listen = async (work: () => Promise<unknown>): Promise<string[]> => {
  const { error } = console;
  const lines: string[] = [];
  console.error = (text: unknown) => {
    lines.push(String(text));
  };
  try {
    await work();
  } finally {
    console.error = error;
  }
  return lines;
};

const server = () =>
  createAccountServer({
    connectors: [buildOwn('1', 'HubSpot', { authenticated: true }), { id: '2', error: { code: 'backend-error', message: 'No answer.' } }],
    available: [buildAvailable('Zendesk')],
  });

describe('diagnose() of a list', () => {
  for (const [what, properties, trouble, expected] of [
    ['nothing of one that is read', { connectors: 'HubSpot,Zendesk' }, undefined, []],
    ['a connector of the account that cannot be read', {}, undefined, ['endpoint-answer hinders 2: The server says backend-error.']],
    [
      'each name that has no connector',
      { connectors: 'Hubspt,HubSpot,Zendsk' },
      undefined,
      [
        'endpoint-connector hinders Hubspt: The server says connector-not-found.',
        'endpoint-connector hinders Zendsk: The server says connector-not-found.',
      ],
    ],
    ['a session that ended', {}, { status: 401, code: 'not-signed-in' }, ['session-missing blocks The server says not-signed-in.']],
    ['an endpoint that cannot be one', { endpoint: '/account?x=1' }, undefined, ['options blocks endpoint must be']],
    [
      'an endpoint that is missing',
      { endpoint: undefined },
      undefined,
      ['options blocks Either endpoint, or service-domain with token or getToken, is needed.'],
    ],
    [
      'an endpoint whose attribute was removed',
      { endpoint: null as unknown as undefined },
      undefined,
      ['options blocks Either endpoint, or service-domain with token or getToken, is needed.'],
    ],
  ] as [string, Partial<CyclrConnectList>, { status: number; code: string } | undefined, string[]][]) {
    it(`finds ${what}`, async () => {
      const account = server();
      account.trouble = trouble;
      await listen(async () => {
        const { list } = await openList(account, properties, properties.endpoint == null && !('endpoint' in properties));
        const { ok, findings } = await list.diagnose();
        // What concerns the page and the callback page is the same as for a card, which has its own tests.
        const own = findings.filter(({ id }) => /^(options|session-missing|endpoint-(answer|connector))$/.test(id));
        const lines = own.map(({ id, severity, message }) => `${id} ${severity} ${message}`);
        expect(lines.map((line, index) => line.slice(0, expected[index]?.length))).to.deep.equal(expected);
        if (expected.length > 0) expect(ok).to.equal(false);
      });
    });
  }

  it('asks for what the list asks for, with its headers', async () => {
    const account = server();
    const sent: [string, string | null][] = [];
    const { list } = await openList(
      {
        fetch: (input, init) => {
          const { pathname, search } = new URL(input as string, window.location.href);
          if (pathname === '/account/connectors') sent.push([search, new Headers(init?.headers).get('authorization')]);
          return account.fetch(input, init);
        },
      },
      { connectors: 'HubSpot,Zendesk', headers: { authorization: 'Bearer 1' } },
    );
    sent.length = 0;
    await list.diagnose();
    expect(sent).to.deep.equal([['?names=HubSpot,Zendesk', 'Bearer 1']]);
  });
});

describe('the console line of a list', () => {
  const readCommands = (lines: string[]): string[] => lines.flatMap((line) => /await (.*)\.diagnose\(\)/.exec(line)?.[1] ?? []);

  it('names a command that reaches the list that could not be read', async () => {
    const account = server();
    await openList(account);
    account.trouble = { status: 500, code: 'backend-error' };
    let second: CyclrConnectList | undefined;
    const lines = await listen(async () => {
      second = (await openList(account)).list;
    });
    expect(lines.length).to.equal(1);
    expect(lines[0]).to.match(/^<cyclr-connect-list>: Trouble\. \(backend-error, loading\)\n/);
    const [command] = readCommands(lines);
    // As it is typed into the console.
    expect(window.eval(command ?? '')).to.equal(second);
  });

  it('names each connector that cannot be shown once, even if the list is read again', async () => {
    const lines = await listen(async () => {
      const list = await openList(server(), { connectors: 'HubSpot,Capsul,Xerro' });
      list.list.refresh();
      await list.settle();
    });
    expect(lines.map((line) => line.split('\n')[0])).to.deep.equal([
      '<cyclr-connect-list>: Capsul in connectors: No such connector. (connector-not-found, loading)',
      '<cyclr-connect-list>: Xerro in connectors: No such connector. (connector-not-found, loading)',
    ]);
  });
});
