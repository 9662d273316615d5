// Pictures of everything a person can see, with a contact sheet: shots/index.html. `npm run shots -- WORD` takes only those whose name has the word.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startDemo } from '../demo/server.ts';
import { takeDialogScene } from './dialog-shots.mjs';
import { browserArguments, findBrowser } from './find-browser.mjs';
import { listSceneNames, takeListScene } from './list-shots.mjs';
import { takeReadmePicture } from './readme-picture.mjs';

const folder = fileURLToPath(new URL('../shots', import.meta.url));
const wanted = process.argv[2] ?? '';
const taken = [];

const take = async (group, name, target, options = {}) => {
  const file = `${group}/${name}.png`.replaceAll(/[^\w./-]+/g, '-');
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  await target.screenshot({ path: join(folder, file), animations: 'disabled', ...options });
  taken.push({ group, name, file });
  return join(folder, file);
};
const isWanted = (...words) => words.join(' ').includes(wanted);

const buildHarness = (
  style = '',
  script = '/cyclr-connect.js',
) => `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<style>body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#f4f5f7, #0e1013); color: light-dark(#1b1f27, #edeff3) } main { box-sizing: border-box; padding: 16px } ${style}</style>
<script src="${script}"></script><main></main>`;

const openHarness = async (context, origin, style, script) => {
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  await page.route('**/harness', (route) => route.fulfill({ contentType: 'text/html', body: buildHarness(style, script) }));
  await page.goto(`${origin}/harness`);
  return page;
};

const play = async (page, name, options) => {
  await page.evaluate(
    async ([scene, more]) => {
      const { playScene } = await import('/page/scenes.js');
      await playScene(scene, document.querySelector('main'), more);
      document.activeElement?.blur();
    },
    [name, options],
  );
  // What appears only when something takes long.
  if (name === 'loading' || name === 'saving') await page.waitForTimeout(1200);
};

/** One scene is played once, and drawn in every way: that is all a host's attributes and CSS change. */
const takeScene = async (context, origin, name, ways, style) => {
  const page = await openHarness(context, origin, style);
  await play(page, name, {});
  for (const { group, width, scheme, direction, look, size, forced } of ways) {
    await page.emulateMedia({ colorScheme: scheme, forcedColors: forced ? 'active' : 'none' });
    await page.evaluate(
      async ([dir, kind, scale, opens, inline]) => {
        // The place is narrowed, not the window: a window that has just changed its size is pictured in pieces now and then.
        document.querySelector('main').style.width = `${inline}px`;
        document.dir = dir;
        document.body.style.fontSize = `${15 * scale}px`;
        const card = document.querySelector('cyclr-connect');
        card.look = kind;
        await card.updateComplete;
        if (opens) card.shadowRoot.querySelector('.head button[aria-expanded="false"]')?.click();
        await card.updateComplete;
        // The frame after the next has the new size.
        await new Promise((resolve) => {
          requestAnimationFrame(() => {
            requestAnimationFrame(resolve);
          });
        });
      },
      [direction, look, size ?? 1, name.startsWith('form') || name.includes('details'), width],
    );
    await take(
      group,
      `${name} ${look} ${scheme} ${direction} ${width}${size ? ` text ${size * 100}%` : ''}${forced ? ' forced' : ''}`,
      page.locator('main'),
    );
  }
  await page.close();
};

const ltr = { direction: 'ltr' };
const looks = ['card', 'compact'];
const everyWay = (name) => [
  ...looks.flatMap((look) =>
    [320, 600].flatMap((width) =>
      ['light', 'dark'].flatMap((scheme) =>
        ['ltr', 'rtl'].map((direction) => ({ group: `states/${name}`, look, width, scheme, direction })),
      ),
    ),
  ),
  ...looks.map((look) => ({ group: 'text at 200 %', look, width: 320, scheme: 'light', size: 2, ...ltr })),
  ...looks.map((look) => ({ group: 'forced colors', look, width: 360, scheme: 'dark', forced: true, ...ltr })),
  { group: '240 px', look: 'card', width: 240, scheme: 'light', ...ltr },
];

const hosts = {
  'a dark page that names no scheme': 'html { color-scheme: only light } body { background: #14161b; color: #f2f2f2 }',
  'tiny type, no leading': 'body { font: 10px/1 sans-serif }',
  'large serif': 'body { font: 22px/1.2 Georgia, serif }',
  'a reset that shouts':
    '* { letter-spacing: .12em; word-spacing: .16em; line-height: 1; text-transform: uppercase; margin: 0; padding: 0; white-space: nowrap; text-align: center }',
  'a colored ground': 'body { background: #4c1d95; color: #fff }',
  'a row of a flex box': 'main { display: flex }',
};

const takeFixtures = async (page, scheme) => {
  // Tall enough that no fixed bar of the page covers a long form.
  await page.setViewportSize({ width: 1360, height: 1800 });
  for (const card of await page.locator('li.card').all()) {
    await card.scrollIntoViewIfNeeded();
    const unfold = card.locator('.head button[aria-expanded="false"]');
    if ((await unfold.count()) > 0) await unfold.click();
    await take('fixtures', `${await card.getAttribute('data-name')} ${scheme}`, card);
  }
};

