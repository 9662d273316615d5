// Measures what a user of the package would feel, part by part, and prints it as Markdown. The browser and each server have
// processes of their own. `npm run bench -- cards handler` names parts; without names all but `peers` are measured.
// `-- --write` measures all of them and writes test/bench/figures.md. RUNS says how often each is measured.
import { writeFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { browserArguments, findHeadlessShell } from '../e2e/support.ts';
import { measureAccountSizes } from './account-size.ts';
import { measureCards } from './cards.ts';
import { measureConsent } from './consent.ts';
import { buildSection, buildSummary, type Part } from './figures.ts';
import { measureHandler } from './handler.ts';
import { describeMachine } from './machine.ts';
import { measureMemory } from './memory.ts';
import { measurePeers } from './peers.ts';

const withBrowser = async (measure: (browser: Browser) => Promise<Part>, more: readonly string[] = []): Promise<Part> => {
  const browser = await chromium.launch({
    executablePath: await findHeadlessShell(),
    args: [...browserArguments(), ...more],
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  });
  try {
    return await measure(browser);
  } finally {
    await browser.close();
  }
};

const parts: Readonly<Record<string, (runs: number) => Promise<Part>>> = {
  cards: (runs) => withBrowser((browser) => measureCards(browser, runs)),
  consent: (runs) => withBrowser((browser) => measureConsent(browser, runs)),
  handler: measureHandler,
  memory: measureMemory,
  accounts: measureAccountSizes,
  // No service of another product is asked.
  peers: (runs) => withBrowser((browser) => measurePeers(browser, runs), ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']),
};

const words = process.argv.slice(2);
const isWritten = words.includes('--write');
const named = words.filter((word) => word !== '--write');
const unknown = named.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) throw new Error(`There is no part called ${unknown}; there are ${Object.keys(parts).join(', ')}.`);
if (isWritten && named.length > 0) throw new Error('--write measures all parts: leave their names out.');
const runs = Number(process.env['RUNS'] ?? 7);
if (!Number.isInteger(runs) || runs < 1) throw new Error('RUNS must be a number from 1.');

const names = named.length > 0 ? named : Object.keys(parts).filter((name) => isWritten || name !== 'peers');
const head = `# Figures\n\n${describeMachine(runs)}\n\n↓: less is better. ↑: more is better. A column without an arrow only describes.\n`;
const measured: Part[] = [];
console.log(head);
for (const name of names) {
  const part = await parts[name]!(runs);
  measured.push(part);
  console.log(buildSection(part));
}
const summary = buildSummary(measured);
console.log(summary);
if (isWritten) writeFileSync(new URL('figures.md', import.meta.url), [head, summary, ...measured.map(buildSection)].join('\n'));
