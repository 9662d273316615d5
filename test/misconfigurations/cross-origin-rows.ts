import { elsewhere, cors, type Row } from './row.ts';

/** An endpoint on another origin. */
export const crossOriginRows: readonly Row[] = [
  {
    wrong: 'endpoint of another origin without CORS',
    setup: { tag: elsewhere },
    code: 'backend-error',
    console: 'CORS',
    event: 'connectors 403 forbidden',
    finding: 'endpoint-cors',
    advice: 'allowedOrigins',
  },
  {
    wrong: 'CORS with `*`, so without cookies',
    setup: { tag: elsewhere, leaves: cors('*') },
    code: 'backend-error',
    console: 'CORS',
    finding: 'endpoint-cors',
    advice: 'Access-Control-Allow-Credentials',
  },
  {
    wrong: 'CORS for another origin',
    setup: { tag: elsewhere, leaves: cors('https://old.example.com', { 'access-control-allow-credentials': 'true' }) },
    code: 'backend-error',
    console: 'CORS',
    finding: 'endpoint-cors',
    advice: 'allowedOrigins',
  },
  {
    wrong: 'preflight that refuses a header of monitoring',
    setup: {
      tag: elsewhere,
      script:
        "const real = fetch; window.fetch = (input, init = {}) => real(input, { ...init, headers: { ...init.headers, traceparent: '1' } }); card.refresh()",
      before: ({ method }) => (method === 'OPTIONS' ? { status: 204 } : undefined),
      handler: { allowedOrigins: ['http://localhost:PORT'] },
    },
    code: 'backend-error',
    console: 'could not be reached',
    finding: 'endpoint-preflight',
    advice: 'traceparent',
  },
  {
    wrong: 'endpoint without `www.`, where the site redirects to `www.`',
    setup: {
      host: 'www.localhost',
      tag: 'endpoint="http://localhost:PORT/cyclr-connect" connector-id="1002"',
      before: ({ path, headers }) =>
        String(headers['host']).startsWith('www.')
          ? undefined
          : { status: 301, headers: { location: `http://www.${String(headers['host'])}${path}` } },
    },
    code: 'backend-error',
    console: 'CORS',
    finding: 'endpoint-redirect',
    advice: 'endpoint="/cyclr-connect"',
  },
];
