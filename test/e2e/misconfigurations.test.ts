import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Frame } from 'playwright-core';
import { createSandbox, type Sandbox } from '../../demo/sandbox/index.ts';
import type { Diagnosis } from '../../src/flow/index.ts';
import { type ConnectHandler, createConnectHandler, createCyclrClient } from '../../src/server/index.ts';
import type { Row } from '../misconfigurations/row.ts';
import { rows } from '../misconfigurations/rows.ts';
import { sentencesOf } from '../misconfigurations/table.ts';
import { launchBrowser } from './site.ts';
import { allow } from './sign-in-window.ts';
import { until } from './support.ts';

interface Stage {
  row: Row;
  handler: ConnectHandler;
}

const buildPage = (
  { setup: { tag, script, worker, within = '', loads = true } }: Row,
  port: string,
): string => `<!doctype html><title>Page</title>
<link rel="icon" href="data:,">
<script>
  window.events = [];
  for (const type of ['failed', 'connected']) addEventListener(type, ({ detail }) => window.events.push([type, detail.code ?? null]));
</script>
${loads ? '<script src="/cyclr-connect.js"></script>' : ''}
${worker === undefined ? '' : '<script>navigator.serviceWorker.register("/worker.js")</script>'}
<cyclr-connect ${(tag ?? 'endpoint="/cyclr-connect" connector-id="1002"').replaceAll('PORT', port)}>${within}</cyclr-connect>
${script === undefined ? '' : `<script>{ const card = document.querySelector('cyclr-connect'); ${script} }</script>`}`;

/** Everything behind one port: the sandbox, the partner's pages and the handler of the row that is played. */
const startStage = async () => {
  const current: { stage?: Stage } = {};
  const made: { sandbox?: Sandbox } = {};
  const send = (response: ServerResponse, status: number, headers: Record<string, string>, body: string): void => {
    response.writeHead(status, headers).end(body);
  };
  const answerHandler = async (
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
    { row, handler }: Stage,
  ): Promise<void> => {
    const { arrives = (url: string) => url, losesBody, leaves } = row.setup;
    const address = `http://${request.headers.host ?? ''}${request.url ?? ''}`;
    const headers = Object.entries(request.headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    const { method = 'GET' } = request;
    const answer = await handler(
      new Request(arrives(address), { method, headers, ...(method === 'POST' ? { body: losesBody === true ? '' : body } : {}) }),
    );
    leaves?.(readAsked(request, body), answer.headers);
    send(response, answer.status, Object.fromEntries(answer.headers), await answer.text());
  };
  const readAsked = (request: IncomingMessage, body: string) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
    return { path, query, method: request.method ?? '', headers: request.headers, body };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { stage } = current;
    if (stage === undefined) return void response.writeHead(503).end();
    const body = await text(request);
    const asked = readAsked(request, body);
    const { setup } = stage.row;
    const special = setup.before?.(asked);
    if (special === null) return void request.socket.destroy();
    if (special !== undefined) return send(response, special.status ?? 200, { ...special.headers }, special.body ?? '');
    if (asked.path.startsWith('/cyclr-connect/')) return answerHandler(request, response, body, stage);
    if (/^\/cyclr-connect(?:-diagnose)?\.js$/.test(asked.path)) {
      const code = await readFile(new URL(`../../dist${asked.path}`, import.meta.url), 'utf8');
      return send(response, 200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }, code);
    }
    const type = { 'content-type': 'text/html; charset=utf-8' };
    const { port } = new URL(`http://${request.headers.host ?? ''}`);
    if (asked.path === '/page') {
      const date = new Date(Date.now() + (setup.served ?? 0)).toUTCString();
      return send(response, 200, { ...type, date, ...setup.headers }, buildPage(stage.row, port));
    }
    if (asked.path === '/around') {
      const sandbox = setup.sandbox === undefined ? '' : ` sandbox="${setup.sandbox}"`;
      return send(response, 200, type, `<iframe src="http://localhost:${port}/page"${sandbox}></iframe>`);
    }
    if (asked.path === '/token') {
      const { token } = await createCyclrClient({ ...readCyclr(made.sandbox!) }).mintSignInToken('acct-ada', 'ada');
      return send(response, 200, { 'content-type': 'application/json' }, JSON.stringify({ token }));
    }
    if (asked.path === '/worker.js')
      return send(
        response,
        200,
        { 'content-type': 'text/javascript' },
        `addEventListener('activate', (event) => event.waitUntil(clients.claim()));
        addEventListener('fetch', (event) => {
          if (${setup.worker ?? 'false'}) event.respondWith(new Response('<p>shell', { headers: { 'content-type': 'text/html' } }));
        });`,
      );
    return send(response, 404, type, 'Nothing');
  };
  const server: Server = createServer((request, response) => {
    if (made.sandbox?.handle(request, response) !== true) void answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const sandbox = createSandbox({ port });
  made.sandbox = sandbox;
  return { server, port: String(port), sandbox, current };
};

const readCyclr = ({ origins, partner }: Sandbox) => ({ apiDomain: origins.api, serviceDomain: origins.service, ...partner });

type Setting = Awaited<ReturnType<typeof startStage>>;

/** The handler of a row: a right one, with the row's options laid over. */
const createHandler = ({ setup: { handler = {} } }: Row, { sandbox, port }: Setting, events: string[]) => {
  const { cyclr = {}, allowedOrigins = [], ...rest } = handler;
  const inPort = (value: string): string => value.replace('PORT', port);
  return createConnectHandler({
    resolveAccount: () => ({ accountId: 'acct-ada', username: 'ada' }),
    onEvent: ({ action, status, code }) => events.push([action, status, code].filter(Boolean).join(' ')),
    ...rest,
    allowedOrigins: allowedOrigins.map(inPort),
    cyclr: { ...readCyclr(sandbox), ...cyclr },
  });
};

/** Node's fetch resolves no `*.localhost`, so the host is only named. */
const control = async ({ sandbox, port }: Setting, path: string, body: unknown = {}): Promise<void> => {
  const headers = { 'content-type': 'application/json', host: new URL(sandbox.origins.control).host };
  const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers });
  sent.end(JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const answer = await text(response);
  assert.equal(response.statusCode, 200, answer);
};

