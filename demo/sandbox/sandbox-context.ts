import type { Cycles } from './cycles.ts';
import type { IssuedTokens } from './issued-tokens.ts';
import type { RequestLog } from './request-log.ts';
import type { Store } from './store.ts';
import type { Switches } from './switches.ts';

export interface SandboxOrigins {
  readonly api: string;
  readonly service: string;
  readonly provider: string;
  readonly control: string;
  readonly app: string;
}

/** What the hosts of the sandbox share. */
export interface SandboxContext {
  readonly port: number;
  readonly origins: SandboxOrigins;
  readonly partner: { readonly clientId: string; readonly clientSecret: string };
  readonly now: () => number;
  readonly store: Store;
  readonly cycles: Cycles;
  /** Where Cyclr sends its Transaction Error Webhook. */
  readonly webhook: { url: string | undefined };
  readonly tokens: IssuedTokens;
  readonly log: RequestLog;
  readonly switches: Switches;
}
