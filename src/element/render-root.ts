import { adoptStyles, type LitElement } from 'lit';

/**
 * The shadow root that a server drew, emptied; undefined where there is none. A server can only draw the skeleton, while
 * the first drawing here depends on this page: its language, its connectors, another version of this package. So it is
 * replaced: Lit's hydration throws where the two differ, and without hydration the card would be drawn twice.
 */
export const takeServerRoot = (element: LitElement): ShadowRoot | undefined => {
  const root = element.shadowRoot;
  if (root === null) return undefined;
  root.replaceChildren();
  adoptStyles(root, (element.constructor as typeof LitElement).elementStyles);
  return root;
};