/** To another window, and back: a browser without a screen always has the focus. */
const turn = async (frame: Frame, back: boolean): Promise<void> => {
  await frame.evaluate(async (now) => {
    document.hasFocus = () => now;
    window.dispatchEvent(new Event(now ? 'focus' : 'blur'));
    // The page checks its focus four times a second, by a timer that was set before this one: a slow page has checked it too.
    if (!now) await new Promise((resolve) => setTimeout(resolve, 400));
  }, back);
};

describe('a misconfiguration shows: ', { concurrency: 1 }, () => {
  let browser: Browser;
  let setting: Setting;
  before(async () => {
    browser = await launchBrowser();
    setting = await startStage();
  });
  after(async () => {
    await browser.close();
    setting.server.close();
    setting.server.closeAllConnections();
  });

  for (const row of rows) {
    test(row.wrong, async () => {
      const events: string[] = [];
      const logs: string[] = [];
      const { setup } = row;
      const { error, warn } = console;
      console.error = console.warn = (line: unknown) => logs.push(String(line));
      await control(setting, '/reset');
      await control(setting, '/switches', setup.switches);
      setting.current.stage = { row, handler: createHandler(row, setting, events) };
      const context = await browser.newContext();
      try {
        const page = await context.newPage();
        const printed: string[] = [];
        page.on('console', (message) => printed.push(message.text()));
        page.on('pageerror', (error) => printed.push(error.message));
        const isFramed = setup.sandbox !== undefined || setup.framedBy !== undefined;
        const site = `http://${setup.framedBy ?? setup.host ?? 'localhost'}:${setting.port}`;
        await page.goto(`${site}${isFramed ? '/around' : '/page'}`);
        if (setup.worker !== undefined) {
          await page.waitForFunction('navigator.serviceWorker.controller !== null');
          await page.evaluate("document.querySelector('cyclr-connect').refresh()");
        }
        const inside: Frame = isFramed ? page.frames()[1]! : page.mainFrame();
        await inside.waitForLoadState();
        for (const press of [setup.press ?? []].flat()) {
          const button = inside.locator('cyclr-connect').getByRole('button', { name: press, exact: true });
          await button.waitFor();
          const field = inside.locator('cyclr-connect').getByLabel('API key', { exact: true });
          if ((await field.count()) > 0) await field.fill('pd-7f6a10c2');
          const opens = setup.signsIn === undefined ? undefined : context.waitForEvent('page');
          if (opens !== undefined) await turn(inside, false);
          await button.click();
          const opened = await opens;
          if (opened === undefined) continue;
          await allow(opened);
          if (setup.signsIn === 'closes') {
            await opened.getByText(/close this window/i).waitFor();
            // Longer than a window that closes as its person comes back explains.
            await pause(2_500);
            await opened.close();
          }
          await turn(inside, true);
        }
        if (row.shows !== undefined) await inside.getByText(row.shows).waitFor();
        if (row.connects === true) {
          const first = await until('the end', () => inside.evaluate('window.events[0]').then((one) => one ?? undefined));
          assert.deepEqual(first, ['connected', null]);
          assert.deepEqual(printed, []);
        }
        if (row.code !== undefined) {
          const failed = await until(row.code, () =>
            inside
              .evaluate(`window.events.find(([type, code]) => type === 'failed' && code !== ${JSON.stringify(row.before ?? null)})`)
              .then((one) => one ?? undefined),
          );
          assert.deepEqual(failed, ['failed', row.code]);
          const shown = await inside.locator('cyclr-connect').evaluate((card) => card.shadowRoot?.textContent.replace(/\s+/g, ' ') ?? '');
          const sentences = ['Capsule', 'Pipedrive', 'Old Intranet'].flatMap((name) => sentencesOf(row, name));
          assert.ok(
            sentences.some((sentence) => shown.includes(sentence)),
            `The card says: ${shown}`,
          );
        }
        if (row.console !== undefined)
          await until(
            `${row.console} in ${printed.join('\n')}`,
            () => printed.some((line) => line.includes(row.console!)) || undefined,
            3_000,
          );
        const { event, log } = row;
        if (event !== undefined) await until(`${event} in ${events.join('\n')}`, () => events.includes(event) || undefined);
        if (log !== undefined) assert.ok(logs.join('\n').includes(log), logs.join('\n'));
        if (row.finding !== undefined) {
          const diagnosis = await inside.evaluate<Diagnosis>("document.querySelector('cyclr-connect').diagnose()");
          const found = diagnosis.findings.find(({ id }) => id === row.finding);
          assert.ok(found !== undefined, JSON.stringify(diagnosis.findings));
          if (row.advice !== undefined) assert.ok(`${found.message} ${found.remedy}`.includes(row.advice), JSON.stringify(found));
        }
        const all = [...printed, ...events, ...logs].join('\n');
        assert.doesNotMatch(all, /pd-7f6a10c2|acme-demo-secret/, 'a secret');
      } finally {
        Object.assign(console, { error, warn });
        await context.close();
      }
    });
  }
});
