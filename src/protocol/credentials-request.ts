import * as z from 'zod/mini';

/*
 * What the handler takes from a browser. In a file of its own: browsers only send it, so their bundles do not need this parser.
 */

const credentialSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ApiKey'), key: z.string() }),
  z.strictObject({ type: z.literal('Basic'), username: z.string(), password: z.string() }),
  z.strictObject({ type: z.literal('ClientCredentials') }),
]);
/** What a person typed to authenticate; each type has its own members. */
export type Credential = z.infer<typeof credentialSchema>;

export const credentialsRequestSchema = z.strictObject({
  properties: z.optional(z.record(z.string(), z.string())),
  credential: z.optional(credentialSchema),
});
/** Body of `POST connectors/{id}/credentials`. */
export type CredentialsRequest = z.infer<typeof credentialsRequestSchema>;
