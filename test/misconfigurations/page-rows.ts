import { endpoint, html, key, type Row } from './row.ts';

/** The page: its policies, its frames, its files. */
export const pageRows: readonly Row[] = [
  {
    wrong: '`connect-src` without the endpoint',
    setup: { headers: { 'content-security-policy': "connect-src 'none'" } },
    code: 'backend-error',
    console: 'connect-src',
    finding: 'policy-endpoint',
    advice: 'connect-src',
  },
  {
    wrong: '`script-src` without the script',
    setup: { headers: { 'content-security-policy': "script-src 'none'" } },
    console: 'script-src',
  },
  {
    wrong: '`trusted-types` without `lit-html`',
    setup: { headers: { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types none" } },
    console: 'lit-html',
  },
  {
    wrong: 'sandboxed frame without popups',
    setup: { sandbox: 'allow-scripts allow-same-origin allow-forms' },
    finding: 'frame-sandbox',
    advice: 'allow-popups',
  },
  {
    wrong: 'sandboxed frame without an origin',
    setup: { sandbox: 'allow-scripts allow-popups allow-forms' },
    code: 'misconfigured',
    console: 'allow-same-origin',
    finding: 'frame-sandbox',
    advice: 'allow-same-origin',
  },
  {
    wrong: 'frame of another site, where the session’s cookie is not sent',
    setup: {
      framedBy: 'other.localhost',
      headers: { 'set-cookie': 'session=1; Path=/; SameSite=Lax' },
      handler: {
        resolveAccount: ({ headers }) => (headers.get('cookie') === 'session=1' ? { accountId: 'acct-ada', username: 'ada' } : undefined),
      },
    },
    code: 'not-signed-in',
    console: 'signed in',
    event: 'connectors 401 not-signed-in',
    finding: 'session-missing',
    advice: 'SameSite=None',
  },
  {
    wrong: 'script that is loaded twice',
    setup: {
      ...key,
      script: "const again = document.createElement('script'); again.src = '/cyclr-connect.js'; document.head.append(again);",
    },
    connects: true,
    event: 'credentials 200',
  },
  {
    wrong: 'script that the page never loads, as where only a server imports it',
    setup: { loads: false, within: 'Connections cannot be shown in this browser.' },
    shows: 'Connections cannot be shown in this browser.',
  },
  { wrong: 'http from another machine', setup: { host: 'page.test' }, finding: 'https', advice: 'https' },
  {
    wrong: '`SameSite` cookie that a redirect does not carry, on the callback page',
    setup: {
      before: ({ path, headers }) => (path === `${endpoint}/callback` && headers['cookie'] === undefined ? { status: 401 } : undefined),
    },
    finding: 'callback-unreachable',
    advice: 'without cookies or a redirect',
  },
  {
    wrong: 'opener policy on the callback page',
    setup: {
      leaves: ({ path }, headers) => {
        if (path === `${endpoint}/callback`) headers.set('cross-origin-opener-policy', 'same-origin');
      },
    },
    finding: 'callback-headers',
    advice: 'Cross-Origin-Opener-Policy',
  },
  { wrong: 'language file that is missing', setup: { tag: 'endpoint="/cyclr-connect" connector-id="1002" lang="de"' }, console: 'locales' },
  {
    wrong: 'diagnosis file that is missing',
    setup: { before: ({ path }) => (path === '/cyclr-connect-diagnose.js' ? html(404) : undefined) },
    finding: 'unchecked',
    advice: 'cyclr-connect-diagnose.js',
  },
];
