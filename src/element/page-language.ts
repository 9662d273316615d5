/** The nearest element that matches, the host itself included, out through every shadow root. */
const closest = (host: Element, selector: string): Element | undefined => {
  // Rendered on a server, an element is in no page.
  if (!('closest' in host)) return undefined;
  for (let at: Element | undefined = host; at !== undefined; at = (at.getRootNode() as Partial<ShadowRoot>).host) {
    const found = at.closest(selector);
    if (found !== null) return found;
  }
  return undefined;
};

/** The `lang` that applies to the host, as the page wrote it; '' where there is none. */
export const languageAt = (host: Element): string => closest(host, '[lang]')?.getAttribute('lang') ?? '';

/** Whether the language decides the direction of the text: the nearest element with a `lang` or `dir` has no `dir`. */
export const followsLanguage = (host: Element): boolean => closest(host, '[lang],[dir]')?.hasAttribute('dir') === false;

/** One observer for all widgets of the page: `lang` and `dir` change rarely, and widgets are many. */
let observer: MutationObserver | undefined;
let watched = new WeakSet<Node>();
const listeners = new Set<() => void>();

/** Calls back when any `lang` or `dir` changes in the trees that hold `host`. Returns how to stop. */
export const watchLanguage = (host: Element, listener: () => void): (() => void) => {
  listeners.add(listener);
  observer ??= new MutationObserver(tellAll);
  for (let root: Node | undefined = host.getRootNode(); root !== undefined; root = (root as Partial<ShadowRoot>).host?.getRootNode()) {
    if (watched.has(root)) continue;
    watched.add(root);
    observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang', 'dir'] });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer?.disconnect();
    watched = new WeakSet();
  };
};

/** Calls all listeners; also when a language was fetched or registered. */
export const tellAll = (): void => {
  for (const listener of [...listeners]) listener();
};
