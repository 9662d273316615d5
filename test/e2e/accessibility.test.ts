import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Demo, startDemo } from '../../demo/server.ts';
import { browserArguments, executablePath } from './support.ts';

/** One page that plays every state in every look, one after the other, and asks a question of each. Questions are sent as text. */
type Question = (card: HTMLElement) => string[] | Promise<string[]>;

const harness = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Cards</title><style>body { margin: 0; font: 15px/1.5 sans-serif }</style><script src="/cyclr-connect.js"></script><main></main>`;

/** WCAG 2.2, 1.4.12: what a person's own style sheet may set. */
const textSpacing = { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' };

/** What is cut off, or reaches beyond the page. */
const findCut: Question = (card) => {
  const { shadowRoot } = card;
  const open = shadowRoot?.querySelector('dialog[open]');
  const root = open ?? shadowRoot?.querySelector('.card');
  const wide = document.documentElement.clientWidth;
  return [...(root?.querySelectorAll<HTMLElement>('*') ?? [])]
    .filter((node) => node.checkVisibility() && node.closest('.spoken') === null)
    .flatMap((node) => {
      const { left, right } = node.getBoundingClientRect();
      const name = `${node.localName}.${node.className} ${node.textContent?.trim().slice(0, 40) ?? ''}`;
      const isText = node.matches('p, label, .title, .label, summary, a, legend, li');
      return [
        ...(left < -1 || right > wide + 1 ? [`${name} reaches from ${left} to ${right} of ${wide}`] : []),
        ...(isText &&
        (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 2) &&
        getComputedStyle(node).overflow !== 'visible'
          ? [`${name} is cut off`]
          : []),
      ];
    });
};

/** Controls that are too small: below 44 px on touch. */
const findSmall: Question = (card) =>
  [...(card.shadowRoot?.querySelectorAll<HTMLElement>('button, a[href], summary, input, select, textarea') ?? [])]
    .filter((node) => node.checkVisibility())
    .flatMap((node) => {
      const box = (node.matches('[type=radio]') ? (node.closest('label') ?? node) : node).getBoundingClientRect();
      const name = `${node.localName}.${node.className} ${node.textContent?.trim().slice(0, 40) ?? ''}`;
      const typed = node.matches('input:not([type=radio]), select, textarea');
      return [
        ...(box.width < 43.9 || box.height < 43.9 ? [`${name} is ${Math.round(box.width)} by ${Math.round(box.height)} px`] : []),
        ...(typed && Number.parseFloat(getComputedStyle(node).fontSize) < 16 ? [`${name} has small text: iOS zooms the page`] : []),
      ];
    });

/** Whether each control can be seen when it has the focus. */
const findObscured: Question = async (card) => {
  const found: string[] = [];
  const root = card.shadowRoot;
  const place = root?.querySelector('dialog[open]') ?? root;
  for (const node of place?.querySelectorAll<HTMLElement>('button:not(:disabled), a[href], summary, input, select, textarea') ?? []) {
    if (!node.checkVisibility()) continue;
    node.focus();
    await new Promise(requestAnimationFrame);
    const { left, right, top, bottom } = node.getBoundingClientRect();
    const points = [
      [left + right, top + top + 8],
      [left + right, top + bottom],
      [left + right, bottom + bottom - 8],
    ];
    // At least a part is not covered (2.4.11).
    const isSeen = points.some(([x = 0, y = 0]) => {
      const at = root?.elementFromPoint(x / 2, y / 2);
      return at !== null && at !== undefined && (node.contains(at) || at.contains(node) || node.closest('label')?.contains(at));
    });
    if (!isSeen) found.push(`${node.localName}.${node.className} ${node.textContent?.trim() ?? ''} at ${top} is covered`);
  }
  return found;
};

describe('In every state and look', { concurrency: 2 }, () => {
  let browser: Browser;
  let demo: Demo;

  before(async () => {
    demo = await startDemo({ port: 0 });
    browser = await chromium.launch({ executablePath, args: browserArguments() });
  });
  after(async () => {
    await browser.close();
    await demo.close();
  });

  const open = async (options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    await page.route('**/harness', (route) => route.fulfill({ contentType: 'text/html', body: harness }));
    await page.goto(`${demo.origin}/harness`);
    return page;
  };

  /** Plays every state once and draws it in every look; gives what the question finds, with the names of state and look. */
  const ask = (page: Page, question: Question, style: Readonly<Record<string, string>> = {}): Promise<string[]> =>
    page.evaluate(
      async ([text, styles]) => {
        const find = (0, eval)(`(${text})`) as Question;
        const address = '/page/scenes.js';
        const { scenes, playScene, unfold } = (await import(address)) as {
          scenes: object;
          playScene: (name: string, place: Element | null) => Promise<HTMLElement & { look: string; updateComplete: Promise<unknown> }>;
          unfold: (card: HTMLElement) => void;
        };
        Object.assign(document.body.style, styles);
        const found: string[] = [];
        for (const name of Object.keys(scenes)) {
          const card = await playScene(name, document.querySelector('main'));
          for (const look of ['card', 'compact', 'button']) {
            card.look = look;
            await card.updateComplete;
            unfold(card);
            await card.updateComplete;
            await new Promise(requestAnimationFrame);
            found.push(...(await find(card)).map((what) => `${name}, ${look}: ${what}`));
          }
          card.remove();
        }
        return found;
      },
      [question.toString(), style] as const,
    );

  for (const { title, options, question, style } of [
    {
      title: 'targets have 44 px and fields 16 px text on touch (WCAG 2.2, 2.5.5 and 2.5.8)',
      options: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } },
      question: findSmall,
    },
    {
      title: 'nothing is cut off in 320 by 256 px, a window at 400 % (WCAG 2.2, 1.4.10)',
      options: { viewport: { width: 320, height: 256 } },
      question: findCut,
    },
    {
      title: 'nothing is cut off with text of twice the size (WCAG 2.2, 1.4.4)',
      options: { viewport: { width: 640, height: 600 } },
      question: findCut,
      style: { fontSize: '30px' },
    },
    {
      title: "nothing is cut off with the spacing of a person's own style sheet (WCAG 2.2, 1.4.12)",
      options: { viewport: { width: 320, height: 600 } },
      question: findCut,
      style: textSpacing,
    },
    {
      title: 'what has the focus can be seen, in 320 by 256 px too (WCAG 2.2, 2.4.11)',
      options: { viewport: { width: 320, height: 256 } },
      question: findObscured,
    },
  ]) {
    test(title, async () => {
      const page = await open(options);
      if (options.hasTouch) assert.equal(await page.evaluate('matchMedia("(pointer: coarse)").matches'), true);
      assert.deepEqual((await ask(page, question, style)).slice(0, 12), []);
      await page.context().close();
    });
  }
});
