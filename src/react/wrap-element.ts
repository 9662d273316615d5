import { createComponent, type EventName } from '@lit/react';
import type { PropertyDeclarations } from 'lit';
import * as react from 'react';

interface Wrapped {
  tagName: string;
  /** The element's own class, for its properties. */
  elementClass: { properties: PropertyDeclarations };
  /** Events by the names of their props. */
  events: Record<string, string>;
  displayName: string;
}

/** An element as a React component: its properties and events as props, children in its slots, and a ref to it. */
export const wrapElement = <Element extends HTMLElement, Props extends object>({
  tagName,
  elementClass,
  events,
  displayName,
}: Wrapped): react.ForwardRefExoticComponent<Props & react.RefAttributes<Element>> => {
  // Attributes, by property name: texts and lists. A server renders them too, so the element can start before React has loaded.
  const attributes = new Map(
    Object.entries(elementClass.properties).flatMap(([name, { attribute, type }]) =>
      attribute === false || type === Boolean || name === 'token' ? [] : [[name, typeof attribute === 'string' ? attribute : name]],
    ),
  );
  // The rest are properties: functions, objects, booleans, and the token, which should not be in the page as text.
  const properties = Object.keys(elementClass.properties).filter((name) => !attributes.has(name));
  const Plain = createComponent({
    react,
    tagName,
    // `createComponent` reads only from it which props are properties.
    elementClass: { prototype: Object.fromEntries(properties.map((name) => [name, undefined])) } as unknown as new () => Element,
    events: events as Record<string, EventName>,
    displayName,
  }) as unknown as react.ComponentType<object>;
  const component = react.forwardRef((props: object, ref: react.ForwardedRef<Element>) =>
    react.createElement(Plain, {
      ...Object.fromEntries(
        Object.entries(props).map(([name, value]: [string, unknown]) =>
          attributes.has(name) ? [attributes.get(name), Array.isArray(value) ? JSON.stringify(value) : value] : [name, value],
        ),
      ),
      ref,
    } as object),
  );
  component.displayName = displayName;
  return component;
};
