import type { Backend } from '../../src/flow/backend.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView, CredentialsRequest, FieldView, Proof } from '../../src/protocol/wire.ts';

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

export interface FakeBackend extends Backend {
  /** What the server knows now; a test changes it as it goes. */
  connector: ConnectorView;
  proof: Proof;
  /** Thrown by the method of that name while it is set. */
  errors: Partial<Record<'read' | 'save' | 'disconnect', unknown>>;
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
  const answer = async <Value>(name: 'read' | 'save' | 'disconnect', signal: AbortSignal, value: () => Value): Promise<Value> => {
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
