import * as z from 'zod/mini';
import { ConnectError } from '../../protocol/errors.ts';
import type { Account } from '../account.ts';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { isSameText, signText } from '../sign-text.ts';

/*
 * A link lets a colleague connect one connector without a session at the partner's. It is text that the partner's server
 * signed: who issued it, for which connector, until when. It holds no token of Cyclr's. Nothing is stored: that it was
 * used up is read from Cyclr, by the mark of the credential that was there when it was issued.
 */

const payloadSchema = z.strictObject({
  /** Id of the link. */
  i: z.string(),
  /** accountId and username of the issuer. */
  a: z.string(),
  u: z.string(),
  /** An account connector's id, or with `n` the name of one of the catalogue. */
  c: z.string(),
  n: z.optional(z.literal(true)),
  /** Milliseconds since 1970. */
  e: z.number(),
  /** Mark of the credential that was stored; absent where the connector was not connected. */
  m: z.optional(z.string()),
});

/** What a link lets its holder do. */
export interface ConnectLink {
  /** Names the link in the audit trail, and to `links.isRevoked`. */
  id: string;
  account: Account;
  /** The id of an account connector, or with `isName` the name of a connector of the catalogue. */
  connector: string;
  isName: boolean;
  expires: number;
  mark: string | undefined;
}

const purpose = 'link';
const longestToken = 2000;

/** Base64 as an address can hold it (RFC 4648, 5). */
const encode = (text: string): string =>
  encodeBase64(text)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
const decode = (text: string): string => decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/'));

/** The link in a token that this server signed; undefined for anything else. */
export const parseLinkToken = async (secret: string, token: unknown): Promise<ConnectLink | undefined> => {
  // A page without `link=` in its address passes null on.
  if (typeof token !== 'string') return undefined;
  const [body = '', signature = '', ...more] = token.split('.');
  if (token.length > longestToken || more.length > 0 || !(await isSameText(signature, await signText(secret, purpose, body)))) {
    return undefined;
  }
  try {
    const { i, a, u, c, n, e, m } = payloadSchema.parse(JSON.parse(decode(body)));
    return { id: i, account: { accountId: a, username: u }, connector: c, isName: n === true, expires: e, mark: m };
  } catch {
    return undefined;
  }
};

/**
 * The link as text that `parseLinkToken` reads.
 *
 * @throws {ConnectError} `misconfigured` where it would be too long for an address
 */
export const buildLinkToken = async (secret: string, { id, account, connector, isName, expires, mark }: ConnectLink): Promise<string> => {
  const payload: z.infer<typeof payloadSchema> = {
    i: id,
    a: account.accountId,
    u: account.username,
    c: connector,
    n: isName ? true : undefined,
    e: expires,
    m: mark,
  };
  const body = encode(JSON.stringify(payload));
  const token = `${body}.${await signText(secret, purpose, body)}`;
  if (token.length <= longestToken) return token;
  throw new ConnectError('misconfigured', 'A link holds accountId, username and connector: together they are too long for an address.');
};
