import type { Backend } from '../../src/flow/backend.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { InstallRequest } from '../../src/protocol/install-request.ts';
import type { AvailableView, ConnectorView, CredentialsRequest, FieldView, MethodView, Proof } from '../../src/protocol/wire.ts';

export const serviceOrigin = 'https://acme-h.cyclr.com';

export const buildConnector = (overrides: Partial<ConnectorView> = {}): ConnectorView => ({
  id: '1234',
  name: 'Capsule',
  authType: 'OAuth2',
  authenticated: false,
  fields: [],
  serviceOrigin,
  ...overrides,
});

export const buildField = (overrides: Partial<FieldView> = {}): FieldView => ({
  name: 'Url',
  label: 'Site address',
  description: null,
  type: 'text',
  required: true,
  sensitive: false,
  ...overrides,
});

export const buildMethod = (id: string, authType: string, overrides: Partial<MethodView> = {}): MethodView => ({
  id,
  name: id,
  authType,
  ...overrides,
});

/** A connector of the catalogue that the account does not have: by default with one method, a sign-in in a window. */
export const buildAvailable = (overrides: Partial<AvailableView> = {}): AvailableView => ({
  connector: 'Capsule',
  name: 'Capsule',
  methods: [buildMethod('oauth', 'OAuth2')],
  ...overrides,
});

export interface FakeBackend extends Backend {
  /** While set, the account has no connector: it may be installed, and then is `connector`. */
  available: AvailableView | undefined;
  installs: InstallRequest[];
  checks: number;
  /** The attempts that a check named. */
  returned: string[];
  /** The connector as the server has it; a test changes it. */
  connector: ConnectorView;
  proof: Proof;
  /** Thrown by the method of that name while it is set. */
  errors: Partial<Record<'read' | 'save' | 'disconnect' | 'find' | 'install' | 'check', unknown>>;
  reads: number;
  saved: CredentialsRequest[];
  disconnected: number;
  /** Signals of the requests, newest last. */
  signals: AbortSignal[];
  log: string[];
  /** Answers wait until the returned function is called. */
  hold(): () => void;
}

/** A partner's server in memory. `log` takes its calls in order, among whatever else a test writes there. */
export const createFakeBackend = (
  connector: Partial<ConnectorView> = {},
  options: { authorizes?: boolean; log?: string[] } = {},
): FakeBackend => {
  let gate: Promise<void> = Promise.resolve();
  const answer = async <Value>(name: keyof FakeBackend['errors'], signal: AbortSignal, value: () => Value): Promise<Value> => {
    fake.log.push(name);
    fake.signals.push(signal);
    await gate;
    signal.throwIfAborted();
    const error = fake.errors[name];
    if (error !== undefined) throw error;
    return value();
  };
  const fake: FakeBackend = {
    connector: buildConnector(connector),
    proof: 'authenticated',
    available: undefined,
    installs: [],
    checks: 0,
    returned: [],
    errors: {},
    reads: 0,
    saved: [],
    disconnected: 0,
    signals: [],
    log: options.log ?? [],
    read(_, { signal }) {
      fake.reads += 1;
      return answer('read', signal, () => ({ connectors: [fake.connector] }));
    },
    find([name = ''], { signal }) {
      return answer('find', signal, () => ({
        connectors: [
          fake.available === undefined ? { ...fake.connector, connector: name } : { connector: name, available: fake.available },
        ],
      }));
    },
    install(request, { signal }) {
      fake.installs.push(request);
      return answer('install', signal, () => {
        const installed = fake.available !== undefined;
        fake.available = undefined;
        return { connector: { ...fake.connector, connector: request.connector }, installed };
      });
    },
    check(_, { signal, attempt }) {
      fake.checks += 1;
      if (attempt !== undefined) fake.returned.push(attempt);
      return answer('check', signal, () => ({ connector: fake.connector, proof: fake.proof }));
    },
    save(_, body, { signal }) {
      fake.saved.push(body);
      return answer('save', signal, () => {
        if (body.credential !== undefined && fake.proof !== 'saved') fake.connector = { ...fake.connector, authenticated: true };
        return { connector: fake.connector, proof: fake.proof };
      });
    },
    disconnect(_, { signal }) {
      fake.disconnected += 1;
      return answer('disconnect', signal, () => {
        fake.connector = { ...fake.connector, authenticated: false };
        return { connector: fake.connector };
      });
    },
    ...(options.authorizes === false
      ? {}
      : {
          authorizeUrl: (id: string, attempt: string) => `/cyclr-connect/connectors/${id}/authorize?attempt=${attempt}`,
        }),
    hold() {
      let release = (): void => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
  return fake;
};

export const refusal = (fields: Record<string, string>): ConnectError => new ConnectError('invalid-request', 'Refused.', { fields });
