import type { ErrorCode } from '../../protocol/errors.ts';
import type { WireError } from '../../protocol/wire.ts';
import { sharesStorage } from '../embedding.ts';
import type { FindingId, Found } from './finding.ts';
import { remedies } from './remedies.ts';
import type { Scene } from './scene.ts';

const idsOfCodes: Partial<Record<ErrorCode, FindingId>> = {
  'not-signed-in': 'session-missing',
  forbidden: 'endpoint-forbidden',
  'connector-not-found': 'endpoint-connector',
  'unsupported-auth-type': 'endpoint-connector',
  'rate-limited': 'endpoint-upstream',
};

/** The handler's own sentences hold no secret and name the option; a sentence from elsewhere may hold anything. */
const quote = ({ base }: Scene, message: string | undefined): string => {
  const line = (message ?? '').replace(/\s+/g, ' ').trim().slice(0, 300);
  return base === undefined || line === '' ? '' : `: ${line.replace(/\.$/, '')}`;
};

const forbiddenRemedy = ({ window, endpoint, base }: Scene): string | undefined => {
  const { origin } = window.location;
  if (endpoint === undefined) return undefined;
  if (new URL(endpoint).origin !== origin) return `Add '${origin}' to the handler’s allowedOrigins.`;
  return base === endpoint ? 'Let proxies pass the headers Origin and Sec-Fetch-Site on.' : `Set the handler’s publicUrl to '${endpoint}'.`;
};

const remedyOf = (scene: Scene, code: ErrorCode): string | undefined => {
  switch (code) {
    case 'not-signed-in':
      // Whether the browser withheld a cookie or the person has none looks the same from here.
      return sharesStorage(scene.platform) ? undefined : `Sign in; in a frame of another site: ${remedies['session-cookies']}`;
    case 'forbidden':
      return forbiddenRemedy(scene);
    case 'misconfigured':
      return 'Change what that sentence names, on the server; npx cyclr-connect doctor checks its settings.';
    case 'unsupported-auth-type':
      return 'Choose another authentication method for it in Cyclr’s console.';
    case 'rate-limited':
      return 'Wait, then call diagnose() again.';
    default:
      return undefined;
  }
};

/** A code that the handler or a backend answered, as a finding. */
export const fromCode = (scene: Scene, code: ErrorCode, message?: string): Found => [
  idsOfCodes[code] ?? (code !== 'misconfigured' && /Cyclr/.test(quote(scene, message)) ? 'endpoint-upstream' : 'endpoint-answer'),
  scene.flow.isRetryable(code) ? 'hinders' : 'blocks',
  `The server says ${code}${quote(scene, message)}.`,
  remedyOf(scene, code),
];

/** The error in an answer of our handler, or undefined: then something else answered. */
export const readHandlerError = ({ flow }: Scene, json: unknown): WireError | undefined => {
  const parsed = flow.errorAnswerSchema.safeParse(json);
  return parsed.success ? parsed.data.error : undefined;
};

/** Whatever a host's own backend threw; a `ConnectError` may be of another copy of this package, so only its code is read. */
export const fromThrown = (scene: Scene, error: unknown): Found => {
  const { code } = error as { code?: unknown };
  const { isErrorCode } = scene.flow;
  const known = isErrorCode(code) ? code : 'backend-error';
  const [id, severity] = fromCode(scene, known);
  return [
    id === 'endpoint-upstream' ? 'endpoint-answer' : id,
    severity,
    `The page’s own backend threw ${known} in read().`,
    isErrorCode(code) ? undefined : 'Look at that function, or let it throw a ConnectError.',
  ];
};
