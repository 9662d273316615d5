// Everything that is measured, in one run: cards beside bare Lit elements, consent → connected, the handler beside a bare
// Hono route, its memory, and its cost as an account grows. The browser and each server have processes of their own.
// RUNS says how often each is measured; BENCH names parts (`BENCH=cards,handler`).
import { chromium } from 'playwright-core';
import { browserArguments, findHeadlessShell } from '../e2e/support.ts';
import { measureAccountSizes } from './account-size.ts';
import { measureCards } from './cards.ts';
import { measureConsent } from './consent.ts';
import { measureHandler } from './handler.ts';

const runs = Number(process.env['RUNS'] ?? 7);
const parts = (process.env['BENCH'] ?? 'cards,consent,handler,accounts').split(',');

const browser = await chromium.launch({
  executablePath: await findHeadlessShell(),
  args: browserArguments(),
  ignoreDefaultArgs: ['--disable-popup-blocking'],
});
try {
  if (parts.includes('cards')) await measureCards(browser, runs);
  if (parts.includes('consent')) await measureConsent(browser, runs);
} finally {
  await browser.close();
}
if (parts.includes('handler')) await measureHandler(runs);
if (parts.includes('accounts')) await measureAccountSizes(runs);