const takePages = async (browser, origin, colorScheme, width) => {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const way = `${colorScheme} ${width}`;
  await page.goto(`${origin}/sign-in`);
  await take('pages', `sign-in ${way}`, page);
  await page.click('button[name=person][value=ada]');
  await page.waitForURL('**/integrations');
  await page.waitForFunction(() =>
    [...document.querySelectorAll('cyclr-connect')].every(({ state }) => state && !['idle', 'loading'].includes(state.status)),
  );
  await take('pages', `integrations ${way}`, page, { fullPage: true });
  await page.click('#bench-toggle');
  for (const tab of ['events', 'sandbox', 'look']) {
    await page.click(`#tab-${tab}`);
    await page.waitForTimeout(100);
    await take('pages', `developer ${tab} ${way}`, page);
  }
  await page.click('#bench-close');
  if (width === 1360) await takeFixtures(page, colorScheme);
  await page.goto(`${origin}/theme`);
  await page.waitForSelector('#stage:not([aria-busy])');
  for (const preset of width === 390 || colorScheme === 'dark'
    ? ['Default']
    : ['Default', 'Midnight', 'Paper', 'Candy', 'Graphite', 'Dense']) {
    await page.click(`[data-preset="${preset}"]`);
    await page.waitForTimeout(100);
    await take('pages', `theme ${preset} ${way}`, page, { fullPage: true });
  }
  await context.close();
};

const buildIndex = () => {
  const groups = [...new Set(taken.map(({ group }) => group))].sort();
  const sections = groups
    .map((group) => [group, taken.filter((shot) => shot.group === group)])
    .map(
      ([group, shots]) =>
        `<section><h2>${group}</h2>${shots
          .map(
            ({ name, file }) =>
              `<figure><a href="${file}"><img src="${file}" loading="lazy" alt=""></a><figcaption>${name}</figcaption></figure>`,
          )
          .join('')}</section>`,
    );
  return `<!doctype html><meta charset="utf-8"><title>Shots</title><style>
body { font: 13px/1.4 system-ui, sans-serif; margin: 24px; background: #8883 } section { display: flex; flex-wrap: wrap; gap: 16px; align-items: start; margin-bottom: 40px } h2 { flex-basis: 100%; margin: 0 }
figure { margin: 0; max-width: 340px } img { display: block; max-width: 100%; border: 1px solid #8886 }</style>${sections.join('\n')}`;
};

rmSync(folder, { recursive: true, force: true });
const startedAt = Date.now();
const demo = await startDemo({ port: 0 });
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArguments() });
try {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 640, height: 1600 } });
  const sharp = await browser.newContext({ reducedMotion: 'reduce', deviceScaleFactor: 1.5 });
  const probe = await openHarness(context, demo.origin);
  const names = await probe.evaluate(async () => Object.keys((await import('/page/scenes.js')).scenes));
  await probe.close();
  const jobs = [
    ...(isWanted('pages fixtures')
      ? [
          ['light', 1360],
          ['dark', 1360],
          ['light', 390],
          ['dark', 390],
        ].map((way) => () => takePages(browser, demo.origin, ...way))
      : []),
    ...names.filter((name) => isWanted('states', name)).map((name) => () => takeScene(context, demo.origin, name, everyWay(name))),
    ...names
      .filter((name) => isWanted('buttons dialogs', name) && name !== 'loading')
      .map((name) => () => takeDialogScene(() => openHarness(context, demo.origin), play, take, name)),
    ...(isWanted('readme')
      ? [() => takeReadmePicture((style) => openHarness(sharp, demo.origin, style, '/cyclr-connect-list.js'), take, wanted === 'readme')]
      : []),
    ...listSceneNames
      .filter((name) => isWanted('lists', name))
      .map((name) => () => takeListScene(() => openHarness(context, demo.origin, '', '/cyclr-connect-list.js'), take, name)),
    ...(isWanted('hosts')
      ? Object.entries(hosts).flatMap(([host, style]) =>
          ['ready', 'form with errors', 'connected'].map(
            (name) => () =>
              takeScene(
                context,
                demo.origin,
                name,
                looks.map((look) => ({ group: `hosts/${host}`, look, width: 360, scheme: 'light', ...ltr })),
                style,
              ),
          ),
        )
      : []),
  ];
  // A screenshot waits for a frame most of its time, so several pages are pictured at once.
  await Promise.all(
    Array.from({ length: 5 }, async () => {
      while (jobs.length > 0) await jobs.shift()();
    }),
  );
  writeFileSync(join(folder, 'index.html'), buildIndex());
  console.log(`${taken.length} pictures in ${Math.round((Date.now() - startedAt) / 1000)} s: ${join(folder, 'index.html')}`);
} finally {
  await browser.close();
  await demo.close();
}
