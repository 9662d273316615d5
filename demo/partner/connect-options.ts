import type { ConnectHandlerOptions } from '../../src/server/index.ts';
import { catalogue } from '../sandbox/index.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { createAttentionMemory } from './attention-memory.ts';
import { fieldOverridesOf } from './field-overrides.ts';
import type { Sessions } from './sessions.ts';

/** Where the partner's server mounts the handler. */
export const mount = '/cyclr-connect';

/** How the sandbox's third parties refuse a credential. */
const isRefusal = ({ status, body }: { status: number; body: unknown }): boolean =>
  status === 400 && JSON.stringify(body).includes('Unauthorized');

interface Setting {
  origin: string;
  sandbox: Sandbox;
  sessions: Sessions;
}

/** The options of this partner's handler, of its links and of its webhook. */
export const buildConnectOptions = ({ origin, sandbox, sessions }: Setting): ConnectHandlerOptions => ({
  cyclr: { apiDomain: sandbox.origins.api, serviceDomain: sandbox.origins.service, ...sandbox.partner },
  basePath: mount,
  publicUrl: `${origin}${mount}`,
  resolveAccount: async (request) => {
    const person = sessions.find(request);
    return person && { accountId: sandbox.accounts[person.id], username: person.username };
  },
  fields: fieldOverridesOf,
  // A call that Cyclr makes with what was typed, so that a wrong key is refused at the form.
  testMethods: Object.fromEntries(catalogue.map(({ name, testMethod }) => [name, { method: testMethod, isRefusal }])),
  install: { connectors: catalogue.filter(({ status }) => status !== 'Draft').map(({ name }) => name) },
  links: {},
  ...createAttentionMemory(),
});
