import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../package/project.ts';
import { installFolder, type Installed } from './install-example.ts';

const wanted = ['all', 'types'].includes(process.env['HOSTS'] ?? '');
let installing: Promise<Installed> | undefined;
const installOnce = (): Promise<Installed> => (installing ??= installFolder(join(root, 'test/hosts/types'), 'types'));

const resolutions = [
  { module: 'node16', moduleResolution: 'node16', files: ['use.ts', 'server.mts', 'server.cts'] },
  { module: 'nodenext', moduleResolution: 'nodenext', files: ['use.ts', 'server.mts', 'server.cts'] },
  { module: 'esnext', moduleResolution: 'bundler', files: ['use.ts', 'server.mts'] },
];

describe('the types, installed', { skip: wanted ? false : 'on demand: HOSTS=all or HOSTS=types' }, () => {
  for (const version of ['5.4', '5.9']) {
    for (const { files, ...resolution } of resolutions) {
      test(`compile with TypeScript ${version} and ${resolution.moduleResolution}`, async () => {
        const { folder } = await installOnce();
        const compilerOptions = {
          ...{ noEmit: true, strict: true, skipLibCheck: true, target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
          ...resolution,
        };
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
        const { stdout } = spawnSync(process.execPath, [`node_modules/typescript-${version}/bin/tsc`], { cwd: folder, encoding: 'utf8' });
        assert.equal(stdout, '');
      });
    }
  }
});
