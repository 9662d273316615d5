import { tokenMode, type Row } from './row.ts';

/** A token that Cyclr takes, fresh for each attempt. */
const getToken = "card.getToken = async () => (await fetch('/token')).json()";

/** Token mode, without a handler. */
export const tokenRows: readonly Row[] = [
  {
    wrong: 'token mode without a token',
    setup: { tag: tokenMode, press: 'Connect' },
    code: 'token-missing',
    console: 'token',
    finding: 'options',
    advice: 'getToken',
  },
  {
    wrong: '`getToken` that throws',
    setup: { tag: tokenMode, script: 'card.getToken = async () => { throw new Error("no route") }', press: 'Connect' },
    code: 'token-missing',
    console: 'getToken',
  },
  {
    wrong: '`getToken` with a token that has expired',
    setup: { tag: tokenMode, script: 'card.getToken = async () => ({ token: "t", expiresAt: 1 })', press: 'Connect' },
    code: 'token-expired',
    console: 'expire',
  },
  {
    wrong: '`getToken` that answers no token',
    setup: { tag: tokenMode, script: 'card.getToken = async () => ({})', press: 'Connect' },
    code: 'token-missing',
    console: 'getToken',
  },
  {
    wrong: 'one `token` for two sign-ins',
    setup: { tag: `${tokenMode} token="t"`, press: ['Connect', 'Cancel', 'Connect'] },
    before: 'cancelled',
    code: 'token-missing',
    console: 'token',
    finding: 'options',
    advice: 'no token that was not used',
  },
  {
    wrong: 'API domain as `service-domain`',
    setup: { tag: 'service-domain="api.cyclr.com" token="t" connector-id="1002"' },
    finding: 'endpoint-service',
    advice: 'API domain',
  },
  {
    wrong: 'device clock minutes ahead, with `getToken`',
    setup: { tag: tokenMode, script: 'card.getToken = async () => ({ token: "t" })', served: -300_000 },
    finding: 'clock',
    advice: 'ahead of',
  },
  {
    wrong: '`Cross-Origin-Opener-Policy: same-origin` in token mode',
    setup: { tag: `${tokenMode} token="t"`, headers: { 'cross-origin-opener-policy': 'same-origin' } },
    finding: 'opener',
    advice: 'callback-url',
  },
  {
    wrong: 'opener policy at Cyclr in token mode, without `callback-url`',
    setup: {
      tag: tokenMode,
      script: getToken,
      press: 'Connect',
      signsIn: 'closes',
      switches: { cyclrCoop: 'same-origin', closesItself: false },
    },
    code: 'unverifiable',
    console: 'Cross-Origin-Opener-Policy',
  },
  {
    wrong: 'opener policy at the provider in token mode, without `callback-url`',
    setup: {
      tag: tokenMode,
      script: getToken,
      press: 'Connect',
      signsIn: 'closes',
      switches: { providerCoop: 'same-origin', closesItself: false },
    },
    code: 'unverifiable',
    console: 'Cross-Origin-Opener-Policy',
  },
];
