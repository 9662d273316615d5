import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { browserArguments } from '../e2e/support.ts';
import { startPartner } from '../e2e/partner-server.ts';
import { root } from '../package/project.ts';
import { skipUnlessChosen } from './chosen.ts';
import { installFolder, type Installed } from './install-example.ts';
import { signInToCapsule, typeKeyForPipedrive, watchPages } from './person.ts';
import { onStage } from './stage.ts';

/**
 * None has `light-dark()`, which came with 123. 112 is the oldest that has `color-mix()` and can be installed. 119 has
 * relative colors, in which the white of a button is written.
 */
const versions = { '112': 'rgb(255, 255, 255)', '119': 'color(xyz-d65 0.95 1 1.089)' };

let installing: Promise<Installed> | undefined;
const installOnce = (): Promise<Installed> => (installing ??= installFolder(join(root, 'test/hosts/older-browsers'), 'older-browsers'));

const inflate = promisify(brotliDecompress);

/** The package holds the program and its graphics libraries, each packed with Brotli. */
const unpack = async (version: string): Promise<string> => {
  const folder = join((await installOnce()).folder, 'node_modules', `chromium-${version}`, 'bin');
  const program = join(folder, 'chromium');
  if (!existsSync(program)) {
    const libraries = join(folder, 'swiftshader.tar');
    await writeFile(libraries, await inflate(await readFile(`${libraries}.br`)));
    execFileSync('tar', ['xf', libraries, '-C', folder]);
    await writeFile(program, await inflate(await readFile(`${program}.br`)));
    await chmod(program, 0o755);
  }
  return program;
};

const grounds = { light: ['rgb(255, 255, 255)', 'rgb(20, 20, 20)'], dark: ['rgb(20, 20, 20)', 'rgb(240, 240, 240)'] } as const;
type Scheme = keyof typeof grounds;

const buildPage = (scheme: Scheme): string => {
  const [background, color] = grounds[scheme];
  return `<html lang="en"><title>Page</title><link rel="icon" href="data:,">
<style>html { color-scheme: ${scheme}; background: ${background}; color: ${color}; font-family: sans-serif }</style>
<script src="/cyclr-connect.js"></script>
<cyclr-connect endpoint="/cyclr-connect" connector-id="1002"></cyclr-connect>
<cyclr-connect endpoint="/cyclr-connect" connector-id="1003"></cyclr-connect>`;
};

/** What a person needs to see. It is sent as text, so it names no function of its own. */
const readLook = (page: Page) =>
  page.locator('cyclr-connect[connector-id="1003"]').evaluate(({ shadowRoot }) => {
    const [card, button, field, status] = ['.card', 'button.primary', '#credential-key', '.status'].map((selector) =>
      getComputedStyle(shadowRoot!.querySelector(selector)!),
    );
    return {
      text: card!.color,
      status: status!.color,
      button: button!.backgroundColor,
      buttonText: button!.color,
      ring: `${field!.outlineStyle} ${field!.outlineWidth}`,
      border: field!.borderTopWidth,
    };
  });

describe('in a browser without light-dark()', { skip: skipUnlessChosen('older-browsers') }, () => {
  for (const [version, white] of Object.entries(versions)) {
    for (const scheme of Object.keys(grounds) as Scheme[]) {
      test(`Chromium ${version}, ${scheme}: plain, visible, and connects`, async () => {
        const executablePath = await unpack(version);
        const browser = await chromium.launch({ executablePath, args: browserArguments() });
        try {
          assert.match(browser.version(), new RegExp(`^${version}\\.`));
          await onStage(
            async ({ context, demo, stored }) => {
              const partner = await startPartner(demo.sandbox, { page: buildPage(scheme) });
              try {
                const seen = await watchPages(context);
                const page = await context.newPage();
                await page.goto(partner.origin);
                assert.equal(await page.evaluate("CSS.supports('color', 'light-dark(red, red)')"), false);
                await page.getByLabel('API key', { exact: true }).focus();
                assert.deepEqual(await readLook(page), {
                  text: grounds[scheme][1],
                  status: grounds[scheme][1],
                  button: 'rgb(36, 86, 214)',
                  buttonText: white,
                  ring: 'solid 2px',
                  border: '1px',
                });
                if (process.env['SHOTS'] !== undefined)
                  await page.screenshot({ path: join(process.env['SHOTS'], `chromium-${version}-${scheme}.png`) });
                await signInToCapsule(page, seen);
                await typeKeyForPipedrive(page, seen, 'right-key-42');
                assert.equal(stored('1003'), 'right-key-42');
                assert.deepEqual(seen.complaints, []);
              } finally {
                await partner.close();
              }
            },
            () => Promise.resolve(browser),
          );
        } finally {
          await browser.close();
        }
      });
    }
  }
});
