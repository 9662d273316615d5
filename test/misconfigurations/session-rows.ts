import { fail, type Row } from './row.ts';

/** Who the person is. */
export const sessionRows: readonly Row[] = [
  {
    wrong: '`resolveAccount` that finds no session',
    setup: { handler: { resolveAccount: () => undefined } },
    code: 'not-signed-in',
    console: 'signed in',
    event: 'connectors 401 not-signed-in',
    finding: 'session-missing',
    advice: 'resolveAccount',
  },
  {
    wrong: '`resolveAccount` that throws',
    setup: { handler: { resolveAccount: fail('no database') } },
    code: 'backend-error',
    console: 'session could not be read',
    event: 'connectors 502 backend-error',
    log: 'no database',
    finding: 'endpoint-answer',
    advice: 'session could not be read',
  },
  {
    wrong: '`resolveAccount` that answers another shape',
    setup: { handler: { resolveAccount: (() => ({ id: 7 })) as never } },
    code: 'misconfigured',
    console: 'resolveAccount must',
    event: 'connectors 502 misconfigured',
    log: 'resolveAccount must',
    finding: 'endpoint-answer',
    advice: 'resolveAccount must',
  },
  {
    wrong: '`resolveAccount` that never answers',
    setup: { handler: { resolveAccount: () => new Promise(() => undefined), requestTimeout: 400 } },
    code: 'backend-error',
    console: '400 ms',
    event: 'connectors 504 backend-error',
    finding: 'endpoint-answer',
    advice: '400 ms',
  },
  {
    wrong: 'account that Cyclr does not know',
    setup: { handler: { resolveAccount: () => ({ accountId: 'acct-nobody', username: 'jo' }) } },
    code: 'misconfigured',
    console: 'Cyclr refused',
    event: 'connectors 502 misconfigured',
    log: 'Cyclr refused',
    finding: 'endpoint-answer',
    advice: "resolveAccount's accountId",
  },
];
