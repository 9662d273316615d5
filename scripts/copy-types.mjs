// The types of the CommonJS build: the same declarations again, beside files whose package.json says how they are loaded.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [from, to] = ['dist', 'dist/cjs'];
const declarations = readdirSync(from, { recursive: true }).filter((name) => name.endsWith('.d.ts') && !name.startsWith('cjs'));
for (const name of declarations) cpSync(join(from, name), join(to, name));
