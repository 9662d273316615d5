// What a screen reader can read in each state, once what is shown late has been shown. The text is for reviewers; WRITE=1
// writes it again after a wanted change.
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
    await page.clock.install();
    await page.goto(`${demo.origin}/harness`);
    const session = await page.context().newCDPSession(page);
    const names = await page.evaluate(
      async (address) => Object.keys(((await import(address)) as { scenes: object }).scenes),
      '/page/scenes.js',
    );
    // The page's clock moves only while a state is played: however slow the machine, nothing changes while the tree is read.
    await page.clock.pauseAt(Date.now() + 60_000);
    const play = async (scene: string, look: string): Promise<void> => {
      let isPlaying = true;
      const playing = page
        .evaluate(
          async ([address, name, kind]) => {
            const { playScene, unfold } = (await import(address)) as {
              playScene: (
                name: string,
                place: Element | null,
                options: object,
              ) => Promise<HTMLElement & { look: string; updateComplete: Promise<unknown> }>;
              unfold: (card: HTMLElement) => void;
            };
            document.querySelector('main')?.replaceChildren();
            const card = await playScene(name, document.querySelector('main'), {});
            card.look = kind;
            await card.updateComplete;
            unfold(card);
            await card.updateComplete;
            for (const motion of card.shadowRoot?.getAnimations() ?? [])
              if (motion.effect?.getComputedTiming().endTime !== Infinity) motion.finish();
          },
          ['/page/scenes.js', scene, look] as const,
        )
        .finally(() => (isPlaying = false));
      const moveClock = async (): Promise<void> => {
        while (isPlaying) await page.clock.runFor(20);
      };
      await Promise.all([playing, moveClock()]);
      await page.clock.runFor(200);
    };
    const parts: string[] = [];
    for (const name of names) {
      for (const look of ['card', 'button']) {
        await play(name, look);
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
