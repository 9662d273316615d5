import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApi } from './api.ts';
import { createControl } from './control.ts';
import { createCycles } from './cycles.ts';
import { createIssuedTokens } from './issued-tokens.ts';
import { createOAuthServer } from './oauth-server.ts';
import { createRequestLog } from './request-log.ts';
import type { SandboxContext, SandboxOrigins } from './sandbox-context.ts';
import { createService } from './service.ts';
import { readStartSwitches } from './start-switches.ts';
import { createStore } from './store.ts';
import { createThirdParty, isThirdPartyPath } from './third-party.ts';

export { catalogue, fixtures } from './fixtures.ts';

export interface Sandbox {
  readonly origins: SandboxOrigins;
  readonly partner: { readonly clientId: string; readonly clientSecret: string };
  readonly accounts: { readonly ada: 'acct-ada'; readonly ben: 'acct-ben' };
  /** Where Cyclr sends its Transaction Error Webhook, as a partner sets it in the console. */
  setWebhook(url: string): void;
  /** What Cyclr keeps of an account's connectors, in clear whatever the switches say: for tests. */
  stored(accountId: string): readonly StoredConnector[];
  /** Answers the request if its Host is one of the sandbox's; returns false (untouched) otherwise. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
}

export interface StoredConnector {
  readonly id: string;
  readonly authValue: string | null;
  readonly properties: Readonly<Record<string, string>>;
}

export interface SandboxOptions {
  /** The port that the HTTP server listens on: it is part of every origin. */
  readonly port: number;
  /** Cyclr's clock, in milliseconds since 1970. The provider keeps real time. */
  readonly now?: () => number;
}

/** A local Cyclr, an OAuth provider and a control page; the Host of the request chooses among them. */
export const createSandbox = ({ port, now = Date.now }: SandboxOptions): Sandbox => {
  const origins: SandboxOrigins = {
    api: `http://127.0.0.1:${port}`,
    service: `http://acme-h.localhost:${port}`,
    provider: `http://id.localhost:${port}`,
    control: `http://sandbox.localhost:${port}`,
    app: `http://app.localhost:${port}`,
  };
  const startSwitches = readStartSwitches();
  const switches = { ...startSwitches };
  const store = createStore(now, switches);
  const context: SandboxContext = {
    port,
    origins,
    partner: { clientId: 'acme', clientSecret: 'acme-demo-secret' },
    now,
    store,
    cycles: createCycles(store),
    webhook: { url: undefined },
    tokens: createIssuedTokens(now),
    log: createRequestLog(now),
    switches,
  };
  const service = createService(context);
  const reset = () => {
    Object.assign(context.switches, startSwitches);
    context.store.reset();
    context.cycles.reset();
    context.tokens.reset();
    context.log.clear();
    service.forgetAttempts();
  };

  const oauthServer = createOAuthServer(context);
  const answerOAuth = oauthServer.callback();
  const keep = { overrideGlobalObjects: false };
  const answerThirdParty = getRequestListener(createThirdParty(context, oauthServer).fetch, keep);
  const answerApi = getRequestListener(createApi(context).fetch, keep);
  const answerControl = getRequestListener(createControl(context, reset).fetch, keep);
  const answerService = getRequestListener(service.app.fetch, keep);

  const answerProvider = (req: IncomingMessage, res: ServerResponse): unknown => {
    if (isThirdPartyPath(req.url ?? '/')) return answerThirdParty(req, res);
    if (context.switches.providerCoop) res.setHeader('Cross-Origin-Opener-Policy', context.switches.providerCoop);
    return answerOAuth(req, res);
  };

  const hosts = new Map<string, (req: IncomingMessage, res: ServerResponse) => unknown>([
    [new URL(origins.api).host, answerApi],
    [`api.localhost:${port}`, answerApi],
    [new URL(origins.service).host, answerService],
    [new URL(origins.provider).host, answerProvider],
    [new URL(origins.control).host, answerControl],
  ]);

  return {
    origins,
    partner: context.partner,
    accounts: { ada: 'acct-ada', ben: 'acct-ben' },
    setWebhook: (url) => {
      context.webhook.url = url;
    },
    stored: (accountId) =>
      store.list(accountId).map(({ id, authValue, properties }) => ({
        id,
        authValue,
        properties: Object.fromEntries(properties.map(({ Name, Value }) => [Name, Value])),
      })),
    handle: (req, res) => {
      const host = (req.headers.host ?? '').toLowerCase();
      const answer = hosts.get(host);
      if (!answer) return false;
      if (answer !== answerControl) context.log.add(host, req.method ?? 'GET', req.url ?? '/');
      void answer(req, res);
      return true;
    },
  };
};
