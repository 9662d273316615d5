/** What the measured page holds beside the cards. It is bundled, and runs before the page's own scripts. */
import type { Twin } from './bare-element.ts';
import { inOwnTask, loadScript, painted } from './in-page-load.ts';

export interface Times {
  /** Milliseconds, the script's evaluation included, until the first picture: of our cards, before the server has answered. */
  drawn: number;
  /** Until every card has been painted with all that it holds. */
  ready: number;
}

export interface Kept {
  /** Elements in all shadow trees. */
  elements: number;
  /** Pixels of the first card. */
  height: number;
  /** How often Lit updated the cards after their first drawing, all together. */
  updates: number;
  /** On the window and the document, since the cards came. */
  listeners: number;
  /** Timers set to repeat. */
  intervals: number;
}

const listeners = new Set<unknown>();
let known = 0;
let intervals = 0;
let updates = 0;
let firstPicture: string[] = [];

for (const target of [window, document]) {
  const add = target.addEventListener.bind(target) as typeof window.addEventListener;
  const remove = target.removeEventListener.bind(target) as typeof window.removeEventListener;
  target.addEventListener = (...words: Parameters<typeof add>) => {
    listeners.add(words[1]);
    const [, , options] = words;
    if (typeof options === 'object') options.signal?.addEventListener('abort', () => listeners.delete(words[1]));
    add(...words);
  };
  target.removeEventListener = (...words: Parameters<typeof remove>) => {
    listeners.delete(words[1]);
    remove(...words);
  };
}
const start = window.setInterval.bind(window);
window.setInterval = ((...words: Parameters<typeof start>) => {
  intervals += 1;
  return start(...words);
}) as typeof start;

const countUpdates = (tag: string): void => {
  const { prototype } = customElements.get(tag) as unknown as { prototype: { performUpdate: () => void } };
  const perform = prototype.performUpdate;
  prototype.performUpdate = function () {
    updates += 1;
    perform.call(this);
  };
};

const insert = (count: number, tag: (index: number) => string): void => {
  known = listeners.size;
  document.body.innerHTML = Array.from({ length: count }, (_, index) => tag(index)).join('');
};

const markupOf = (card: Element): string => (card.shadowRoot?.innerHTML ?? '').replaceAll(/<!--[^]*?-->/g, '').replaceAll(/>\s+/g, '>');

const limit = 120_000;

/** Rejects where the cards do not come: a measure without an end would hold the bench. */
const withinLimit = <Value>(work: Promise<Value>, describe: () => string): Promise<Value> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${describe()} after ${limit / 1000} s.`));
    }, limit);
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });

/** The cards are in the page when the script comes, as in a page that is loaded. */
export const drawOurs = (count: number, kinds: number): Promise<Times> =>
  inOwnTask(async () => {
    let left = count;
    const all = new Promise<void>((resolve, reject) => {
      document.body.addEventListener('statechange', (event) => {
        const { status } = (event as CustomEvent<{ state: { status: string } }>).detail.state;
        if (status === 'failed') reject(new Error('A card of the bench failed.'));
        if (status === 'ready' && (left -= 1) === 0) resolve();
      });
    });
    performance.mark('bench-start');
    const startedAt = performance.now();
    insert(count, (index) => `<cyclr-connect endpoint="/cyclr-connect" connector-id="${index + 1}"></cyclr-connect>`);
    await loadScript('/ours.js');
    countUpdates('cyclr-connect');
    await painted();
    const drawn = performance.now() - startedAt;
    if (count === kinds) firstPicture = [...document.querySelectorAll('cyclr-connect')].map(markupOf);
    await withinLimit(all, () => `${left} of ${count} cards are not ready`);
    await painted();
    performance.mark('bench-end');
    return { drawn, ready: performance.now() - startedAt };
  });

/** The twin's second picture comes after its first was painted, as ours comes with the server's answer. */
export const drawBare = (count: number, kinds: number, twin: Twin): Promise<Times> => {
  Object.assign(globalThis, { twin });
  return inOwnTask(async () => {
    performance.mark('bench-start');
    const startedAt = performance.now();
    insert(count, (index) => `<bare-element kind="${index % kinds}"></bare-element>`);
    await loadScript('/bare.js');
    countUpdates('bare-element');
    await painted();
    const drawn = performance.now() - startedAt;
    for (const card of document.querySelectorAll('bare-element')) Object.assign(card, { full: true });
    await painted();
    performance.mark('bench-end');
    return { drawn, ready: performance.now() - startedAt };
  });
};

/** Of a page that holds one card of each kind. */
export const readTwin = (): Twin => {
  const cards = [...document.querySelectorAll('cyclr-connect')];
  const sheets = cards[0]?.shadowRoot?.adoptedStyleSheets ?? [];
  const styles = sheets.flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)).join('\n');
  return { styles, first: firstPicture, full: cards.map(markupOf) };
};

/** What is wrong with the cards that were measured: a card that is not drawn costs nothing, and would look fast. */
export const findFault = (count: number): string | undefined => {
  const hosts = [...document.querySelectorAll('cyclr-connect, bare-element')];
  if (hosts.length !== count) return `The page holds ${hosts.length} cards in place of ${count}.`;
  const unlike = (is: (host: Element) => boolean): number => hosts.filter((host) => !is(host)).length;
  const undrawn = unlike(({ shadowRoot }) => (shadowRoot?.querySelectorAll('button.primary').length ?? 0) === 1);
  if (undrawn > 0) return `${undrawn} of ${count} cards have no button.`;
  const flat = unlike((host) => host.getBoundingClientRect().height > 50);
  if (flat > 0) return `${flat} of ${count} cards have no height.`;
  const [first] = hosts;
  const button = first?.shadowRoot?.querySelector('button.primary');
  if (button?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) !== true) return 'The first button cannot be seen.';
  return first?.shadowRoot?.adoptedStyleSheets.some(({ cssRules }) => cssRules.length > 20) === true
    ? undefined
    : 'The cards have no style sheet.';
};

export const readKept = (): Kept => {
  const hosts = [...document.querySelectorAll('cyclr-connect, bare-element')];
  const elements = hosts.reduce((sum, { shadowRoot }) => sum + (shadowRoot?.querySelectorAll('*').length ?? 0), 0);
  const height = hosts[0]?.getBoundingClientRect().height ?? NaN;
  return { elements, height, updates, listeners: listeners.size - known, intervals };
};
