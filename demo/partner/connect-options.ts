import type { ConnectHandlerOptions } from '../../src/server/index.ts';
import { catalogue } from '../sandbox/index.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { createAccountLabels } from './account-labels.ts';
import { createAttentionMemory } from './attention-memory.ts';
import { fieldOverridesOf } from './field-overrides.ts';
import type { Sessions } from './sessions.ts';

/** Where the partner's server mounts the handler. */
export const mount = '/cyclr-connect';

/** How the sandbox's third parties refuse a credential, whichever shape Cyclr's answer has. */
const isRefusal = ({ status, body }: { status: number; body: unknown }): boolean => {
  const inside = typeof body === 'object' && body !== null && 'StatusCode' in body ? body.StatusCode : undefined;
  return (status === 400 && JSON.stringify(body).includes('Unauthorized')) || inside === 401;
};

/** Zendesk offers three methods; this partner installs it with the first, and Cyclr may not say which was chosen. */
const zendeskMethod = catalogue.find(({ name }) => name === 'Zendesk')?.authenticationId;

interface Setting {
  origin: string;
  sandbox: Sandbox;
  sessions: Sessions;
}

/** The options of this partner's handler, of its links and of its webhook. */
export const buildConnectOptions = ({ origin, sandbox, sessions }: Setting): ConnectHandlerOptions => {
  /** The methods that people chose at an install, for the case that Cyclr does not say it later; a product would keep them. */
  const chosenMethods = new Map<string, string>();
  return {
    cyclr: { apiDomain: sandbox.origins.api, serviceDomain: sandbox.origins.service, ...sandbox.partner },
    basePath: mount,
    publicUrl: `${origin}${mount}`,
    partnerName: 'Fernwell',
    resolveAccount: async (request) => {
      const person = sessions.find(request);
      return person && { accountId: sandbox.accounts[person.id], username: person.username };
    },
    fields: fieldOverridesOf,
    method: ({ id, catalogue: { name } }) => chosenMethods.get(id) ?? (name === 'Zendesk' ? zendeskMethod : undefined),
    onEvent: ({ connectorId, method }) => {
      if (connectorId !== undefined && method !== undefined) chosenMethods.set(connectorId, method);
    },
    // A call that Cyclr makes with what was typed, so that a wrong key is refused at the form.
    testMethods: Object.fromEntries(catalogue.map(({ name, testMethod }) => [name, { method: testMethod, isRefusal }])),
    install: { connectors: catalogue.filter(({ status }) => status !== 'Draft').map(({ name }) => name) },
    links: {},
    ...createAttentionMemory(),
    ...createAccountLabels(),
  };
};
