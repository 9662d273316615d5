import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { startDemo } from '../../demo/server.ts';
import { blocks } from '../package/documentation.ts';

const run = promisify(execFile);
const missing = ['sh', 'curl', 'jq'].filter((program) => spawnSync(program, ['--version']).error !== undefined);
const mark = '--- end of a block ---';

/** The `sh` blocks of docs/server.md, in one shell as a reader would paste them, against the sandbox. */
const runBlocks = async (): Promise<{ outputs: string[]; service: string; accountId: string }> => {
  const demo = await startDemo({ port: 0 });
  try {
    const { origins, partner, accounts } = demo.sandbox;
    const documented = blocks.filter(({ path, language }) => path === 'docs/server.md' && language === 'sh').map(({ code }) => code);
    const script = ['set -eu', ...documented.flatMap((code) => [code, `echo '${mark}'`])].join('\n');
    const named = script.replace('API=https://api.cyclr.com', `API=${origins.api}`);
    assert.notEqual(named, script, 'no block names the API domain');
    const env = {
      ...process.env,
      CYCLR_ID: partner.clientId,
      CYCLR_SECRET: partner.clientSecret,
      ACCOUNT: accounts.ada,
      USERNAME: 'ada@example.com',
    };
    const { stdout } = await run('sh', ['-c', named], { env });
    return { outputs: stdout.split(`${mark}\n`).slice(0, -1), service: origins.service, accountId: accounts.ada };
  } finally {
    await demo.close();
  }
};

describe('the calls to Cyclr that docs/server.md shows', { skip: missing.length > 0 && `not installed: ${missing.join(', ')}` }, () => {
  test('list the ids of an account, and mint a sign-in token', async () => {
    const { outputs } = await runBlocks();
    assert.equal(outputs.length, 2);
    const [list = '', token = ''] = outputs;
    assert.match(list, /^1002 Capsule/m);
    assert.ok(list.trim().split('\n').length > 10, list);
    const { Token, ExpiresAtUtc } = JSON.parse(token) as { Token: string; ExpiresAtUtc: string };
    assert.ok(Token.length > 20);
    const left = Date.parse(ExpiresAtUtc.endsWith('Z') ? ExpiresAtUtc : `${ExpiresAtUtc}Z`) - Date.now();
    assert.ok(left > 240_000 && left <= 300_000, ExpiresAtUtc);
  });
});
