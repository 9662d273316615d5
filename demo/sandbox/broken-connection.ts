import { request } from 'node:http';
import { cycleJson } from './cycles.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { AccountConnector } from './store.ts';
import { parseCredential } from './stored-credential.ts';

/** Makes the third party refuse what is stored: a refresh token or a key. */
const breakCredential = (connector: AccountConnector): void => {
  const stored = parseCredential(connector.authValue);
  if (stored) connector.authValue = JSON.stringify({ ...stored, RefreshToken: 'revoked', Expires: new Date(0).toISOString() });
  connector.refused = true;
};

/** Cyclr's Transaction Error Webhook, as it is documented: the account, the cycle and the step; no account connector. */
const buildBody = ({ cycles, store }: SandboxContext, connector: AccountConnector) => {
  const cycle = cycleJson(store, cycles.ofConnector(connector));
  const step = cycle.Steps.find(({ AccountConnectorId }) => String(AccountConnectorId) === connector.id);
  return {
    Message: 'Failed to authenticate the connector',
    AccountId: connector.accountId,
    AccountExternalId: connector.accountId,
    CycleId: cycle.Id,
    CycleName: cycle.Name,
    StepId: step?.Id ?? null,
    StepName: step?.Name ?? null,
  };
};

/** Not fetch: `*.localhost` may not resolve here, so that the name goes into the Host header. */
const post = (address: string, body: unknown): Promise<number> =>
  new Promise((resolve, reject) => {
    const url = new URL(address);
    const outgoing = request(
      {
        host: url.hostname.endsWith('.localhost') ? '127.0.0.1' : url.hostname,
        port: url.port,
        path: url.pathname + url.search,
        method: 'POST',
        headers: { host: url.host, 'content-type': 'application/json' },
      },
      (incoming) => {
        incoming.resume().on('end', () => resolve(incoming.statusCode ?? 0));
      },
    );
    outgoing.setTimeout(10_000, () => outgoing.destroy(new Error('The webhook did not answer.')));
    outgoing.on('error', reject).end(JSON.stringify(body));
  });

export interface Broken {
  /** What Cyclr sends to the webhook. */
  readonly body: ReturnType<typeof buildBody>;
  /** The webhook's status; undefined where none is set or it could not be reached. */
  readonly status: number | undefined;
}

/** Breaks a connection, and has Cyclr notice it: `Authenticated` stays true, and the webhook is called. */
export const breakConnection = async (context: SandboxContext, connector: AccountConnector): Promise<Broken> => {
  breakCredential(connector);
  const body = buildBody(context, connector);
  const { url } = context.webhook;
  const status = url === undefined ? undefined : await post(url, body).catch(() => undefined);
  return { body, status };
};
