import { signInKind } from '../../protocol/auth-type.ts';
import { type ErrorCode, isErrorCode, isRetryable } from '../../protocol/errors.ts';
import { connectorsItemSchema, connectorsListSchema, errorAnswerSchema, isConnectorFailure } from '../../protocol/wire.ts';
import { readConnector } from '../backend.ts';
import { ask, timeLimit } from './ask.ts';
import type { FindingId, Found } from './finding.ts';
import type { Probe, Scene } from './scene.ts';

const idsOfCodes: Partial<Record<ErrorCode, FindingId>> = {
  'not-signed-in': 'session-missing',
  forbidden: 'endpoint-forbidden',
  'connector-not-found': 'endpoint-connector',
  'unsupported-auth-type': 'endpoint-connector',
};

/** The code as a finding; the server's own sentence is left out, for nobody knows what is in it. */
const fromCode = (code: ErrorCode): Found => [
  idsOfCodes[code] ?? 'endpoint-answer',
  isRetryable(code) ? 'hinders' : 'blocks',
  `The server says ${code}.`,
];

const fromFailure = async ({ platform, window }: Scene, url: string, failure: string): Promise<Found> => {
  const { origin } = new URL(url);
  if (failure === 'policy') return ['policy-endpoint', 'blocks', `This page’s Content-Security-Policy forbids ${origin}.`];
  // Without CORS its answer stays hidden, but whether there is one does not. Such a request must follow redirects.
  return origin !== window.location.origin &&
    failure !== 'timeout' &&
    (await ask(platform, url, { mode: 'no-cors', redirect: 'follow' })).response !== undefined
    ? ['endpoint-cors', 'blocks', `${origin} does not let this page read its answer.`]
    : ['endpoint-unreachable', 'blocks', `${origin} could not be reached.`];
};

/** Something before or in place of our handler has answered. */
const fromStranger = ({ window: { navigator } }: Scene, status: number): Found => {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  const what = `Not our handler answered but something else${serviceWorker?.controller ? ', perhaps the service worker' : ''}, with ${String(status)}.`;
  if (status === 401) return ['session-missing', 'blocks', what];
  if (status === 403) return ['endpoint-forbidden', 'blocks', what];
  return status >= 500 || status === 429 ? ['endpoint-answer', 'hinders', what] : ['endpoint-missing', 'blocks', what];
};

const readAnswer = async (scene: Scene, response: Response): Promise<Found | undefined> => {
  // An answer that must not be followed shows neither status nor place.
  if (response.type === 'opaqueredirect')
    return ['session-missing', 'blocks', 'The endpoint answered with a redirect, as to a sign-in page.'];
  const json: unknown = await response.json().catch(() => undefined);
  const refused = errorAnswerSchema.safeParse(json);
  if (!response.ok && refused.success) {
    const { code } = refused.data.error;
    return response.status === 404 && code === 'invalid-request'
      ? ['endpoint-missing', 'blocks', 'The handler is there, but does not know this path.']
      : fromCode(code);
  }
  const list = connectorsListSchema.safeParse(json);
  if (!response.ok || !list.success) return fromStranger(scene, response.status);
  const { data: own } = connectorsItemSchema.safeParse(list.data.connectors[0]);
  if (own === undefined) return fromCode('invalid-response');
  if (isConnectorFailure(own)) return fromCode(own.error.code);
  scene.connector = own;
  return undefined;
};

const probeHandler = async (scene: Scene, endpoint: string): Promise<Found | undefined> => {
  const url = `${endpoint}/connectors?ids=${scene.config?.connectorId ?? ''}`;
  const { response, failure } = await ask(scene.platform, url, { headers: { accept: 'application/json' } });
  return response === undefined ? fromFailure(scene, url, failure) : readAnswer(scene, response);
};

const probeBackend = async (scene: Scene): Promise<Found | undefined> => {
  const { config } = scene;
  if (config?.backend === undefined) return undefined;
  try {
    scene.connector = await readConnector(config.backend, config.connectorId, AbortSignal.timeout(timeLimit));
    return undefined;
  } catch (error) {
    // A ConnectError may be of another copy of this package, beside which this file was loaded.
    const { code } = error as { code?: unknown };
    return fromCode(isErrorCode(code) ? code : 'backend-error');
  }
};

/** Reads the connector as the flow would, and keeps it in the scene for the probes after this one. */
export const probeEndpoint: Probe = async (scene) => {
  const { endpoint } = scene;
  const trouble = endpoint === undefined ? await probeBackend(scene) : await probeHandler(scene, endpoint);
  if (trouble !== undefined) return [trouble];
  const { connector } = scene;
  return connector !== undefined && signInKind(connector.authType, connector.oauth2Type) === 'unsupported'
    ? [fromCode('unsupported-auth-type')]
    : [];
};
