import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { CyclrConnect } from '../element/index.ts';
import type { CyclrConnectEventMap } from '../element/events.ts';
import type { Attributes, CamelHandlers, Elements, Handlers, Options } from '../frameworks/elements.ts';

/** The element's own properties, by their names: `connectorId`, `endpoint`, `getToken` … */
export type CyclrConnectOptions = Options<CyclrConnect>;

/** Handlers of an element's events, as `onConnected` and so on; only `statechange` is two words: `onStateChange`. */
export type ReactEvents<Events extends { statechange: unknown }> = CamelHandlers<
  Omit<Events, 'statechange'> & { stateChange: Events['statechange'] }
>;

/** An element's own properties, the handlers of its events, and every attribute of HTML that neither of them names. */
export type ReactProps<Element, Handled> = Options<Element> &
  Handled &
  Omit<HTMLAttributes<Element>, keyof Options<Element> | keyof Handled>;

/** The element's events, as `onConnected` and so on; only `statechange` is two words: `onStateChange`. No detail carries a secret. */
export type CyclrConnectEvents = ReactEvents<CyclrConnectEventMap>;

/** Props of the React component: the element's properties, and its events as `onConnected` and so on. */
export type CyclrConnectProps = ReactProps<CyclrConnect, CyclrConnectEvents>;

/** The plain tags in JSX, as React 19 takes them: attributes and properties by their own names, events in lower case. */
type PlainTags = {
  [Tag in keyof Elements]: DetailedHTMLProps<HTMLAttributes<Elements[Tag]['element']>, Elements[Tag]['element']> &
    Options<Elements[Tag]['element']> &
    Attributes<Elements[Tag]['element']> &
    Handlers<Elements[Tag]['events'], 'on'>;
};

declare module 'react' {
  // oxlint-disable-next-line typescript/no-namespace -- JSX's elements can be added to in no other way
  namespace JSX {
    // oxlint-disable-next-line typescript/no-empty-object-type -- each tag comes from the map
    interface IntrinsicElements extends PlainTags {}
  }
}
