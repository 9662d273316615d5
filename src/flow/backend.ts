import { ConnectError } from '../protocol/errors.ts';
import type { InstallRequest } from '../protocol/install-request.ts';
import {
  type AvailableView,
  type CheckAnswer,
  type ConnectorsAnswer,
  connectorsItemSchema,
  connectorsListSchema,
  type ConnectorView,
  type CredentialsAnswer,
  type CredentialsRequest,
  disconnectAnswerSchema,
  type DisconnectAnswer,
  type InstallAnswer,
  installAnswerSchema,
  isConnectorFailure,
  namedItemSchema,
  provenAnswerSchema,
  type WireError,
} from '../protocol/wire.ts';
import { parseAnswer } from '../protocol/parse-answer.ts';
import type { Known } from './state.ts';

/** How a backend is asked for the address of a sign-in. */
export interface AuthorizeOptions {
  return: 'message' | 'callback';
  /** Where a posted message must go: the page's own origin. */
  origin: string;
}

/**
 * The partner's server, as the flow sees it: the wire's requests and answers. With an `endpoint` this is our handler;
 * a host with a transport of its own gives an object like this. Its answers are parsed too.
 */
export interface Backend {
  read(ids: string[], options: { signal: AbortSignal }): Promise<ConnectorsAnswer>;
  save(id: string, body: CredentialsRequest, options: { signal: AbortSignal }): Promise<CredentialsAnswer>;
  disconnect(id: string, options: { signal: AbortSignal }): Promise<DisconnectAnswer>;
  /** `GET connectors?names=`. Needed for the option `connector`. */
  find?(names: string[], options: { signal: AbortSignal }): Promise<{ connectors: unknown[] }>;
  /** `POST connectors`. Needed where `find` answers `available`. */
  install?(request: InstallRequest, options: { signal: AbortSignal }): Promise<InstallAnswer>;
  /**
   * `POST connectors/{id}/check` `{attempt?}`. Without it a check only reads the connector. `attempt`: the sign-in that just
   * came back, so that an earlier attention ends.
   */
  check?(id: string, options: { signal: AbortSignal; attempt?: string }): Promise<CheckAnswer>;
  /** An address that mints a token and redirects to Cyclr, known without waiting: it is opened in the click itself. */
  authorizeUrl?(id: string, attempt: string, options: AuthorizeOptions): string;
  /** The same, asked for while a blank window waits: for a server that identifies the person by a header. */
  authorize?(id: string, attempt: string, options: AuthorizeOptions & { signal: AbortSignal }): Promise<{ url: string }>;
}

/**
 * The one connector, or the error that the answer holds for it. Only this one is checked closely: the same answer
 * may hold two hundred, and each of their widgets reads it.
 */
export const readConnector = async (backend: Backend, id: string, signal: AbortSignal): Promise<ConnectorView> => {
  const { connectors } = parseAnswer(connectorsListSchema, await backend.read([id], { signal }), 'The list of connectors');
  const item = connectors.find((one) => (one as { id?: unknown } | null)?.id === id);
  if (item === undefined) {
    throw new ConnectError('invalid-response', `The list of connectors did not hold ${id}, which was asked for.`);
  }
  const found = parseAnswer(connectorsItemSchema, item, `Connector ${id} in the list`);
  if (isConnectorFailure(found)) throw new ConnectError(found.error.code, found.error.message, found.error);
  return found;
};

/** Refuses an answer about another connector than the one that was asked for. */
const expectAbout = <Answer extends { connector: ConnectorView }>(id: string, answer: Answer): Answer => {
  if (answer.connector.id === id) return answer;
  throw new ConnectError('invalid-response', `The answer was about connector ${answer.connector.id}, and ${id} was asked for.`);
};

export const saveCredentials = async (
  backend: Backend,
  id: string,
  body: CredentialsRequest,
  signal: AbortSignal,
): Promise<CredentialsAnswer> =>
  expectAbout(id, parseAnswer(provenAnswerSchema, await backend.save(id, body, { signal }), 'The answer to the saved credentials'));

export const disconnectConnector = async (backend: Backend, id: string, signal: AbortSignal): Promise<ConnectorView> =>
  expectAbout(id, parseAnswer(disconnectAnswerSchema, await backend.disconnect(id, { signal }), 'The answer to the disconnection'))
    .connector;

/** The one connector of the catalogue, by its name or id, or the error that the answer holds for it. */
export const findConnector = async (backend: Backend, name: string, signal: AbortSignal): Promise<Known> => {
  const { connectors } = parseAnswer(connectorsListSchema, await backend.find?.([name], { signal }), 'The list of connectors');
  const item = connectors.find((one) => (one as { connector?: unknown } | null)?.connector === name);
  if (item === undefined) throw new ConnectError('invalid-response', `The list of connectors did not hold ${name}, which was asked for.`);
  const found = parseAnswer(namedItemSchema, item, `Connector ${name} in the list`);
  const { error, available } = found as { error?: WireError; available?: AvailableView };
  if (error !== undefined) throw new ConnectError(error.code, error.message, error);
  return available === undefined ? { connector: found as ConnectorView } : { available };
};

export const installConnector = async (backend: Backend, request: InstallRequest, signal: AbortSignal): Promise<InstallAnswer> =>
  parseAnswer(installAnswerSchema, await backend.install?.(request, { signal }), 'The answer to the install');

/** Undefined where the backend has no check. */
export const checkConnector = async (
  backend: Backend,
  id: string,
  options: { signal: AbortSignal; attempt?: string },
): Promise<CheckAnswer | undefined> =>
  backend.check && expectAbout(id, parseAnswer(provenAnswerSchema, await backend.check(id, options), 'The answer to the check'));
