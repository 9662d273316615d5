import type { LitElement } from 'lit';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { CyclrConnect } from '../element/index.ts';
import type { CyclrConnectEventMap } from '../element/events.ts';

type Method = 'connect' | 'cancel' | 'disconnect' | 'refresh' | 'check' | 'diagnose';

/** The element's own properties, by their names: `connectorId`, `endpoint`, `getToken` … */
export type CyclrConnectOptions = Partial<Omit<CyclrConnect, keyof LitElement | 'state' | Method>>;

/** The element's events. No detail carries a secret. */
export interface CyclrConnectEvents {
  /** Once, at the end of an attempt that succeeded. */
  onConnected?: ((event: CyclrConnectEventMap['connected']) => void) | undefined;
  /** Once, at the end of an attempt that did not. */
  onFailed?: ((event: CyclrConnectEventMap['failed']) => void) | undefined;
  /** After the person has confirmed that it is to end. */
  onDisconnected?: ((event: CyclrConnectEventMap['disconnected']) => void) | undefined;
  /** A connected account stopped working. */
  onAttention?: ((event: CyclrConnectEventMap['attention']) => void) | undefined;
  /** The first connect put the connector into the account. */
  onInstalled?: ((event: CyclrConnectEventMap['installed']) => void) | undefined;
  onStateChange?: ((event: CyclrConnectEventMap['statechange']) => void) | undefined;
}

/** Props of the React component: the element's properties, and its events as `onConnected` and so on. */
export type CyclrConnectProps = CyclrConnectOptions &
  CyclrConnectEvents &
  Omit<HTMLAttributes<CyclrConnect>, keyof CyclrConnectOptions | keyof CyclrConnectEvents>;

/** The plain element in JSX, as React 19 takes it: attributes and properties by their own names, events in lower case. */
type PlainProps = DetailedHTMLProps<HTMLAttributes<CyclrConnect>, CyclrConnect> &
  CyclrConnectOptions & {
    [Name in keyof CyclrConnectEventMap as `on${Name}`]?: (event: CyclrConnectEventMap[Name]) => void;
  } & {
    [Name in 'connector-id' | 'service-domain' | 'auth-type' | 'callback-url']?: string;
  };

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- JSX's elements can be added to in no other way
  namespace JSX {
    interface IntrinsicElements {
      'cyclr-connect': PlainProps;
    }
  }
}
