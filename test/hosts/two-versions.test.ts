import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build } from 'vite';
import { version } from '../../src/element/version.ts';
import { startPartner } from '../e2e/partner-server.ts';
import { root } from '../package/project.ts';
import { skipUnlessChosen } from './chosen.ts';
import { signInToCapsule, typeKeyForPipedrive, watchPages } from './person.ts';
import { closeBrowser, onStage } from './stage.ts';

const other = '0.0.9';

/** The script for a tag, or that of the list, of a package that only differs by its version. */
const buildOther = async (mode: 'script' | 'list', file: string): Promise<string> => {
  const outDir = await mkdtemp(join(tmpdir(), 'cyclr-connect-other-'));
  const changeVersion = {
    name: 'change-version',
    enforce: 'pre' as const,
    transform: (code: string, id: string) => (id.endsWith('src/element/version.ts') ? code.replace(version, other) : null),
  };
  try {
    await build({
      root,
      mode,
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      plugins: [changeVersion],
      build: { outDir, emptyOutDir: false },
    });
    const code = await readFile(join(outDir, file), 'utf8');
    assert.ok(code.includes(other) && !code.includes(`"${version}"`), 'the version was not changed');
    return code;
  } finally {
    await rm(outDir, { recursive: true });
  }
};

/** The modules of the package as a page's own bundler puts them together. */
const bundleModules = async (entry: string): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry: join(root, entry), formats: ['iife'], name: 'host' } },
  });
  const [output] = [result].flat();
  assert.ok(output !== undefined && 'output' in output);
  return output.output[0].code;
};

const script = (path: string): string => `<script src="${path}"></script>`;
const module = (path: string): string => `<script type="module" src="${path}"></script>`;
const cards = ['1002', '1003'].map((id) => `<cyclr-connect endpoint="/cyclr-connect" connector-id="${id}"></cyclr-connect>`).join('');
const list = '<cyclr-connect-list endpoint="/cyclr-connect" connectors="Capsule,Pipedrive"></cyclr-connect-list>';
const warning = (tag: string, first: string, second: string): string =>
  `warning: cyclr-connect: this page loads two versions. <${tag}> is of version ${first}, loaded first; ${second} is not used.`;

const pages = [
  {
    what: 'another version’s script, and the page’s bundle',
    tags: [script('/other.js'), module('/bundle.js')],
    warnings: [warning('cyclr-connect', other, version)],
    used: other,
  },
  {
    what: 'the script, and another version’s',
    tags: [script('/cyclr-connect.js'), script('/other.js')],
    warnings: [warning('cyclr-connect', version, other)],
    used: version,
  },
  {
    what: 'the script, and a bundle of the same version',
    tags: [script('/cyclr-connect.js'), module('/bundle.js')],
    warnings: [],
    used: version,
  },
  {
    what: 'another version’s script, and the list',
    tags: [script('/other.js'), script('/cyclr-connect-list.js')],
    warnings: [warning('cyclr-connect', other, version)],
    used: other,
    content: list,
  },
  {
    what: 'the script, and another version’s list',
    tags: [script('/cyclr-connect.js'), script('/other-list.js')],
    warnings: [warning('cyclr-connect', version, other)],
    used: version,
    content: list,
  },
];

describe('two builds on one page:', { skip: skipUnlessChosen('two-versions') }, () => {
  let files: Record<string, string> = {};
  before(async () => {
    files = {
      '/other.js': await buildOther('script', 'cyclr-connect.js'),
      '/other-list.js': await buildOther('list', 'cyclr-connect-list.js'),
      '/bundle.js': await bundleModules('dist/index.js'),
    };
  });
  after(closeBrowser);

  for (const { what, tags, warnings, used, content = cards } of pages) {
    test(`${what}: the first one connects, the console says so`, async () => {
      await onStage(async ({ context, demo, stored }) => {
        const page = `<html lang="en"><title>Page</title><link rel="icon" href="data:,">${tags.join('')}${content}`;
        const partner = await startPartner(demo.sandbox, { page, files });
        try {
          const seen = await watchPages(context);
          const opened = await context.newPage();
          await opened.goto(partner.origin);
          await signInToCapsule(opened, seen);
          if (content === cards) {
            await typeKeyForPipedrive(opened, seen, 'right-key-42');
            assert.equal(stored('1003'), 'right-key-42');
          }
          assert.ok(stored('1002'));
          assert.equal(await opened.evaluate("customElements.get('cyclr-connect').version"), used);
          assert.deepEqual(seen.complaints, warnings);
        } finally {
          await partner.close();
        }
      });
    });
  }
});
