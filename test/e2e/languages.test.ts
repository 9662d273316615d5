import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { browserArguments, executablePath, until } from './support.ts';

const site = 'https://shop.example';
const elsewhere = 'https://assets.example';

interface Visit {
  /** The script's tag. */
  tag: string;
  /** Names of the languages that are not where they belong. */
  missing?: string[];
  policy?: string;
  /** Default: `de-CH`. */
  lang?: string;
  /** Runs in a script of the page, after the tag. */
  then?: string;
}

/** The addresses of requested languages, warnings, and errors of the page. */
interface Seen {
  asked: string[];
  warned: string[];
  broken: string[];
  text: () => Promise<string>;
}

/** A page that serves `dist` from a folder of its own. */
const visit = async (context: BrowserContext, { tag, missing = [], policy, lang = 'de-CH', then = '' }: Visit): Promise<Seen> => {
  const seen: Seen = { asked: [], warned: [], broken: [], text: async () => '' };
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'warning') seen.warned.push(message.text());
  });
  page.on('pageerror', (error) => {
    seen.broken.push(String(error));
  });
  page.on('request', (request) => {
    if (request.url().includes('/locales/')) seen.asked.push(request.url());
  });
  const files = /\/v2\/((?:locales\/)?[\w-]+\.js)$/;
  await context.route(files, async (route) => {
    const [, name = ''] = files.exec(route.request().url()) ?? [];
    const known = !missing.some((language) => name === `locales/${language}.js`);
    await route.fulfill(
      known
        ? {
            contentType: 'text/javascript',
            headers: { 'access-control-allow-origin': '*' },
            body: await readFile(new URL(`../../dist/${name}`, import.meta.url), 'utf8'),
          }
        : { status: 404, contentType: 'text/html', body: '<!doctype html><title>Not found</title>' },
    );
  });
  await context.route(`${site}/account/crm`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: policy === undefined ? {} : { 'content-security-policy': policy },
      body: `<!doctype html><html lang="${lang}"><title>Integrations</title><link rel="icon" href="data:,">${tag}<script type="module" src="/own.js"></script>
<cyclr-connect service-domain="acme-h.cyclr.com" connector-id="1" token="abc"></cyclr-connect>`,
    }),
  );
  await context.route(`${site}/own.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: then }));
  await page.goto(`${site}/account/crm`);
  seen.text = async () => (await page.locator('cyclr-connect .card').innerText()).trim();
  return seen;
};

const says = (seen: Seen, text: string): Promise<unknown> =>
  until(`"${text}"`, async () => (await seen.text()).includes(text) || undefined);
const german = 'Verbinden Sie Ihr Konto.';
const english = 'Connect your account.';

describe('The languages of the script tag', () => {
  let browser: Browser;
  before(async () => {
    browser = await chromium.launch({ executablePath, args: browserArguments() });
  });
  after(() => browser.close());

  const play = (name: string, visited: Visit, check: (seen: Seen) => Promise<void>): void => {
    test(name, async () => {
      const context = await browser.newContext();
      try {
        const seen = await visit(context, visited);
        await check(seen);
        assert.deepEqual(seen.broken, []);
      } finally {
        await context.close();
      }
    });
  };

  const tags: [name: string, tag: string, address: string][] = [
    ['a classic script', '<script src="../assets/v2/cyclr-connect.js" defer></script>', `${site}/assets/v2/locales/de.js`],
    ['a module', '<script type="module" src="/assets/v2/cyclr-connect.js"></script>', `${site}/assets/v2/locales/de.js`],
    [
      'a classic script of another origin',
      `<script src="${elsewhere}/v2/cyclr-connect.js" defer></script>`,
      `${elsewhere}/v2/locales/de.js`,
    ],
    [
      'a module of another origin',
      `<script type="module" src="${elsewhere}/v2/cyclr-connect.js"></script>`,
      `${elsewhere}/v2/locales/de.js`,
    ],
  ];
  for (const [name, tag, address] of tags) {
    play(`are found beside ${name}`, { tag }, async (seen) => {
      await says(seen, german);
      assert.deepEqual(seen.asked, [address]);
      assert.deepEqual(seen.warned, []);
    });
  }

  const tag = '<script src="/assets/v2/cyclr-connect.js" defer></script>';
  const failures: [name: string, visited: Visit][] = [
    ['a language that is not there', { tag, missing: ['de'] }],
    ['a policy that forbids it', { tag, policy: `script-src ${site}/assets/v2/cyclr-connect.js ${site}/own.js` }],
  ];
  for (const [name, visited] of failures) {
    play(`stay English for ${name}, with one warning for the developer`, visited, async (seen) => {
      await until('the warning', () => seen.warned.length > 0 || undefined);
      assert.ok((await seen.text()).includes(english));
      assert.equal(seen.warned.length, 1);
      assert.match(seen.warned[0]!, /the language de could not be loaded/);
    });
  }

  play(
    'can be given by the page, which asks for them once itself',
    {
      tag,
      then: "import de from '/assets/v2/locales/de.js'; CyclrConnect.registerLocale('de', { ...de, unnamed: { ...de.unnamed, connect: 'Los' } });",
    },
    async (seen) => {
      await says(seen, 'Los');
      assert.equal(new Set(seen.asked).size, 1);
    },
  );

  play(
    'are not asked for where the page speaks English',
    {
      tag,
      lang: 'en-GB',
    },
    async (seen) => {
      await says(seen, english);
      assert.deepEqual(seen.asked, []);
    },
  );
});
