import { readHeaders } from '../flow/endpoint-fetch.ts';
import type { FlowOptions } from '../flow/options.ts';

/** The element's properties that its flow is made of. A removed attribute is null, and means the same as one that was never there. */
export type FlowProperties = Omit<FlowOptions, 'openingText' | 'language' | 'timing' | 'platform'>;
/** The properties that the host has changed since the last drawing, with what they were before. */
export type Changes = ReadonlyMap<PropertyKey, unknown>;

/** A change of one of these means another connector. */
const identifying = ['connectorId', 'connector', 'endpoint'] as const;
/** The options that make a new flow when they change; the rest only redraws. */
const plain = ['serviceDomain', 'token', 'authType', 'callbackUrl', 'return', 'mode', 'isolate', 'backend'] as const;
/** Read at the moment they are needed: a new flow is made only when one of them is added or taken away. */
const late = ['getToken', 'headers'] as const;

export const isOtherConnector = (changed: Changes): boolean => identifying.some((name) => changed.has(name));

export const needsNewFlow = (element: FlowProperties, changed: Changes): boolean =>
  isOtherConnector(changed) ||
  plain.some((name) => changed.has(name)) ||
  late.some((name) => changed.has(name) && !changed.get(name) !== !element[name]);

/** `spentToken`: a window was sent to Cyclr with it, so that it cannot be used again. */
export const readFlowOptions = (
  element: FlowProperties,
  spentToken: string | undefined,
  said: Pick<FlowOptions, 'openingText' | 'language'>,
): FlowOptions => {
  const headers = async (): Promise<HeadersInit> => readHeaders(element.headers);
  const given = Object.fromEntries([...identifying, ...plain].map((name) => [name, element[name] ?? undefined])) as FlowProperties;
  return {
    ...given,
    ...(given.token === spentToken && { token: undefined }),
    // Looked up at the click: a page that renders again passes a new function each time, and that must not restart the flow.
    getToken: element.getToken ? () => element.getToken?.() ?? Promise.reject(new Error('getToken was taken away')) : undefined,
    headers: element.headers ? Object.assign(headers, { shared: () => element.headers }) : undefined,
    ...said,
  };
};
