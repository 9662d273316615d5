/** What the measured page holds beside the cards. It is bundled, and runs before the page's own scripts. */

export interface Times {
  /** Milliseconds from the insertion until the first picture: of our cards, before the server has answered. */
  drawn: number;
  /** Until every card has been painted with all that it holds. */
  ready: number;
}

export interface Kept {
  /** Elements in all shadow trees. */
  elements: number;
  /** How often Lit updated the cards, all together. */
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

for (const target of [window, document]) {
  const add = target.addEventListener.bind(target) as typeof window.addEventListener;
  const remove = target.removeEventListener.bind(target) as typeof window.removeEventListener;
  target.addEventListener = (...words: Parameters<typeof add>) => {
    listeners.add(words[1]);
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

const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve();
      };
      port2.postMessage(undefined);
    });
  });

const insert = (count: number, tag: (index: number) => string): void => {
  known = listeners.size;
  document.body.innerHTML = Array.from({ length: count }, (_, index) => tag(index)).join('');
};

export const drawOurs = async (count: number): Promise<Times> => {
  countUpdates('cyclr-connect');
  let left = count;
  const all = new Promise<void>((resolve, reject) => {
    document.body.addEventListener('statechange', (event) => {
      const { status } = (event as CustomEvent<{ state: { status: string } }>).detail.state;
      if (status === 'failed') reject(new Error('A card of the bench failed.'));
      if (status === 'ready' && (left -= 1) === 0) resolve();
    });
  });
  const startedAt = performance.now();
  insert(count, (index) => `<cyclr-connect endpoint="/cyclr-connect" connector-id="${index + 1}"></cyclr-connect>`);
  await painted();
  const drawn = performance.now() - startedAt;
  await all;
  await painted();
  return { drawn, ready: performance.now() - startedAt };
};

/** `markups` are what our shadow trees hold, one for each kind of card. */
export const drawBare = async (count: number, markups: readonly string[]): Promise<Times> => {
  Object.assign(globalThis, { bareMarkups: markups.map((markup) => Object.assign([markup], { raw: [markup] })) });
  countUpdates('bare-element');
  const startedAt = performance.now();
  insert(count, (index) => `<bare-element kind="${index % markups.length}"></bare-element>`);
  await painted();
  const drawn = performance.now() - startedAt;
  return { drawn, ready: drawn };
};

/** The markup of the first cards, without Lit's marks. */
export const readMarkups = (kinds: number): string[] =>
  [...document.querySelectorAll('cyclr-connect')]
    .slice(0, kinds)
    .map(({ shadowRoot }) => (shadowRoot?.innerHTML ?? '').replaceAll(/<!--[^]*?-->/g, '').replaceAll(/>\s+/g, '>'));

export const readKept = (): Kept => {
  const hosts = [...document.querySelectorAll('cyclr-connect, bare-element')];
  const elements = hosts.reduce((sum, { shadowRoot }) => sum + (shadowRoot?.querySelectorAll('*').length ?? 0), 0);
  return { elements, updates, listeners: listeners.size - known, intervals };
};
