import type { ErrorCode } from '../../src/protocol/errors.ts';
import type { FindingId } from '../../src/flow/index.ts';
import type { ConnectHandlerOptions } from '../../src/server/index.ts';
import type { Switches } from '../../demo/sandbox/switches.ts';
import type { Answered, Asked } from '../e2e/site.ts';

type Handler = Partial<Omit<ConnectHandlerOptions, 'cyclr'>> & { cyclr?: Partial<ConnectHandlerOptions['cyclr']> };

/** How a partner's page, server or network differs from one where everything works. */
export interface Setup {
  /** The tag's attributes in place of `endpoint` and `connector-id="1002"`. PORT is the server's. */
  tag?: string;
  /** What is in the tag, for browsers in which it stays as it is. */
  within?: string;
  /** Whether the page loads the script. Default true. */
  loads?: boolean;
  /** Runs in the page, with `card` as the element. */
  script?: string;
  /** Of the page. */
  headers?: Readonly<Record<string, string>>;
  /** How many milliseconds the page's Date is from now. */
  served?: number;
  host?: string;
  /** The page is in a frame with this sandbox. */
  sandbox?: string;
  /** The page is in a frame of this host. */
  framedBy?: string;
  /** Laid over the handler's options. */
  handler?: Handler;
  switches?: Partial<Switches>;
  /** Answers before the handler; null cuts the connection. */
  before?: (asked: Asked) => Answered | null | undefined;
  /** The path and host with which a request arrives at the handler. */
  arrives?: (url: string) => string;
  /** The body is lost before the handler. */
  losesBody?: boolean;
  leaves?: (asked: Asked, headers: Headers) => void;
  /** What the person does: presses the buttons, after filling the API key where there is one. */
  press?: string | readonly string[];
  /** Signs in, in the window that a press opens; `closes`: and closes it, since it stays. */
  signsIn?: 'returns' | 'closes';
  worker?: string;
}

/** One misconfiguration, and what shows of it. */
export interface Row {
  wrong: string;
  setup: Setup;
  /** The code of `failed`; none where the card shows nothing wrong. */
  code?: ErrorCode;
  /** The code of a `failed` that comes before. */
  before?: ErrorCode;
  /** What a person reads in the page, beside or in place of the card. */
  shows?: string;
  /** It does no harm: the attempt ends in `connected`, and the browser's console stays empty. */
  connects?: true;
  /** A part of what the browser's console shows. */
  console?: string;
  /** What the handler's `onEvent` got last: action, status and code. */
  event?: string;
  /** A part of what the handler writes to the server's log. */
  log?: string;
  finding?: FindingId;
  /** A part of the finding's message or remedy. */
  advice?: string;
}

export const endpoint = '/cyclr-connect';
export const list = `${endpoint}/connectors`;
export const html = (status = 200): Answered => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>App</title>',
});
export const isOurs = ({ path }: Asked): boolean => path.startsWith(`${endpoint}/`);
export const tokenMode = 'service-domain="http://acme-h.localhost:PORT" connector-id="1002"';
export const elsewhere = 'endpoint="http://other.localhost:PORT/cyclr-connect" connector-id="1002"';
export const key = { tag: 'endpoint="/cyclr-connect" connector-id="1003"', press: 'Connect Pipedrive' };
export const isPost = ({ method }: Asked): boolean => method === 'POST';
export const cors =
  (origin: string, more: Readonly<Record<string, string>> = {}) =>
  (_asked: Asked, headers: Headers): void => {
    headers.set('access-control-allow-origin', origin);
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
  };
export const fail = (message: string) => (): never => {
  throw new Error(message);
};
