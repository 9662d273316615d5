import { createConnectHandler } from '../../src/server/handler.ts';
import type { AuditEvent } from '../../src/server/audit.ts';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { createFakeCyclr, type FakeConnector } from './fake-cyclr.ts';

export const own = 'https://app.example.com';
export const attempt = '0123456789abcdef0123456789abcdef';

/** The time limit, in milliseconds, where one step never ends and the others must end in time, on a slow machine too. */
export const hangLimit = 400;

export interface Ask {
  method?: string;
  body?: unknown;
  /** Sent as it is, in place of `body` as JSON. */
  raw?: BodyInit;
  headers?: Record<string, string | null>;
  /** Fires when the client leaves. */
  signal?: AbortSignal;
}

/**
 * A handler over a fake Cyclr, asked as a page of the partner's own would ask; a header given as null is left out. With the
 * `cyclr` of another one it is a second instance beside it.
 */
export const setUp = (
  connectors: FakeConnector[],
  options: Partial<ConnectHandlerOptions> = {},
  cyclr = createFakeCyclr({ 'account-1': connectors }),
) => {
  const events: AuditEvent[] = [];
  const logs: string[] = [];
  const handler = createConnectHandler({
    cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
    resolveAccount: () => ({ accountId: 'account-1', username: 'jo@example.com' }),
    fetch: cyclr.fetch,
    onEvent: (event) => events.push(event),
    logger: { error: (message) => logs.push(`error ${message}`), warn: (message) => logs.push(`warn ${message}`) },
    ...options,
  });
  const ask = async (path: string, { method = 'GET', body, raw, headers = {}, signal }: Ask = {}) => {
    const sent = new Headers({ 'sec-fetch-site': 'same-origin' });
    if (method === 'POST') sent.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) sent.delete(name);
      else sent.set(name, value);
    }
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const init = { method, headers: sent, duplex: 'half', ...(payload === undefined ? {} : { body: payload }), ...(signal && { signal }) };
    const response = await handler(new Request(`${own}/cyclr-connect${path}`, init));
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, headers: response.headers, text, json: isJson ? (JSON.parse(text) as Answer) : {} };
  };
  const save = (id: number, body: unknown, more: Ask = {}) => ask(`/connectors/${id}/credentials`, { method: 'POST', body, ...more });
  return { cyclr, events, logs, handler, ask, save };
};

/** Every member any answer can have; a test checks those it expects. */
export interface Answer {
  connector?: {
    id: string;
    name: string;
    connector?: string;
    authenticated: boolean;
    attention?: { reason: string; since?: string };
    account?: { label: string; connectedAt?: string; connectedBy?: string };
    guest?: string;
    fields: Record<string, unknown>[];
  };
  installed?: boolean;
  available?: { connector: string; methods: { id: string }[] }[];
  another?: { connector: string }[];
  availableError?: { code: string };
  pages?: number;
  proof?: string;
  connectors?: {
    id: string;
    name?: string;
    connector?: string;
    available?: { connector: string; methods: { id: string }[] };
    attention?: { reason: string; since?: string };
    account?: { label: string; connectedAt?: string; connectedBy?: string };
    guest?: string;
    authenticated?: boolean;
    fields?: Record<string, unknown>[];
    error?: { code: string; message?: string };
  }[];
  error?: {
    code: string;
    message: string;
    correlationId: string;
    fields?: Record<string, string>;
    problems?: Record<string, string>;
    explanation?: string;
    restored?: boolean;
  };
}
