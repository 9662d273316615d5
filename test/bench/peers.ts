import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { type Bundle, bundle } from './bundle.ts';
import { median, type Part, show } from './figures.ts';
import type * as inPage from './in-page-peer.ts';
import { latency } from './page-setting.ts';
import { type Product, products } from './peers/products.ts';
import { startChild } from './start-child.ts';
import { traceThread } from './thread-time.ts';

declare const bench: typeof inPage;

interface Measure {
  threadTime: number;
  usable: number;
  requests: number;
  /** Bytes of bodies, as they were sent. */
  loaded: number;
  /** Requests to its own service, which stay without an answer. */
  elsewhere: number;
}

const folder = fileURLToPath(new URL('peers/', import.meta.url));

/** They are no devDependencies: `npm ci` of the project stays as it is. */
const install = (): void => {
  const installed = `${folder}node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${folder}package-lock.json`).mtimeMs) return;
  // Its output would be in the middle of the tables.
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
};

const readVersions = (): Readonly<Record<string, string>> =>
  (JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as { dependencies: Record<string, string> }).dependencies;

const brotli = ({ script, style }: Bundle): number =>
  brotliCompressSync(script).length + (style === '' ? 0 : brotliCompressSync(style).length);

interface Subject extends Product {
  whole: Bundle;
  page: inPage.Peer;
  bytes: number;
  bytesWithoutReact: number;
  taken: Measure[];
}

const buildSubject = async (product: Product): Promise<Subject> => {
  const { built, entry, usesReact = false, name, markup = '', button } = product;
  const whole: Bundle =
    built === undefined
      ? await bundle(`peers/${entry}`)
      : { script: readFileSync(new URL(`../../dist/${built}`, import.meta.url), 'utf8'), style: '' };
  const path = `/${name.replaceAll(/\W+/g, '-')}`;
  return {
    ...product,
    whole,
    page: { script: `${path}.js`, ...(whole.style !== '' && { style: `${path}.css` }), markup, hasButton: button !== 'none' },
    bytes: brotli(whole),
    bytesWithoutReact: usesReact ? brotli(await bundle(`peers/${entry}`, [/^react(-dom)?($|\/)/])) : brotli(whole),
    taken: [],
  };
};

/** What a page loads, and does, until a person can press the button that connects: with this package, and with others. */
export const measurePeers = async (browser: Browser, runs: number): Promise<Part> => {
  install();
  const versions = readVersions();
  const server = startChild('page-server.ts');
  try {
    const files: Record<string, string> = { '/bench.js': (await bundle('in-page-peer.ts')).script };
    const subjects: Subject[] = [];
    for (const product of products) {
      const subject = await buildSubject(product);
      const { whole, page, answers } = subject;
      Object.assign(files, { [page.script]: whole.script }, page.style !== undefined && { [page.style]: whole.style }, answers);
      subjects.push(subject);
    }
    const origin = await server.ask<string>({ size: 1, files });

    const measure = async ({ page: drawn, name }: Subject): Promise<Measure> => {
      const context = await browser.newContext();
      const page = await context.newPage();
      try {
        const errors: string[] = [];
        page.on('pageerror', ({ message }) => errors.push(message));
        await page.goto(origin);
        const sizes: Promise<number>[] = [];
        let elsewhere = 0;
        page.on('requestfinished', (request) => {
          sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
        });
        page.on('request', (request) => {
          if (!request.url().startsWith(origin)) elsewhere += 1;
        });
        page.on('response', (response) => {
          if (response.status() >= 400) errors.push(`${response.url()}: ${response.status()}`);
        });
        const { value: usable, threadTime } = await traceThread(browser, () => page.evaluate((one) => bench.drawPeer(one), drawn));
        const bodies = await Promise.all(sizes);
        if (errors.length > 0) throw new Error(`${name}: ${errors.join('; ')}`);
        if (bodies.length === 0) throw new Error(`${name} has loaded nothing.`);
        return { threadTime, usable, requests: bodies.length, loaded: bodies.reduce((sum, size) => sum + size, 0), elsewhere };
      } finally {
        await context.close();
      }
    };

    // The first page warms the browser.
    await measure(subjects[0]!);
    for (let run = 0; run < runs; run += 1) {
      for (const subject of subjects) subject.taken.push(await measure(subject));
    }
    const results = subjects.map(({ taken, ...subject }) => {
      const middle = (name: keyof Measure): number => median(taken.map((one) => one[name]));
      return {
        ...subject,
        title: subject.package === undefined ? subject.name : `${subject.name} ${versions[subject.package] ?? ''}`,
        threadTime: middle('threadTime'),
        usable: middle('usable'),
        requests: middle('requests'),
        loaded: middle('loaded'),
        elsewhere: middle('elsewhere'),
      };
    });
    const describe = (name: string): string => {
      const one = results.find((result) => result.name === name)!;
      return `${show(one.threadTime)} ms of the thread, ${show(one.loaded / 1000)} KB`;
    };
    return {
      title: 'What a user would pick instead',
      reading: [
        `One page with one connection, until a button that connects is painted; the script's evaluation included. Medians of ${runs} runs by turns, without the network.`,
        'Script: brotli bytes of a page’s bundle that does only this, style sheets included; without React where the page has React anyway.',
        'button: its own, or the page’s, which opens a page of its service, or none without its service: then only its evaluation and first picture are measured.',
        `requests, loaded: of the page to its own server; another service's answer has a stand-in, and takes ${latency} ms like Cyclr's. to its service: requests that stayed without an answer here.`,
        'Rows with different buttons do different things: the last column says what each leaves to others, so compare within one kind of button.',
      ],
      columns: [
        'product',
        'button',
        'script KB ↓',
        'without React KB ↓',
        'thread ms ↓',
        'usable ms ↓',
        'requests ↓',
        'loaded KB ↓',
        'to its service ↓',
        'what the figures leave out',
      ],
      rows: results.map((one) => [
        one.title,
        one.button,
        one.bytes / 1000,
        one.bytesWithoutReact / 1000,
        one.threadTime,
        one.button === 'none' ? '' : one.usable,
        one.requests,
        one.loaded / 1000,
        one.elsewhere,
        one.leavesOut,
      ]),
      figures: [
        { what: 'A card until its button is painted', value: describe('cyclr-connect, a card') },
        {
          what: 'A list until its button is painted',
          value: describe('cyclr-connect, a list'),
          beside: `${describe('WorkOS Pipes, a list')}: WorkOS Pipes`,
        },
      ],
    };
  } finally {
    server.stop();
  }
};
