// Checks the package as it is installed: publint, "are the types wrong", and the size budgets.
import { spawnSync } from 'node:child_process';

// Both pack what is built; without this each would build it again.
const env = { ...process.env, npm_config_ignore_scripts: 'true' };
const run = (...words) =>
  spawnSync('npx', ['--no-install', ...words], { stdio: 'inherit', shell: process.platform === 'win32', env }).status ?? 1;
// Files to serve, not to import: there are no types to look for.
const files = ['cyclr-connect.js', 'cyclr-connect-list.js', 'cyclr-connect-diagnose.js', 'callback.html', 'callback.js', 'before.css'].map(
  (name) => `./dist/${name}`,
);
const checks = [
  () => run('publint', '--strict'),
  () => run('attw', '--pack', '.', '--profile', 'esm-only', '--exclude-entrypoints', ...files, './before.css'),
  () => spawnSync(process.execPath, ['scripts/size.mjs'], { stdio: 'inherit' }).status ?? 1,
];
process.exitCode = checks.map((check) => check()).some((status) => status !== 0) ? 1 : 0;
