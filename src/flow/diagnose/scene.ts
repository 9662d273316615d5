import type { ConnectorView } from '../../protocol/wire.ts';
import { pageTimeLimit } from '../../protocol/time-limits.ts';
import type { FlowConfig } from '../flow-config.ts';
import type { FlowOptions } from '../options.ts';
import type { Platform } from '../platform.ts';
import { ask } from './ask.ts';
import type { Found } from './finding.ts';
import type { FlowParts } from './flow-parts.ts';

/** What the probes look at. */
export interface Scene {
  platform: Platform;
  window: Window;
  flow: FlowParts;
  /** Undefined where the options cannot work. */
  config: FlowConfig | undefined;
  /** Where our handler is mounted, without a slash at the end; undefined where it is not used. */
  endpoint: string | undefined;
  /** What the endpoint is asked for, where that is not one connector. */
  query: string | undefined;
  /** Known once the server has answered; until then, and without a server, a sign-in in a window is assumed. */
  connector: ConnectorView | undefined;
  /** Whether our handler answered at the endpoint, with whatever. */
  isHandler: boolean;
  /** The public base that the handler builds addresses from, as it says in `X-Cyclr-Connect`. */
  base: string | undefined;
  /** What the host adds to requests to the endpoint, by lower-case names; rejects where its function does. */
  headers: Promise<Record<string, string>>;
  /** Milliseconds that an answer of the endpoint is waited for: as long as the flow does. */
  answerLimit: number;
  /** Whether a click was under way when the diagnosis was asked for; undefined if the browser does not report it. */
  isClicked: boolean | undefined;
  /** The headers that this page was served with, as far as the server gives them twice. */
  pageHeaders: Promise<Headers | undefined>;
}

export type Probe = (scene: Scene) => readonly Found[] | Promise<readonly Found[]>;

const readPageHeaders = async (platform: Platform): Promise<Headers | undefined> => {
  const { origin, location } = platform.window;
  if (origin === 'null') return undefined;
  const address = location.href.replace(/#.*/, '');
  for (const method of ['HEAD', 'GET']) {
    const { response } = await ask(platform, address, { method, headers: { accept: 'text/html' } });
    if (response?.ok === true) return response.headers;
    // Some servers do not support HEAD. Any other answer would be the same for GET.
    if (response === undefined || ![404, 405, 501].includes(response.status)) return undefined;
  }
  return undefined;
};

const readHeaders = async ({ headers }: FlowOptions): Promise<Record<string, string>> =>
  Object.fromEntries(new Headers(typeof headers === 'function' ? await headers() : headers));

export const createScene = (
  options: FlowOptions,
  config: FlowConfig | undefined,
  query: string | undefined,
  isClicked: boolean | undefined,
  platform: Platform,
  flow: FlowParts,
): Scene => {
  const { window } = platform;
  const usesHandler = config !== undefined && options.backend === undefined && Boolean(options.endpoint);
  return {
    platform,
    window,
    flow,
    config,
    endpoint: usesHandler ? new URL(options.endpoint ?? '', window.location.href).href.replace(/\/$/, '') : undefined,
    query,
    connector: undefined,
    isHandler: false,
    base: undefined,
    headers: readHeaders(options),
    answerLimit: Math.min(pageTimeLimit, config?.timing.deadline ?? Infinity),
    isClicked,
    pageHeaders: readPageHeaders(platform),
  };
};
