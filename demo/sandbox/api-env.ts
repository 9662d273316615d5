import type { AccountConnector, AccountId } from './store.ts';

/** What the API's own middleware leaves for its routes. */
export interface ApiEnv {
  Variables: { accountId: AccountId; connector: AccountConnector };
}
