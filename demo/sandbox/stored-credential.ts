import { z } from 'zod';

/** As Cyclr documents an AuthValue of OAuth 2. */
const storedCredential = z.object({ AccessToken: z.string(), RefreshToken: z.string().optional(), Expires: z.iso.datetime() });

/** What Cyclr keeps in AuthValue, as JSON, for a connector that signed in. */
export type OAuthCredential = z.infer<typeof storedCredential>;

/** Undefined for a key, a Basic credential, or none. */
export const parseCredential = (authValue: string | null): OAuthCredential | undefined => {
  try {
    return storedCredential.safeParse(JSON.parse(authValue ?? '')).data;
  } catch {
    return undefined;
  }
};
