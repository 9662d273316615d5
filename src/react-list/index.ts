import type { ForwardRefExoticComponent, RefAttributes } from 'react';
import type { Options } from '../frameworks/elements.ts';
import { CyclrConnectList as CyclrConnectListElement, type CyclrConnectListEventMap } from '../list/index.ts';
import { cardEvents } from '../react/card-events.ts';
import type { ReactEvents, ReactProps } from '../react/props.ts';
import { wrapElement } from '../react/wrap-element.ts';

export type { CyclrConnectListElement };
export type { ConnectorNames, ItemStatus, ListItem, ListProgress } from '../list/index.ts';

/** The list's own properties, by their names: `endpoint`, `connectors`, `rows`, `filter` … */
export type CyclrConnectListOptions = Options<CyclrConnectListElement>;

/** The list's events and those of its rows, as `onComplete`, `onConnected` and so on; only `statechange` is two words. */
export type CyclrConnectListEvents = ReactEvents<CyclrConnectListEventMap>;

/** Props of the React component: the list's properties, and its events. */
export type CyclrConnectListProps = ReactProps<CyclrConnectListElement, CyclrConnectListEvents>;

const events = {
  onComplete: 'complete',
  onIncomplete: 'incomplete',
  ...cardEvents,
} satisfies Record<keyof CyclrConnectListEvents, string>;

/**
 * `<cyclr-connect-list>` as a React component: the list's properties as props, its events as `onComplete`, `onIncomplete`,
 * `onConnected` and so on, and a ref to the element for `refresh()`, `diagnose()` and `progress`. Importing it registers both elements.
 */
export const CyclrConnectList: ForwardRefExoticComponent<CyclrConnectListProps & RefAttributes<CyclrConnectListElement>> = wrapElement<
  CyclrConnectListElement,
  CyclrConnectListProps
>({ tagName: 'cyclr-connect-list', elementClass: CyclrConnectListElement, events, displayName: 'CyclrConnectList' });
