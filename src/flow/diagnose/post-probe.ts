import { ask } from './ask.ts';
import { explainRefusedPost } from './cross-origin-probe.ts';
import type { Found } from './finding.ts';
import { fromCode, readHandlerError } from './handler-answer.ts';
import type { Probe, Scene } from './scene.ts';

/** A body that is not part of the wire: the handler refuses it before it reads the session or calls Cyclr. */
const body = JSON.stringify({ diagnose: true });

const swallowed = 'Something reads the body of a POST before the handler gets it.';

const readAnswer = async (scene: Scene, response: Response): Promise<readonly Found[]> => {
  if (response.type === 'opaqueredirect') return [['endpoint-post', 'blocks', 'A POST to the endpoint is answered with a redirect.']];
  const json: unknown = await response.json().catch(() => undefined);
  const error = readHandlerError(scene, json);
  if (error?.code === 'invalid-request') return [];
  if (error?.code === 'forbidden') return [fromCode(scene, 'forbidden', error.message)];
  // The handler reads the body before anything else: with any other code it found none.
  if (error !== undefined) return [['endpoint-body', 'blocks', swallowed]];
  // Only an empty body can have been taken for a good one.
  if (response.ok && json !== undefined) return [['endpoint-body', 'blocks', swallowed]];
  const status = String(response.status);
  const isCsrf = response.status === 403 || response.status === 419;
  return [
    [
      'endpoint-post',
      'blocks',
      `A POST to the endpoint is answered ${status} by something else${isCsrf ? ', as by CSRF protection' : ''}, while a GET reaches the handler.`,
    ],
  ];
};

/** A POST that must come back as `invalid-request`, unread: what was typed takes the same way. */
export const probePost: Probe = async (scene) => {
  const { endpoint, config, isHandler } = scene;
  if (endpoint === undefined || config === undefined || !isHandler) return [];
  // The body is refused before the id is read.
  const id = config.target.id || '1';
  const url = `${endpoint}/connectors/${id}/credentials`;
  const headers = { accept: 'application/json', 'content-type': 'application/json', ...(await scene.headers) };
  const post = (address: string) => ask(scene.platform, address, { method: 'POST', headers, body });
  let { response, failure } = await post(url);
  // The flow adds a slash too, for a server that requires one at the end.
  if (response?.type === 'opaqueredirect') ({ response, failure } = await post(`${url}/`));
  if (response !== undefined) return readAnswer(scene, response);
  if (failure === 'timeout')
    return [['endpoint-body', 'blocks', 'A POST to the endpoint gets no answer, as where its body was read before the handler.']];
  if (new URL(url).origin !== scene.window.location.origin) return [await explainRefusedPost(scene, `${endpoint}/connectors?ids=${id}`)];
  return [['endpoint-post', 'blocks', 'A POST to the endpoint ends without an answer, while a GET reaches the handler.']];
};
