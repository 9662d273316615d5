import type { CyclrConnect } from '../../src/element/cyclr-connect.ts';
import { finishMotion } from './finish-motion.ts';
import { pause } from './pause.ts';
import { buildRule, playScene, presets, scenes, unfold } from './scenes.ts';

/** The ways of a host to show a card. */
const ways = [
  { look: 'card', panel: 'inline' },
  { look: 'compact', panel: 'inline' },
  { look: 'card', panel: 'dialog' },
  { look: 'compact', panel: 'dialog' },
  { look: 'button', panel: 'dialog' },
] as const;

/** A copy that stays as it is: the same nodes, shadow trees and style sheets, and no element of ours in it. */
export const copyStill = (node: Node): Node => {
  if (!(node instanceof Element)) return node.cloneNode();
  // Under another name, so that the copy is not upgraded.
  const copy = node.shadowRoot === null ? (node.cloneNode() as Element) : document.createElement('div');
  for (const { name, value } of node.attributes) copy.setAttribute(name, value);
  if (node instanceof HTMLInputElement) Object.assign(copy, { value: node.value, checked: node.checked });
  if (node.shadowRoot !== null) {
    const root = copy.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [...node.shadowRoot.adoptedStyleSheets];
    root.append(...[...node.shadowRoot.childNodes].map(copyStill));
  }
  copy.append(...[...node.childNodes].map(copyStill));
  return copy;
};

const show = async (card: CyclrConnect, way: (typeof ways)[number]): Promise<void> => {
  Object.assign(card, way);
  await card.updateComplete;
  // A dialog opens after the update.
  await pause(0);
};

/** Copies of a card in one state: in every way, folded and unfolded, each with a name for messages. */
const copyScene = async (name: string, stage: HTMLElement): Promise<Element[]> => {
  const card = await playScene(name, stage);
  const copies: Element[] = [];
  const keep = (what: string): void => {
    const copy = copyStill(card) as Element;
    copy.setAttribute('data-name', `${name}: ${what}`);
    copies.push(copy);
  };
  for (const way of ways) {
    const described = `${way.look}, ${way.panel}`;
    await show(card, way);
    keep(described);
    if (card.shadowRoot?.querySelector('.body') != null) continue;
    unfold(card);
    await show(card, way);
    keep(`${described}, unfolded`);
  }
  card.remove();
  return copies;
};

/** A page that holds a card in every state, look and panel, and shows them in a theme, scheme and direction. */
interface OpenGallery {
  readonly main: HTMLElement;
  readonly show: (theme: string, scheme: string, direction: string) => void;
  readonly close: () => void;
}

/**
 * The cards are still copies, because living ones cannot be in one page: a newer sign-in ends the one before, and an open
 * dialog makes all others inert. Here the dialogs lie in the page one below the other, as wide as on a screen.
 */
const openGallery = async (): Promise<OpenGallery> => {
  const main = document.createElement('main');
  const style = document.createElement('style');
  document.body.append(main);
  const copies: Element[] = [];
  for (const name of Object.keys(scenes)) copies.push(...(await copyScene(name, main)));
  main.replaceChildren(...copies);
  document.head.append(style);
  return {
    main,
    show(theme, scheme, direction) {
      document.dir = direction;
      // The theme's rule may set `color-scheme` itself.
      style.textContent = `
        main { color-scheme: ${scheme}; background: Canvas; color: CanvasText; padding: 24px }
        main > * { margin: 24px }
        main > ::part(dialog) { position: static; width: 28rem; max-height: none }
        ${buildRule(presets[theme] ?? {}).replace(/^cyclr-connect/, 'main')}`;
      copies.forEach(finishMotion);
    },
    close() {
      document.dir = '';
      main.remove();
      style.remove();
    },
  };
};

export interface Gallery {
  /** The page. Only within a test. */
  readonly main: HTMLElement;
  readonly show: OpenGallery['show'];
}

/** For a `describe`: opens the gallery before its tests, in the default theme, in light and left to right, and closes it after them. */
export const useGallery = (): Gallery => {
  let gallery: OpenGallery;
  before(async () => {
    gallery = await openGallery();
    gallery.show('Default', 'light', 'ltr');
  });
  after(() => {
    gallery.close();
  });
  return {
    get main() {
      return gallery.main;
    },
    show: (...words) => {
      gallery.show(...words);
    },
  };
};
