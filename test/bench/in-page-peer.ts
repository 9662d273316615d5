/** What the page of a product is measured with. It is bundled, and runs in the browser. */
import { inOwnTask, loadScript, loadStyle, painted } from './in-page-load.ts';

const findButton = (root: ParentNode): HTMLElement | undefined => {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.matches('button:enabled, a[href]') && /connect|sign in/i.test(element.textContent) && element.checkVisibility())
      return element;
    const inside = element.shadowRoot === null ? undefined : findButton(element.shadowRoot);
    if (inside !== undefined) return inside;
  }
  return undefined;
};

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

export interface Peer {
  script: string;
  style?: string;
  /** What the page holds before the script is there. */
  markup: string;
  /** Without its service it draws no button: only its evaluation and its first picture count. */
  hasButton: boolean;
}

/** Milliseconds, the script's evaluation included, until a button that connects was painted. */
export const drawPeer = ({ script, style, markup, hasButton }: Peer): Promise<number> =>
  inOwnTask(async () => {
    performance.mark('bench-start');
    const startedAt = performance.now();
    document.body.innerHTML = markup;
    await Promise.all([style === undefined ? undefined : loadStyle(style), loadScript(script)]);
    const shown = async (): Promise<void> => {
      while (findButton(document) === undefined) {
        if (performance.now() - startedAt > 20_000) throw new Error(`${script} has drawn no button: ${document.body.innerText}`);
        await nextFrame();
      }
    };
    if (hasButton) await shown();
    await painted();
    performance.mark('bench-end');
    return performance.now() - startedAt;
  });
