import { version } from './version.ts';

/**
 * Registers an element, unless the page already has one of that name: a page may load the package twice, as a script and
 * in a bundle, and a development server may run a module again. A name cannot be registered twice, so the first one
 * stays; where it is of another version, the console says so.
 */
export const defineOnce = (tagName: string, elementClass: CustomElementConstructor & { readonly version: string }): void => {
  const first = customElements.get(tagName) as { readonly version?: string } | undefined;
  if (first === undefined) customElements.define(tagName, elementClass);
  else if (first.version !== version) {
    console.warn(
      `cyclr-connect: this page loads two versions. <${tagName}> is of version ${first.version ?? 'unknown'}, loaded first; ${version} is not used.`,
    );
  }
};
