import type { Platform } from './platform.ts';

/*
 * What the page says of itself. A form or an image with a name shadows the member of `document` that is called the same
 * (`<form name="hasFocus">`), so a member of the wrong type is read from the prototype, where no element can shadow it.
 */

/** Calls a method of the target, or the prototype's where an element has taken its name. */
const call = <Target extends object, Name extends keyof Target>(
  target: Target,
  { prototype }: { prototype: Target },
  name: Name,
  ...args: Target[Name] extends (...args: infer Args) => unknown ? Args : never
): Target[Name] extends (...args: never[]) => infer Result ? Result : never => {
  const own: unknown = target[name];
  const method = (typeof own === 'function' ? own : prototype[name]) as (...args: unknown[]) => unknown;
  return method.apply(target, args) as never;
};

const isVisibleIn = (document: Document): boolean => {
  const given: unknown = document.visibilityState;
  return (
    (typeof given === 'string' ? given : Object.getOwnPropertyDescriptor(Document.prototype, 'visibilityState')?.get?.call(document)) ===
    'visible'
  );
};

/** Whether the page can be seen. */
export const isVisible = ({ window }: Platform): boolean => isVisibleIn(window.document);

/** Whether this window is the one in front. */
export const hasFocus = (document: Document): boolean => call(document, Document, 'hasFocus');

/** Whether the page is visible and has the focus. `alone`: there is no other window, so the focus does not matter. */
export const isLookedAt = ({ window }: Platform, { alone }: { alone: boolean }): boolean => {
  const { document } = window;
  return isVisibleIn(document) && (alone || hasFocus(document));
};

/** What relative addresses of the page are relative to: `<base href>`, else the page's own address. */
export const baseOf = ({ window }: Platform): string => {
  const given: unknown = window.document.baseURI;
  return typeof given === 'string' ? given : window.location.href;
};

/** Listens until the signal aborts. */
export const listen = (target: EventTarget, types: readonly string[], listener: (event: Event) => void, signal: AbortSignal): void => {
  for (const type of types) call(target, EventTarget, 'addEventListener', type, listener, { signal });
};
