import type { ForwardRefExoticComponent, RefAttributes } from 'react';
import { CyclrConnect as CyclrConnectElement } from '../index.ts';
import { cardEvents } from './card-events.ts';
import type { CyclrConnectProps } from './props.ts';
import { wrapElement } from './wrap-element.ts';

export type { CyclrConnectElement };
export type { CyclrConnectEvents, CyclrConnectOptions, CyclrConnectProps } from './props.ts';

/**
 * `<cyclr-connect>` as a React component: the element's properties as props, its events as `onConnected`, `onFailed`,
 * `onDisconnected`, `onAttention`, `onInstalled` and `onStateChange`, and a ref to the element for its methods. Importing it
 * registers the element.
 */
export const CyclrConnect: ForwardRefExoticComponent<CyclrConnectProps & RefAttributes<CyclrConnectElement>> = wrapElement<
  CyclrConnectElement,
  CyclrConnectProps
>({ tagName: 'cyclr-connect', elementClass: CyclrConnectElement, events: cardEvents, displayName: 'CyclrConnect' });
