import { randomBytes } from 'node:crypto';
import type { AccountId } from './store.ts';

const fiveMinutes = 5 * 60 * 1000;
const partnerTokenSeconds = 1_209_599;

export interface IssuedTokens {
  issuePartnerToken(): { token: string; expiresIn: number };
  acceptsPartnerToken(token: string): boolean;
  revokePartnerTokens(): void;
  issueSignInToken(accountId: AccountId, how: { expired: boolean; wrong: boolean }): { token: string; expiresAt: number };
  /** Spends the token; undefined when it is unknown, spent or expired. */
  spendSignInToken(token: string): AccountId | undefined;
  counts(): { partnerTokensIssued: number; signInTokensIssued: number; signInTokensSpent: number };
  reset(): void;
}

// Base64 with `+`, `/` and `=` always present, so that a client that forgets to encode its query fails in tests.
const createSignInToken = (): string => `${randomBytes(24).toString('base64')}+/${randomBytes(4).toString('base64')}`;

export const createIssuedTokens = (now: () => number): IssuedTokens => {
  const partnerTokens = new Map<string, number>();
  const signInTokens = new Map<string, { accountId: AccountId; expiresAt: number }>();
  let counts = { partnerTokensIssued: 0, signInTokensIssued: 0, signInTokensSpent: 0 };
  return {
    issuePartnerToken: () => {
      const token = randomBytes(32).toString('hex');
      partnerTokens.set(token, now() + partnerTokenSeconds * 1000);
      counts.partnerTokensIssued += 1;
      return { token, expiresIn: partnerTokenSeconds };
    },
    acceptsPartnerToken: (token) => now() < (partnerTokens.get(token) ?? 0),
    revokePartnerTokens: () => partnerTokens.clear(),
    issueSignInToken: (accountId, { expired, wrong }) => {
      const token = createSignInToken();
      const expiresAt = now() + (expired ? -1000 : fiveMinutes);
      if (!wrong) signInTokens.set(token, { accountId, expiresAt });
      counts.signInTokensIssued += 1;
      return { token, expiresAt };
    },
    spendSignInToken: (token) => {
      const found = signInTokens.get(token);
      signInTokens.delete(token);
      if (!found || now() >= found.expiresAt) return undefined;
      counts.signInTokensSpent += 1;
      return found.accountId;
    },
    counts: () => ({ ...counts }),
    reset: () => {
      partnerTokens.clear();
      signInTokens.clear();
      counts = { partnerTokensIssued: 0, signInTokensIssued: 0, signInTokensSpent: 0 };
    },
  };
};
