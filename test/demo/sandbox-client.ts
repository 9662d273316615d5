import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox, type Sandbox } from '../../demo/sandbox/index.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly url: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A browser without a screen: keeps cookies per host and path, follows nothing by itself. */
export const createBrowser = (port: number) => {
  const cookies: { host: string; path: string; name: string; value: string }[] = [];
  const remember = (url: URL, lines: readonly string[]): void => {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
      const old = cookies.findIndex((cookie) => cookie.host === url.host && cookie.name === name && cookie.path === path);
      if (old >= 0) cookies.splice(old, 1);
      if (value) cookies.push({ host: url.host, path, name, value });
    }
  };
  const open = (address: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const url = new URL(address);
      const cookie = cookies
        .filter(({ host, path }) => host === url.host && url.pathname.startsWith(path))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ');
      const outgoing = request(
        {
          host: '127.0.0.1',
          port,
          method,
          path: url.pathname + url.search,
          headers: { accept: 'text/html,application/json', host: url.host, ...(cookie && { cookie }), ...headers },
        },
        (incoming) => {
          let text = '';
          incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          incoming.on('end', () => {
            remember(url, incoming.headers['set-cookie'] ?? []);
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, url: address });
          });
        },
      );
      outgoing.on('error', reject).end(body);
    });
  const follow = async (answer: Answer): Promise<Answer> => {
    let current = answer;
    while (current.headers.location !== undefined) {
      const next = new URL(current.headers.location, current.url);
      if (next.hostname === 'app.localhost') break;
      current = await open(next.href);
    }
    return current;
  };
  return {
    open,
    visit: async (address: string) => follow(await open(address)),
    submit: async (page: Answer, form: Readonly<Record<string, string>>) =>
      follow(
        await open(page.url, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(form).toString(),
        }),
      ),
  };
};

export interface RunningSandbox {
  readonly sandbox: Sandbox;
  readonly browser: ReturnType<typeof createBrowser>;
  readonly clock: { offset: number };
  readonly newBrowser: () => ReturnType<typeof createBrowser>;
  /** Calls Cyclr's API as the partner's server does. */
  api(
    method: string,
    path: string,
    body?: unknown,
    account?: string,
  ): Promise<{ status: number; headers: IncomingHttpHeaders; json: unknown }>;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  signInUrl(id: string, parameters?: Readonly<Record<string, string>>, account?: string): Promise<string>;
  close(): Promise<void>;
}

export const readMember = (json: unknown, name: string): unknown =>
  typeof json === 'object' && json !== null ? new Map<string, unknown>(Object.entries(json)).get(name) : undefined;

/** A sandbox on a port of its own, with a partner's server already signed in. */
export const startSandbox = async (): Promise<RunningSandbox> => {
  const clock = { offset: 0 };
  const holder: { sandbox?: Sandbox } = {};
  const server = createServer((req, res) => {
    if (!holder.sandbox?.handle(req, res)) res.writeHead(421).end('not the sandbox');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const running = createSandbox({ port, now: () => Date.now() + clock.offset });
  holder.sandbox = running;
  const { origins, partner } = running;
  const browser = createBrowser(port);
  const json = { 'content-type': 'application/json' };
  let bearer = '';

  const signInPartner = async (): Promise<void> => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: partner.clientId,
      client_secret: partner.clientSecret,
    });
    const answer = await browser.open(`${origins.api}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    bearer = String(readMember(JSON.parse(answer.text), 'access_token'));
  };

  const api: RunningSandbox['api'] = async (method, path, body, account = 'acct-ada') => {
    if (!bearer) await signInPartner();
    const answer = await browser.open(origins.api + path, {
      method,
      headers: { ...json, authorization: `Bearer ${bearer}`, 'x-cyclr-account': account },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, json: JSON.parse(answer.text) as unknown };
  };

  return {
    sandbox: running,
    browser,
    clock,
    newBrowser: () => createBrowser(port),
    api,
    control: async (method, path, body) => {
      const answer = await browser.open(origins.control + path, {
        method,
        headers: json,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (path === '/reset') bearer = '';
      return JSON.parse(answer.text) as unknown;
    },
    signInUrl: async (id, parameters = {}, account = 'acct-ada') => {
      const { json: answer } = await api('POST', `/v1.0/accounts/${account}/signintoken`, { Username: 'someone' }, account);
      const query = new URLSearchParams({ id, token: String(readMember(answer, 'Token')), ...parameters });
      return `${origins.service}/connectorauth/updateaccountconnectoroauth?${query.toString()}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
