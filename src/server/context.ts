import type { AuditNotes } from './audit.ts';
import type { Account, GuestAccount } from './account.ts';
import type { CyclrClient } from './cyclr/cyclr-client.ts';
import type { ParsedHandlerOptions } from './options/handler-options.ts';
import type { PublicBase } from './http/public-base.ts';
import type { SaveLedger } from './save/save-ledger.ts';
import type { Stop } from './limits/stop.ts';
import type { TrustedOrigins } from './http/request-guard.ts';

/** One request, and what is known of it before its route is. */
export interface RequestFacts {
  request: Request;
  url: URL;
  base: PublicBase;
  correlationId: string;
  /** What its line of the audit trail will hold. */
  notes: AuditNotes;
}

/** What every route is given. */
export interface Context extends RequestFacts {
  options: ParsedHandlerOptions;
  /** Its calls end when the request does. */
  client: CyclrClient;
  ledger: SaveLedger;
  /** Stops when the client has left, and when the request's time is over. */
  stop: Stop;
  /** A client with a time limit of its own (`cleanUpTimeLimit`): it puts back what was changed after `stop` has stopped. */
  createCleanUpClient: () => CyclrClient;
  trusted: TrustedOrigins;
  /** Of a route about one connector; an empty text elsewhere. */
  connectorId: string;
  /** The session's account, or the link's; asked when a route needs it. */
  account: () => Promise<Account | GuestAccount>;
}
