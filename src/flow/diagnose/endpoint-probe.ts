import { readBase } from '../../protocol/base-header.ts';
import type { Platform } from '../platform.ts';
import { ask, timeLimit } from './ask.ts';
import { explainUnreadable } from './cross-origin-probe.ts';
import type { Found } from './finding.ts';
import { fromCode, fromThrown, readHandlerError } from './handler-answer.ts';
import { followRedirect } from './redirect-probe.ts';
import type { Probe, Scene } from './scene.ts';

const seconds = (milliseconds: number): string => String(Math.round(milliseconds / 1000));

/** A handler whose callback page answers is there: then a function of the host's, or Cyclr, does not answer. */
const explainSilence = async ({ platform, endpoint = '', answerLimit }: Scene): Promise<Found> => {
  const waited = `within ${seconds(answerLimit)} s`;
  const page = (await ask(platform, `${endpoint}/callback`)).response;
  return page?.ok === true
    ? ['endpoint-silent', 'blocks', `The handler’s callback page answers, but its connectors do not ${waited}.`]
    : ['endpoint-unreachable', 'blocks', `${new URL(endpoint).origin} did not answer ${waited}.`];
};

/**
 * A request without CORS shows that a server answers, unless its Cross-Origin-Resource-Policy blocks the answer, as the
 * handler's does: so another address of the same server is asked too. Such requests must follow redirects.
 */
const isThere = async (platform: Platform, urls: readonly string[]): Promise<boolean> => {
  const asked = await Promise.all(urls.map((url) => ask(platform, url, { mode: 'no-cors', redirect: 'follow', credentials: 'omit' })));
  return asked.some(({ response }) => response !== undefined);
};

const fromFailure = async (scene: Scene, url: string, failure: 'policy' | 'timeout' | 'network'): Promise<Found> => {
  const { platform, window } = scene;
  const { origin } = new URL(url);
  if (failure === 'policy')
    return ['policy-endpoint', 'blocks', `This page’s Content-Security-Policy forbids ${origin}.`, `Add ${origin} to connect-src.`];
  if (failure === 'timeout') return explainSilence(scene);
  if (origin !== window.location.origin && (await isThere(platform, [url, `${origin}/`]))) return explainUnreadable(scene, url);
  return ['endpoint-unreachable', 'blocks', `${origin} could not be reached.`];
};

/** Something before or in place of our handler has answered. */
const fromOther = ({ window: { navigator } }: Scene, response: Response): Found => {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  const { status } = response;
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.slice(0, 40) ?? '';
  const what = `Not our handler answered at ${new URL(response.url).pathname} but something else${serviceWorker?.controller ? ', perhaps the service worker' : ''}, with ${String(status)}${type === '' ? '' : ` and ${type}`}.`;
  if (status === 401)
    return ['session-missing', 'blocks', what, 'Mount the handler before what asks for a sign-in there; resolveAccount decides.'];
  if (status === 403) return ['endpoint-forbidden', 'blocks', what];
  return status >= 500 || status === 429
    ? ['endpoint-answer', 'hinders', what, 'Look at the log of the server or proxy that answers there.']
    : ['endpoint-missing', 'blocks', what];
};

/** Of a list, each connector that could not be read, by the name that was asked for or its id. The others can be signed in to. */
const explainItems = (scene: Scene, items: readonly unknown[]): Found[] =>
  items.flatMap((item): Found[] => {
    const { connector, id, error } = (item ?? {}) as Partial<Record<string, unknown>>;
    const parsed = scene.flow.errorAnswerSchema.safeParse({ error });
    if (!parsed.success) return [];
    const [topic, , message, remedy] = fromCode(scene, parsed.data.error.code, parsed.data.error.message);
    return [[topic, 'hinders', `${String(connector ?? id)}: ${message}`, remedy]];
  });

const readAnswer = async (scene: Scene, response: Response): Promise<readonly Found[]> => {
  scene.base = readBase(response.headers);
  const json: unknown = await response.json().catch(() => undefined);
  const error = readHandlerError(scene, json);
  if (response.status === 404 && error !== undefined && error.code !== 'connector-not-found') {
    // What else it says of its base follows from that.
    scene.base = undefined;
    return [
      [
        'endpoint-missing',
        'blocks',
        `The handler is there, but does not know the path ${new URL(response.url).pathname}.`,
        'Set the handler’s basePath to the path that arrives there: a proxy or framework may have cut a part of it.',
      ],
    ];
  }
  scene.isHandler = error !== undefined;
  if (!response.ok && error !== undefined) return [fromCode(scene, error.code, error.message)];
  const { connectorsListSchema, connectorsItemSchema, namedItemSchema } = scene.flow;
  const list = connectorsListSchema.safeParse(json);
  if (!response.ok || !list.success) return [fromOther(scene, response)];
  scene.isHandler = true;
  if (scene.query !== undefined) return explainItems(scene, list.data.connectors);
  const [item] = list.data.connectors;
  const named = scene.config?.target.connector === undefined ? undefined : namedItemSchema.safeParse(item).data;
  if (named !== undefined && 'available' in named) return [];
  if (named !== undefined && 'error' in named) return [fromCode(scene, named.error.code, named.error.message)];
  const { data: own } = connectorsItemSchema.safeParse(item);
  if (own === undefined) return [['endpoint-answer', 'hinders', 'The handler’s list does not hold the connector that was asked for.']];
  if ('error' in own) return [fromCode(scene, own.error.code, own.error.message)];
  scene.connector = own;
  return [];
};

const probeHandler = async (scene: Scene, endpoint: string): Promise<readonly Found[]> => {
  const { id = '', connector } = scene.config?.target ?? {};
  const query = scene.query ?? (connector === undefined ? `ids=${id}` : scene.flow.buildConnectorsQuery('names', [connector]));
  const url = `${endpoint}/connectors?${query}`;
  let headers: Record<string, string>;
  try {
    headers = { accept: 'application/json', ...(await scene.headers) };
  } catch {
    return [['options', 'blocks', 'headers failed, or gave no object of header names and texts.']];
  }
  const { response, failure } = await ask(scene.platform, url, { headers }, scene.answerLimit);
  if (response === undefined) return [await fromFailure(scene, url, failure)];
  if (response.type !== 'opaqueredirect') return readAnswer(scene, response);
  const redirect = await followRedirect(scene, url);
  const found = redirect.response === undefined ? [] : await readAnswer(scene, redirect.response);
  // Its base is that of the other address, which the redirect already names.
  scene.base = undefined;
  return [redirect.found, ...found];
};

const probeBackend = async (scene: Scene): Promise<readonly Found[]> => {
  const { config, flow } = scene;
  if (config?.backend === undefined) return [];
  try {
    const { backend, target } = config;
    const signal = AbortSignal.timeout(timeLimit);
    scene.connector =
      target.connector === undefined
        ? await flow.readConnector(backend, target.id, signal)
        : (await flow.findConnector(backend, target.connector, signal)).connector;
    return [];
  } catch (error) {
    return [fromThrown(scene, error)];
  }
};

/** Reads the connector as the flow would, and keeps it in the scene for the probes after this one. */
export const probeEndpoint: Probe = async (scene) => {
  const { endpoint, flow } = scene;
  const found = endpoint === undefined ? await probeBackend(scene) : await probeHandler(scene, endpoint);
  const { connector } = scene;
  const isUnsupported = connector !== undefined && flow.signInKind(connector) === 'unsupported';
  return [...found, ...(isUnsupported ? [fromCode(scene, 'unsupported-auth-type')] : [])];
};
