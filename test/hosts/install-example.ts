import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../package/project.ts';
import type { Stack } from './stacks.ts';

const run = promisify(execFile);
/** Outside of the project: nothing may be found in the project's own node_modules. */
const home = join(tmpdir(), 'cyclr-connect-hosts');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

interface Manifest {
  dependencies: Record<string, string>;
  scripts?: Record<string, string>;
}

/** Packs what is built. The name holds a hash of the files, so that npm never takes an older one for it. */
const packOnce = async (): Promise<string> => {
  await mkdir(home, { recursive: true });
  // In a folder of its own: test files run side by side, and each packs under the same name.
  const own = await mkdtemp(join(home, 'pack-'));
  const { stdout } = await run(npm, ['pack', '--ignore-scripts', '--json', '--pack-destination', own], { cwd: root });
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, { filename: string }>);
  const bytes = await readFile(join(own, packed!.filename));
  const named = join(home, `cyclr-connect-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.tgz`);
  await rename(join(own, packed!.filename), named);
  await rm(own, { recursive: true });
  return named;
};
let packing: Promise<string> | undefined;
export const packTarball = (): Promise<string> => (packing ??= packOnce());

export interface Installed {
  readonly folder: string;
  readonly scripts: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly seconds: number;
  /** What npm warned of. */
  readonly warnings: readonly string[];
}

/** pnpm keeps a package from what is not among its own dependencies, and links where npm copies. */
const installers = {
  npm: ['install', '--no-package-lock', '--no-audit', '--no-fund', '--prefer-offline'],
  pnpm: ['exec', '--yes', '--package=pnpm@10', '--', 'pnpm', 'install', '--no-lockfile', '--prefer-offline', '--ignore-workspace'],
};

/**
 * Copies a folder outside of the project, with the files of others over it, and installs what it needs, with the packed
 * tarball for the package.
 */
export const installFolder = async (
  from: string,
  name: string,
  over: readonly string[] = [],
  installer: keyof typeof installers = 'npm',
): Promise<Installed> => {
  const tarball = await packTarball();
  const folder = join(home, name);
  await mkdir(folder, { recursive: true });
  for (const old of await readdir(folder)) {
    if (old !== 'node_modules') await rm(join(folder, old), { recursive: true, force: true });
  }
  await cp(from, folder, { recursive: true, filter: (path) => !/[\\/]node_modules(?:[\\/]|$)/.test(path) });
  for (const more of over) await cp(more, folder, { recursive: true });
  const path = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  manifest.dependencies['cyclr-connect'] = `file:${tarball}`;
  await writeFile(path, JSON.stringify(manifest, null, 2));
  const startedAt = Date.now();
  const { stderr } = await run(npm, installers[installer], {
    cwd: folder,
    maxBuffer: 1 << 24,
  });
  return {
    folder,
    scripts: manifest.scripts ?? {},
    seconds: (Date.now() - startedAt) / 1000,
    warnings: stderr.split('\n').filter((line) => line.startsWith('npm warn')),
  };
};

export const installExample = ({ name, example = name, variants = [], installer }: Stack): Promise<Installed> =>
  installFolder(
    join(root, 'examples', example),
    name,
    variants.map((variant) => join(root, 'test/hosts/variants', variant)),
    installer,
  );
