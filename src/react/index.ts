import { createComponent, type EventName } from '@lit/react';
import * as react from 'react';
import { CyclrConnect as CyclrConnectElement } from '../index.ts';
import type { CyclrConnectEventMap } from '../element/events.ts';
import type { CyclrConnectEvents, CyclrConnectProps } from './props.ts';

export type { CyclrConnectElement };
export type { CyclrConnectEvents, CyclrConnectOptions, CyclrConnectProps } from './props.ts';

const events = {
  onConnected: 'connected' as EventName<CyclrConnectEventMap['connected']>,
  onFailed: 'failed' as EventName<CyclrConnectEventMap['failed']>,
  onDisconnected: 'disconnected' as EventName<CyclrConnectEventMap['disconnected']>,
  onAttention: 'attention' as EventName<CyclrConnectEventMap['attention']>,
  onInstalled: 'installed' as EventName<CyclrConnectEventMap['installed']>,
  onStateChange: 'statechange' as EventName<CyclrConnectEventMap['statechange']>,
} satisfies Record<keyof CyclrConnectEvents, string>;

/** Texts go as attributes, by property name. A server writes those too, so the element can begin before React is there. */
const attributes = new Map(
  Object.entries(CyclrConnectElement.properties).flatMap(([name, { attribute, type }]) =>
    attribute === false || type === Boolean || name === 'token' ? [] : [[name, typeof attribute === 'string' ? attribute : name]],
  ),
);

/** The rest are properties: functions, objects, what is true or false, and the token, which no page should hold as text. */
const properties = Object.keys(CyclrConnectElement.properties).filter((name) => !attributes.has(name));

const Plain = createComponent({
  react,
  tagName: 'cyclr-connect',
  // Asked for one thing only, which props are properties.
  elementClass: { prototype: Object.fromEntries(properties.map((name) => [name, undefined])) } as unknown as typeof CyclrConnectElement,
  events,
  displayName: 'CyclrConnect',
});

/**
 * `<cyclr-connect>` as a React component: the element's properties as props, its events as `onConnected`, `onFailed`,
 * `onDisconnected`, `onAttention`, `onInstalled` and `onStateChange`, and a ref to the element for its methods. Importing it registers the element.
 */
export const CyclrConnect: react.ForwardRefExoticComponent<CyclrConnectProps & react.RefAttributes<CyclrConnectElement>> = react.forwardRef(
  (props: CyclrConnectProps, ref: react.ForwardedRef<CyclrConnectElement>) =>
    react.createElement(Plain, {
      ...Object.fromEntries(Object.entries(props).map(([name, value]) => [attributes.get(name) ?? name, value])),
      ref,
    }),
);
CyclrConnect.displayName = 'CyclrConnect';
