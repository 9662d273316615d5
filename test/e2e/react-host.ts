import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { type Answered, type Asked, launchBrowser, type Site, startSite } from './site.ts';

/** The page as a partner would bundle it, from the built package, with React's own checks. Its exports are the global `host`. */
const bundlePage = async (entry: string): Promise<string> => {
  const built = (name: string) => ({
    find: new RegExp(`^.*/src/${name}/index\\.ts$`),
    replacement: fileURLToPath(new URL(`../../dist/${name}.js`, import.meta.url)),
  });
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: { alias: [built('react'), built('react-list')] },
    build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'host' } },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error('The page was not built.');
  return output.output[0].code;
};

export const json = (body: unknown): Answered => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

interface ReactHost {
  /** What a server has rendered: the page `/rendered` begins with it. */
  rendered: string;
  /** Opens `/` or `/rendered`, and holds the page to having said nothing on its console. `asked`: each request to the endpoint. */
  play: (path: string, act: (page: Page, asked: () => string[]) => Promise<void>) => Promise<void>;
}

/** A browser and a site with this page in it, for the tests of one `describe`. `answer` is the endpoint's. */
export const useReactHost = (entry: string, answer: (asked: Asked) => Answered): ReactHost => {
  let browser: Browser;
  let site: Site;
  before(async () => {
    const script = await bundlePage(entry);
    const pageWith = (content: string): Answered => ({
      headers: { 'content-type': 'text/html' },
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>React</title><link rel="icon" href="data:,"><div id="root">${content}</div><script src="/page.js"></script>`,
    });
    browser = await launchBrowser();
    site = await startSite((asked) => {
      if (asked.path === '/') return pageWith('');
      if (asked.path === '/rendered') return pageWith(host.rendered);
      if (asked.path === '/page.js') return { headers: { 'content-type': 'text/javascript' }, body: script };
      return answer(asked);
    });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  const host: ReactHost = {
    rendered: '',
    async play(path, act) {
      const page = await browser.newPage();
      const said: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
      });
      page.on('pageerror', (error) => {
        said.push(String(error));
      });
      const before = site.asked.length;
      await page.goto(site.origin + path);
      await act(page, () =>
        site.asked
          .slice(before)
          .filter((asked) => asked.path.startsWith('/cyclr-connect/'))
          .map(({ method, path: at, query }) => `${method} ${at.slice('/cyclr-connect/'.length)}?${decodeURIComponent(query.toString())}`),
      );
      assert.deepEqual(said, []);
      await page.close();
    },
  };
  return host;
};
