import * as z from 'zod/mini';
import { ConnectError } from '../../protocol/errors.ts';
import { readNumber } from './lenient.ts';
import { parseAnswer } from '../../protocol/parse-answer.ts';
import { parseJson } from './parse-json.ts';
import type { Upstream } from './upstream.ts';

const answerSchema = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.optional(z.unknown()) });

/** Milliseconds before its expiry at which a token is renewed, so that none expires during a call. */
const renewBefore = 5 * 60_000;
/** Assumed where Cyclr does not say; its own tokens live for fourteen days. */
const assumedLifetime = 60 * 60_000;

export interface AccessTokenOptions {
  upstream: Upstream;
  clientId: string;
  clientSecret: string;
  now: () => number;
}

export interface AccessToken {
  /** The cached token, at once, or a new one; callers at the same time share one request. */
  get(): string | Promise<string>;
  /** Forgets this token, which Cyclr refused; a newer one that another call already fetched is kept. */
  forget(token: string): void;
}

/**
 * The partner's access token (`POST /oauth/token`, client credentials), cached in memory.
 */
export const createAccessToken = ({ upstream, clientId, clientSecret, now }: AccessTokenOptions): AccessToken => {
  let cached: { token: string; renewAt: number } | undefined;
  let pending: Promise<string> | undefined;

  const request = async (): Promise<string> => {
    const { status, text } = await upstream({
      method: 'POST',
      path: '/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
    });
    if (status === 400 || status === 401 || status === 403) {
      throw new ConnectError('misconfigured', `Cyclr refused cyclr.clientId and cyclr.clientSecret (status ${status}).`);
    }
    if (status === 404 || status === 405) {
      throw new ConnectError('misconfigured', `Cyclr gave no access token (status ${status}): check cyclr.apiDomain.`);
    }
    if (status !== 200) throw new ConnectError('backend-error', `Cyclr gave no access token (status ${status}).`);
    const what = "Cyclr's access token";
    const answer = parseAnswer(answerSchema, parseJson(text, what), what);
    const seconds = readNumber(answer.expires_in) ?? 0;
    const lifetime = seconds > 0 ? seconds * 1000 : assumedLifetime;
    cached = { token: answer.access_token, renewAt: now() + Math.max(lifetime - renewBefore, lifetime / 2) };
    return answer.access_token;
  };

  return {
    get: () => {
      if (cached !== undefined && now() < cached.renewAt) return cached.token;
      pending ??= request().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    forget: (token) => {
      if (cached?.token === token) cached = undefined;
    },
  };
};
