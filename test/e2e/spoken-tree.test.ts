// What a screen reader can read in each state. The text is for reviewers; WRITE=1 writes it again after a wanted change.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { startDemo } from '../../demo/server.ts';
import { readTree } from './spoken-tree.ts';
import { browserArguments, executablePath } from './support.ts';

const file = new URL('spoken-tree.txt', import.meta.url);

test('the accessibility tree of each state is as reviewed (WCAG 2.2, 1.3.1, 4.1.2)', async () => {
  const demo = await startDemo({ port: 0 });
  const browser = await chromium.launch({ executablePath, args: browserArguments() });
  try {
    const page = await browser.newPage({ locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce' });
    await page.route('**/harness', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<!doctype html><html lang="en"><title>Cards</title><script src="/cyclr-connect.js"></script><main></main>',
      }),
    );
    await page.goto(`${demo.origin}/harness`);
    const session = await page.context().newCDPSession(page);
    const names = await page.evaluate(
      async (address) => Object.keys(((await import(address)) as { scenes: object }).scenes),
      '/page/scenes.js',
    );
    const parts: string[] = [];
    for (const name of names) {
      for (const look of ['card', 'button']) {
        await page.evaluate(
          async ([address, scene, kind]) => {
            const { playScene, unfold } = (await import(address)) as {
              playScene: (
                name: string,
                place: Element | null,
                options: object,
              ) => Promise<HTMLElement & { look: string; updateComplete: Promise<unknown> }>;
              unfold: (card: HTMLElement) => void;
            };
            document.querySelector('main')?.replaceChildren();
            const card = await playScene(scene, document.querySelector('main'), {});
            card.look = kind;
            await card.updateComplete;
            unfold(card);
            await card.updateComplete;
            // What is slow to appear, and what is announced.
            await new Promise((resolve) => setTimeout(resolve, 100));
          },
          ['/page/scenes.js', name, look] as const,
        );
        parts.push(`## ${name}: ${look}\n\n${await readTree(session)}`);
      }
    }
    const text = `${parts.join('\n\n')}\n`;
    if (process.env['WRITE'] === '1') writeFileSync(file, text);
    const reviewed = existsSync(file) ? readFileSync(file, 'utf8') : '';
    assert.equal(
      text,
      reviewed,
      'If the change is wanted: WRITE=1 node --import tsx --test test/e2e/spoken-tree.test.ts, and read the difference.',
    );
  } finally {
    await browser.close();
    await demo.close();
  }
});
