// The handler under load, in a process of its own: answers `{route, count}` with the rate of each subject.
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import * as z from 'zod';
import type * as server from '../../src/server/index.ts';
import { fakeConnector, parameter } from '../server/fake-cyclr.ts';
import { answerMessages } from './start-child.ts';

const { createConnectHandler } = (await import(new URL('../../dist/server.js', import.meta.url).href)) as typeof server;

const stored = JSON.stringify(fakeConnector(1, 'ApiKey', { parameters: [parameter('Url')] }));
const json = { 'content-type': 'application/json' };
/** The smallest Cyclr: one account connector, and a partner token. */
const answerAsCyclr: typeof fetch = (input) =>
  Promise.resolve(
    new Response(
      typeof input === 'string' && input.endsWith('/oauth/token')
        ? '{"access_token":"a","token_type":"bearer","expires_in":1209599}'
        : stored,
      { headers: json },
    ),
  );
const resolveAccount = (_request: Request) => ({ accountId: 'ada', username: 'ada' });
let events = 0;
const onEvent = (): void => {
  events += 1;
};

const handler = createConnectHandler({
  cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
  resolveAccount,
  fetch: answerAsCyclr,
  onEvent,
});

const securityHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' };

/** Two Hono routes that answer the same addresses and do the least: no session, no check of the request or of Cyclr's answer. */
const least = new Hono();
least.get('/cyclr-connect/connectors', async (context) => {
  const answer = await answerAsCyclr(`https://api.cyclr.com/v1.0/account/connectors/${context.req.query('ids') ?? ''}`);
  const { Id, Name, Authenticated, Connector } = (await answer.json()) as {
    Id: number;
    Name: string;
    Authenticated: boolean;
    Connector: Record<string, unknown>;
  };
  const view = {
    id: String(Id),
    name: Name,
    authenticated: Authenticated,
    authType: Connector['AuthType'],
    fields: Connector['Parameters'],
  };
  return context.json({ connectors: [view] }, 200, securityHeaders);
});
least.get('/cyclr-connect/callback', (context) => context.html('<!doctype html><title>Done</title>', 200, securityHeaders));

/*
 * The same by hand, as a careful partner would write it with Hono, its own middleware and zod: the session, requests of other
 * sites refused, ids checked, a time limit for the call, Cyclr's answer parsed, secret values left out, a line of audit. It has no
 * other features of the handler: no host's own fields, no labels, no attention, one try for a call, no limit for an answer's size.
 */
