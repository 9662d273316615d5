import type { FieldOverrides } from '../../protocol/fields.ts';
import type { Account } from '../account.ts';
import type { AuditEvent } from '../audit.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { ChooseMethod } from '../cyclr/choose-method.ts';
import type { CyclrClientOptions, ParsedClientOptions } from '../cyclr/client-options.ts';
import type { CyclrClient } from '../cyclr/cyclr-client.ts';
import type { Stop } from '../limits/stop.ts';
import type { Log, Logger } from '../log.ts';
import type { LifecycleOptions } from './lifecycle-options.ts';
import type { PublicUrl } from './public-url.ts';
import type { TestMethod } from './test-methods.ts';

/** What `testConnection` is asked about: a credential that has just been stored. */
export interface ConnectionTest {
  connectorId: string;
  connector: AccountConnector;
  accountId: string;
  client: CyclrClient;
  /** Aborts when the time limit is over. */
  signal: AbortSignal;
}

/** What `beforeDisconnect` is given: a connection that is about to be removed. */
export interface Disconnection {
  connectorId: string;
  connector: AccountConnector;
  accountId: string;
  account: Account;
  client: CyclrClient;
  /** Aborts when the time limit is over. */
  signal: AbortSignal;
}

/** Options of `createConnectHandler`. An option that is unknown, or cannot work, throws `misconfigured` at once. */
export interface ConnectHandlerOptions extends LifecycleOptions {
  /** Hosts of Cyclr's API and of the pages that browsers see, and the partner's own credentials. */
  cyclr: Pick<CyclrClientOptions, 'apiDomain' | 'clientId' | 'clientSecret'> & { serviceDomain: string };
  /** The account of the person whose session this request carries; undefined if no person is signed in. */
  resolveAccount: (request: Request) => Account | null | undefined | Promise<Account | null | undefined>;
  /**
   * The path under which requests arrive at the handler. Default: the path of `publicUrl`, or what a proxy or framework
   * leaves of it; without `publicUrl`, `/cyclr-connect`.
   */
  basePath?: string | undefined;
  /**
   * The handler's address as browsers see it, origin and path: `https://app.example.com/cyclr-connect`. Needed where a
   * proxy or framework changes either. Default: the origin that the browser names, else the request's, and `basePath`.
   * X-Forwarded-* is ignored.
   */
  publicUrl?: string | undefined;
  /** Lets `publicUrl` begin with `http://` beyond this machine, for an intranet without TLS. Default false. */
  allowHttp?: boolean | undefined;
  /**
   * Other origins of the partner's whose pages may use this handler, of any scheme with a host:
   * `https://www.example.com`, `capacitor://localhost`, `http://crm.intranet`. Default none.
   */
  allowedOrigins?: readonly string[] | undefined;
  /**
   * The name of the partner's product, at most 60 characters, as the pages of the sign-in window show it: "Going back to
   * Fernwell…". Plain text. Default: the pages name none.
   */
  partnerName?: string | undefined;
  /** What the host changes about fields; a function is asked per connector, and may answer later, within `timeout`. */
  fields?: FieldOverrides | ((connector: AccountConnector) => FieldOverrides | undefined | Promise<FieldOverrides | undefined>) | undefined;
  /**
   * Which authentication method a connector uses, where Cyclr does not say which of its several was chosen: an
   * `AuthenticationId` or AuthType among `connector.methods`. Undefined, or nothing that fits: `misconfigured` for this
   * connector alone.
   *
   * @example
   * method: (connector) => (connector.catalogue.name === 'Zendesk' ? 'Basic' : undefined)
   */
  method?: ChooseMethod | undefined;
  /**
   * By connector name, the account's or the catalogue's, or by the catalogue's id: the GUID of a method that Cyclr calls to prove a credential. A
   * GUID alone can only prove that a credential works; with `isRefusal` an answer can prove that it does not.
   *
   * @example
   * testMethods: {
   *   Capsule: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
   *   Pipedrive: { method: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', isRefusal: ({ status }) => status === 401 },
   * }
   */
  testMethods?: Record<string, string | TestMethod> | undefined;
  /**
   * The host's own test of a credential; has priority over `testMethods`. If it answers false, what was stored before is put
   * back, and `message` is shown to the person. If it throws, the credential counts as neither tested nor refused.
   */
  testConnection?:
    | ((test: ConnectionTest) => Promise<boolean | { ok: boolean; message?: string }> | boolean | { ok: boolean; message?: string })
    | undefined;
  /**
   * Called before anything is removed, such as to revoke access at the third party (QuickBooks asks for it). Throwing stops
   * the disconnection: a `ConnectError` is answered as it is, anything else as `backend-error`, and nothing was changed.
   *
   * @example
   * beforeDisconnect: async ({ connector, accountId, connectorId, client }) => {
   *   // The connector's method "Revoke Access Token".
   *   const method = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
   *   if (connector.catalogue.name === 'QuickBooks') await client.testMethod(accountId, connectorId, method);
   * }
   */
  beforeDisconnect?: ((disconnection: Disconnection) => unknown) | undefined;
  /**
   * Lets a page ask for the sign-in window's address with POST, for apps without cookies: a window cannot send their
   * headers. The address holds a sign-in token, which is then in the page for a moment. Default false.
   */
  authorizeByPost?: boolean | undefined;
  /** Where sign-in tokens are minted; `{accountId}` is filled in. Default `/v1.0/accounts/{accountId}/signintoken`. */
  tokenPath?: string | undefined;
  /** Default: the global. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** Milliseconds for one call to Cyclr, and for a promise that a function of the host's answers. Default 10 000. */
  timeout?: number | undefined;
  /**
   * Milliseconds for a whole request; up to 5 000 more to put back what a failed one had changed. Default 20 000, at most
   * 23 000: the page waits 30 s.
   */
  requestTimeout?: number | undefined;
  /**
   * Where the handler writes what only a developer can correct, each message once: a wrong set-up, what your own functions
   * throw, why Cyclr cannot be reached, connectors of a list that cannot be shown. Never what a person typed. `false`
   * writes nothing. Default: the console.
   */
  logger?: Logger | false | undefined;
  /** The audit trail: called once per request, without secrets. If it throws, the request goes on. Default: none. */
  onEvent?: ((event: AuditEvent) => unknown) | undefined;
}

type Kept = 'resolveAccount' | 'partnerName' | 'testConnection' | 'method' | 'beforeDisconnect' | 'onEvent' | keyof LifecycleOptions;

/** The options, checked and with their defaults. */
export interface ParsedHandlerOptions extends Pick<ConnectHandlerOptions, Kept> {
  client: ParsedClientOptions;
  /** A client for one request, whose calls end with `stop`; all share the access token. */
  createClient: (stop?: Stop) => CyclrClient;
  serviceOrigin: string;
  publicUrl: PublicUrl | undefined;
  /** Paths under which requests arrive, tried in this order. */
  basePaths: readonly string[];
  allowedOrigins: ReadonlySet<string>;
  /** The host's overrides for this connector; rejects with `misconfigured` where they are of a wrong shape. */
  fields: (connector: AccountConnector) => Promise<FieldOverrides>;
  testMethods: ReadonlyMap<string, TestMethod>;
  authorizeByPost: boolean;
  requestTimeout: number;
  log: Log;
}
