/**
 * What a screen reader says of one element: each new text of a live region, and at each move of the focus the names of the
 * groups that it has come into, and the name and the description of what has it. A model, not a screen reader: it covers what
 * the elements here use.
 */
export interface Heard {
  /** In order. What a live region says begins with `polite: ` or `assertive: `; parts of one utterance are separated by ` | `. */
  readonly all: string[];
  /** The texts of the live regions, and whole sentences that the focus was moved to, without the prefixes. */
  sentences(): string[];
}

const even = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

const textsOf = (element: Element, attribute: string): string => {
  const root = element.getRootNode() as ShadowRoot;
  const ids = element.getAttribute(attribute)?.split(' ') ?? [];
  return even(ids.map((id) => root.getElementById(id)?.textContent).join(' '));
};

const nameOf = (element: Element): string => {
  const given = textsOf(element, 'aria-labelledby') || even(element.getAttribute('aria-label'));
  if (given !== '') return given;
  const [label] = (element as Partial<HTMLInputElement>).labels ?? [];
  if (label !== undefined) return even(label.textContent);
  return element.matches('button, a, summary') ? even(element.textContent) : '';
};

const groupsOf = (element: Element | null): Element[] => {
  const groups: Element[] = [];
  for (let at = element?.parentElement; at; at = at.parentElement)
    if (at.matches('[role=group], [role=radiogroup], fieldset, dialog')) groups.unshift(at);
  return groups;
};

/** Records what is heard of one element with a shadow root, from now on. */
export const hear = (root: ShadowRoot): Heard => {
  const all: string[] = [];
  let focused: Element | null = null;
  const texts = new Map<Element, string>();
  const lookAtRegions = (): void => {
    for (const region of root.querySelectorAll('[role=status], [aria-live=assertive]')) {
      const text = even(region.textContent);
      const before = texts.get(region) ?? '';
      texts.set(region, text);
      if (text !== before && text !== '') all.push(`${region.ariaLive === 'assertive' ? 'assertive' : 'polite'}: ${text}`);
    }
  };
  lookAtRegions();
  all.length = 0;
  const observer = new MutationObserver(lookAtRegions);
  observer.observe(root, { subtree: true, childList: true, characterData: true });
  root.addEventListener('focusin', ({ target }) => {
    const element = target as Element;
    // A region that was changed in the same turn is said first.
    lookAtRegions();
    const entered = groupsOf(element).filter((group) => !groupsOf(focused).includes(group));
    focused = element;
    const parts = entered.flatMap((group) => [nameOf(group), textsOf(group, 'aria-describedby')]);
    const words = [...parts, nameOf(element), textsOf(element, 'aria-describedby')].filter(Boolean).join(' | ');
    if (words !== '') all.push(words);
  });
  return {
    all,
    sentences() {
      lookAtRegions();
      return all.flatMap((utterance) =>
        utterance.startsWith('polite: ') || utterance.startsWith('assertive: ')
          ? [utterance.replace(/^\w+: /, '')]
          : utterance.split(' | ').filter((part) => /[.?…]$/.test(part)),
      );
    },
  };
};
