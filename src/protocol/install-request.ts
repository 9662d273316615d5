import * as z from 'zod/mini';

/*
 * What `POST connectors` takes. In a file of its own: browsers only send it, so their bundles do not need this parser.
 */

export const installRequestSchema = z.strictObject({
  /** A connector of the catalogue, by name or id. */
  connector: z.string().check(z.minLength(1), z.maxLength(200)),
  /** The `AuthenticationId` that the person chose. */
  method: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  /** What the person calls this account connector. The one of this name is found, or installed under it. */
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
});
export type InstallRequest = z.infer<typeof installRequestSchema>;
