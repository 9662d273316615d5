import * as z from 'zod/mini';

const credentialSchema = z.object({
  AuthValue: z.nullish(z.string()),
  Properties: z.nullish(z.array(z.object({ Name: z.string(), Value: z.nullish(z.string()) }))),
});

const encoder = new TextEncoder();

/** Hex of the HMAC-SHA-256 of a text. */
export const signText = async (secret: string, text: string): Promise<string> => {
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/**
 * A mark of the credential in an account connector's raw answer. Keyed with the partner's secret, so that a key or a
 * password cannot be guessed from it. A connector that stores no AuthValue is marked by its properties, since they are
 * its credential (SFTP, PostgreSQL).
 */
export const buildCredentialMark = async (secret: string, json: unknown): Promise<string | undefined> => {
  const { success, data } = credentialSchema.safeParse(json);
  if (!success) return undefined;
  const authValue = data.AuthValue ?? '';
  const properties = (data.Properties ?? []).map(({ Name, Value }) => [Name, Value ?? '']).sort();
  if (authValue === '' && properties.length === 0) return undefined;
  const text = authValue === '' ? JSON.stringify(properties) : authValue;
  return (await signText(`cyclr-connect credential:${secret}`, text)).slice(0, 32);
};
