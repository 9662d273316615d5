import { endpoint, html, type Row } from './row.ts';

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
