import type { CredentialsRequest } from '../protocol/wire.ts';

/** What a person types, and by which of several methods a connector is installed first: the `id` of one of them. */
export interface ConnectInput extends CredentialsRequest {
  method?: string | undefined;
}
