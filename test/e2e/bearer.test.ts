import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/index.ts';
import { startPartner } from './partner-server.ts';
import { allow, closed } from './sign-in-window.ts';
import { type Scene, useBrowser } from './support.ts';

/** What the app's own sign-in gave it. Another one each time it is asked, as apps renew theirs. */
const secret = 'app-access-token';
const page = (endpoint: string, more = ''): string => `<html lang="en"><title>App</title><link rel="icon" href="data:,">
<script src="/cyclr-connect.js"></script><script src="/cyclr-connect-list.js"></script>
<cyclr-connect endpoint="${endpoint}" connector-id="1002"></cyclr-connect>
<cyclr-connect endpoint="${endpoint}" connector-id="1003"></cyclr-connect>
<cyclr-connect-list></cyclr-connect-list>
<script>
  let count = 0;
  const headers = async () => ({ Authorization: 'Bearer ${secret}-' + (count += 1) });
  for (const element of document.querySelectorAll('cyclr-connect, cyclr-connect-list')) element.headers = headers;
  ${more}
</script>`;

/** The tokens of all requests that asked who the person is. */
const createResolver = () => {
  const tokens: string[] = [];
  const resolveAccount: ConnectHandlerOptions['resolveAccount'] = ({ headers }) => {
    const [, token] = /^Bearer (app-access-token-\d+)$/.exec(headers.get('authorization') ?? '') ?? [];
    if (token === undefined) return undefined;
    tokens.push(token);
    return { accountId: 'acct-ada', username: 'ada' };
  };
  return { tokens, resolveAccount };
};

interface Case {
  readonly endpoint: string;
  readonly more?: string;
  readonly handler?: Partial<ConnectHandlerOptions>;
}

const play = async (
  scene: Scene,
  { endpoint, more, handler }: Case,
  act: (resolver: ReturnType<typeof createResolver>) => Promise<void>,
): Promise<void> => {
  const resolver = createResolver();
  const partner = await startPartner(scene.demo.sandbox, {
    page: page(endpoint, more),
    handler: { resolveAccount: resolver.resolveAccount, ...handler },
  });
  const addresses: string[] = [];
  scene.context.on('request', (request) => addresses.push(request.url()));
  try {
    await scene.page.goto(partner.origin);
    await act(resolver);
    assert.deepEqual(
      addresses.filter((address) => address.includes(secret)),
      [],
      'the app’s token in an address',
    );
  } finally {
    await partner.close();
  }
};

describe('An app that signs its requests with a bearer token', { concurrency: 2 }, () => {
  const test = useBrowser();

  for (const [where, setting] of [
    ['its own origin', { endpoint: '/cyclr-connect', handler: { authorizeByPost: true } }],
    [
      'another origin',
      {
        endpoint: 'http://api.localhost:PORT/cyclr-connect',
        handler: { authorizeByPost: true, allowedOrigins: ['http://localhost:PORT'] },
      },
    ],
  ] as const) {
    test(`at ${where}: connects by sign-in and by key, with a fresh token each time`, async (scene) => {
      await play(scene, setting, async ({ tokens }) => {
        const capsule = scene.widget('1002');
        const opened = await capsule.open();
        await allow(opened);
        assert.equal(await capsule.outcome(), 'connected authenticated');
        await closed(opened);
        const pipedrive = scene.widget('1003');
        await pipedrive.fill({ 'API key': 'pd-7f6a10c2' });
        await pipedrive.button('Connect Pipedrive').click();
        assert.equal(await pipedrive.outcome(), 'connected authenticated');
        assert.ok(tokens.length >= 4, tokens.join());
        assert.equal(new Set(tokens).size, tokens.length, `asked once for each request: ${tokens.join()}`);
      });
    });
  }

  test('a list sends it too, and so do its rows', async (scene) => {
    const more = "document.querySelector('cyclr-connect-list').endpoint = '/cyclr-connect'";
    await play(scene, { endpoint: '/cyclr-connect', more, handler: { authorizeByPost: true } }, async () => {
      const row = scene.page.locator('cyclr-connect-list cyclr-connect[connector-id="1002"]');
      const [opened] = await Promise.all([scene.context.waitForEvent('page'), row.getByRole('button', { name: /^Connect/ }).click()]);
      await allow(opened);
      await scene.page.waitForFunction(
        () =>
          document.querySelector<HTMLElement & { state: { status: string } }>('cyclr-connect[connector-id="1002"]')!.state.status ===
          'connected',
      );
      await closed(opened);
    });
  });

  test('without authorizeByPost the window ends, and the failure names the option', async (scene) => {
    await play(scene, { endpoint: '/cyclr-connect' }, async () => {
      const capsule = scene.widget('1002');
      const opened = await capsule.open();
      const { detail } = await capsule.ending();
      assert.equal(detail['code'], 'invalid-request');
      assert.match(String(detail['message']), /authorizeByPost/);
      await closed(opened);
    });
  });

  test('a token that is refused shows the sign-in sentence, and the next one works', async (scene) => {
    const more =
      "window.good = headers; for (const card of document.querySelectorAll('cyclr-connect')) card.headers = () => ({ Authorization: 'Bearer old' });";
    await play(scene, { endpoint: '/cyclr-connect', more }, async () => {
      const pipedrive = scene.widget('1003');
      await pipedrive.reach('failed');
      assert.equal((await pipedrive.ending()).detail['code'], 'not-signed-in');
      assert.equal(await scene.widget('1002').outcome(), 'failed not-signed-in');
      await pipedrive.element.evaluate((card) => {
        Object.assign(card, { headers: (window as unknown as { good: unknown }).good });
        (card as unknown as { refresh(): void }).refresh();
      });
      await pipedrive.fill({ 'API key': 'pd-7f6a10c2' });
      await pipedrive.button('Connect Pipedrive').click();
      assert.equal(await pipedrive.outcome(), 'connected authenticated');
    });
  });
});
