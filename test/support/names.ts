const even = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

export interface Named {
  /** The text that is seen; '' for a button with a picture alone. */
  seen: string;
  /** The accessible name. */
  name: string;
}

/**
 * Every button, disclosure and link of a shadow tree that a person can reach: of an open dialog alone, since it is modal. Links of
 * the list of problems name fields, not a connector.
 */
export const readNames = (root: ShadowRoot): Named[] =>
  [...(root.querySelector('dialog[open]') ?? root).querySelectorAll<HTMLElement>('button, summary, a[href]:not([part=summary-link])')]
    .filter((element) => element.checkVisibility())
    .map((element) => ({
      seen: even(element.textContent),
      name: even(element.getAttribute('aria-label') ?? element.getAttribute('data-spoken') ?? element.textContent),
    }));