const same = new Hono();
same.use(secureHeaders({ referrerPolicy: 'no-referrer' }));
const connectorSchema = z.object({
  Id: z.union([z.string(), z.number()]),
  Name: z.string().nullish(),
  Description: z.string().nullish(),
  Authenticated: z.boolean(),
  Connector: z.object({
    Name: z.string().nullish(),
    Icon: z.string().nullish(),
    AuthType: z.string().nullish(),
    OAuth2Type: z.string().nullish(),
    AuthDescription: z.string().nullish(),
    Parameters: z
      .array(
        z.object({
          IsAccountConnectorProperty: z.boolean(),
          TargetName: z.string(),
          Name: z.string(),
          Description: z.string().nullish(),
          IsSensitive: z.boolean().nullish(),
          IsOptional: z.boolean().nullish(),
          DataType: z.string().nullish(),
          Values: z.array(z.union([z.string(), z.object({ Value: z.string() })])).nullish(),
        }),
      )
      .nullish(),
  }),
  Properties: z.array(z.object({ Name: z.string(), Value: z.string().nullish() })).nullish(),
});
same.get('/cyclr-connect/connectors', async (context) => {
  const began = Date.now();
  const correlationId = crypto.randomUUID();
  if (context.req.header('sec-fetch-site') !== 'same-origin') return context.json({ error: { code: 'forbidden', correlationId } }, 403);
  const account = resolveAccount(context.req.raw);
  const ids = (context.req.query('ids') ?? '').split(',');
  if (!ids.every((id) => /^[A-Za-z0-9-]{1,64}$/.test(id))) return context.json({ error: { code: 'invalid-request', correlationId } }, 400);
  const connectors = await Promise.all(
    ids.map(async (id) => {
      const answer = await answerAsCyclr(`https://api.cyclr.com/v1.0/account/connectors/${id}`, {
        headers: { accept: 'application/json', authorization: 'Bearer a', 'x-cyclr-account': account.accountId },
        redirect: 'manual',
        signal: AbortSignal.timeout(10_000),
      });
      if (!answer.ok) return { id, error: { code: 'backend-error', correlationId } };
      const { data } = connectorSchema.safeParse(await answer.json());
      if (data === undefined) return { id, error: { code: 'invalid-response', correlationId } };
      const values = new Map((data.Properties ?? []).map(({ Name, Value }) => [Name, Value]));
      const fields = (data.Connector.Parameters ?? [])
        .filter((one) => one.IsAccountConnectorProperty)
        .map((one) => ({
          name: one.TargetName,
          label: one.Name,
          description: one.Description ?? null,
          type: (one.DataType ?? 'Text').toLowerCase(),
          required: one.IsOptional !== true,
          sensitive: one.IsSensitive === true,
          options: one.Values?.map((option) => (typeof option === 'string' ? option : option.Value)),
          ...(one.IsSensitive === true ? { saved: values.has(one.TargetName) } : { value: values.get(one.TargetName) }),
        }));
      return {
        id: String(data.Id),
        name: data.Name ?? data.Connector.Name ?? id,
        description: data.Description ?? null,
        icon: data.Connector.Icon ?? null,
        serviceOrigin: 'https://acme-h.cyclr.com',
        authType: data.Connector.AuthType ?? '',
        oauth2Type: data.Connector.OAuth2Type ?? null,
        authDescription: data.Connector.AuthDescription ?? null,
        authenticated: data.Authenticated,
        fields,
      };
    }),
  );
  onEvent();
  context.header('server-timing', `all;dur=${Date.now() - began}`);
  return context.json({ connectors }, 200, securityHeaders);
});
const callbackPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sign-in</title><link rel="stylesheet" href="callback.css"><script src="callback.js" defer></script></head><body><p role="status">You can close this window.</p></body></html>`;
const pageHeaders = { ...securityHeaders, 'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'" };
same.get('/cyclr-connect/callback', (context) => {
  onEvent();
  return context.html(callbackPage, 200, pageHeaders);
});

const subjects: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
  handler,
  same: (request) => same.fetch(request),
  least: (request) => least.fetch(request),
};

const headers = { 'sec-fetch-site': 'same-origin' };
const addresses = {
  connectors: 'https://app.example.com/cyclr-connect/connectors?ids=1',
  callback: 'https://app.example.com/cyclr-connect/callback?attempt=00000000000000000000000000000001',
};
type Route = keyof typeof addresses;

/** What each good answer holds: an error would be answered faster. */
const expected: Readonly<Record<Route, string>> = { connectors: '"name":"Connector 1"', callback: '<title>' };

const expectAnswer = async (answer: (request: Request) => Response | Promise<Response>, route: Route): Promise<void> => {
  const response = await answer(new Request(addresses[route], { headers }));
  const text = await response.text();
  if (!response.ok || !text.includes(expected[route]) || text.includes('"error"')) throw new Error(`${route}: ${response.status} ${text}`);
};

/** Requests a second, of the process's own time, one after the other. */
const rateOf = async (answer: (request: Request) => Response | Promise<Response>, route: Route, count: number): Promise<number> => {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) {
    const response = await answer(new Request(addresses[route], { headers }));
    if (!response.ok) throw new Error(`${route}: ${response.status}`);
    await response.text();
  }
  const { user, system } = process.cpuUsage(before);
  return count / ((user + system) / 1e6);
};

answerMessages(async (message) => {
  const { route, count } = message as { route: Route; count: number };
  const rates: Record<string, number> = {};
  for (const [name, answer] of Object.entries(subjects)) {
    await expectAnswer(answer, route);
    rates[name] = await rateOf(answer, route, count);
  }
  if (events === 0) throw new Error('The audit trail stayed empty.');
  return rates;
});
