import type { LitElement } from 'lit';
import type { CyclrConnectEventMap } from '../element/events.ts';
import type { CyclrConnect } from '../element/index.ts';
import type { CyclrConnectListEventMap } from '../list/events.ts';
import type { CyclrConnectList } from '../list/index.ts';

/** Each tag with its class and its events. The types of every framework are made from this map alone. */
export interface Elements {
  'cyclr-connect': { element: CyclrConnect; events: CyclrConnectEventMap };
  'cyclr-connect-list': { element: CyclrConnectList; events: CyclrConnectListEventMap };
}

type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

/** `Name` where it can be set: no method, and not read-only. */
type IfSettable<Element, Name extends keyof Element> = Element[Name] extends (...values: never[]) => unknown
  ? never
  : Same<Pick<Element, Name>, Readonly<Pick<Element, Name>>> extends true
    ? never
    : Name;

/** What an element has of its own to set, by property name: `connectorId`, `endpoint`, `getToken`. */
export type Options<Element> = {
  [Name in Exclude<keyof Element, keyof LitElement> as IfSettable<Element, Name>]?: Element[Name] | undefined;
};

/** `connectorId` → `connector-id` */
type Dashed<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Dashed<Rest>}`
  : Name;

/** Those of the options that are attributes too, by attribute name: `connector-id`. */
export type Attributes<Element> = {
  [
    Name in keyof Options<Element> & string as Options<Element>[Name] extends string | boolean | undefined ? Dashed<Name> : never
  ]?: Options<Element>[Name];
};

/** A handler for each event, under its name with something before it: `onconnected`, `on:connected`. */
export type Handlers<Events, Prefix extends string> = {
  [Name in keyof Events & string as `${Prefix}${Name}`]?: ((event: Events[Name]) => void) | undefined;
};

/** A handler for each event as `onConnected`. */
export type CamelHandlers<Events> = {
  [Name in keyof Events & string as `on${Capitalize<Name>}`]?: ((event: Events[Name]) => void) | undefined;
};
