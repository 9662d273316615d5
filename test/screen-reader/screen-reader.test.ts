// Orca with Firefox, heard by a test: `npm run test:reader`. With WRITE=1 what was heard is kept in transcript.md.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { startPuppeteerEngine } from '../engines/puppeteer-engine.ts';
import { setStage, type Stage } from '../engines/stage.ts';
import { findEngine } from '../engines/start-engine.ts';
import { type Reader, startReader, whyNoReader } from './start-reader.ts';
import { type Step, walks } from './walk.ts';

const firefox = findEngine('firefox');
const missing = firefox.missing ?? whyNoReader();

const matches = (expected: string | RegExp, said: string): boolean =>
  typeof expected === 'string' ? said === expected : expected.test(said);

/** The first that is missing, of what must be heard in this order. */
const findMissing = ({ hears = [] }: Step, heard: readonly string[]): string | RegExp | undefined => {
  let from = 0;
  return hears.find((expected) => {
    const at = heard.findIndex((said, index) => index >= from && matches(expected, said));
    from = at + 1;
    return at === -1;
  });
};

/** Sentences of a live region are heard once. */
const check = (step: Step, heard: readonly string[]): void => {
  const text = `after "${step.does}" was heard: ${heard.join(' | ')}`;
  const lacking = findMissing(step, heard);
  assert.equal(lacking, undefined, `${String(lacking)} is missing: ${text}`);
  const sentences = heard.filter((said) => /^(?!leaving)\S+ .*\.$/.test(said) && !said.endsWith('button.'));
  assert.deepEqual(
    sentences.filter((said, index) => sentences.indexOf(said) !== index),
    [],
    `said twice: ${text}`,
  );
  if (step.never) assert.doesNotMatch(heard.join('\n'), step.never, text);
};

describe('A screen reader', { skip: missing !== undefined && missing, timeout: 600_000 }, () => {
  let reader: Reader;
  let stage: Stage;
  const transcript: string[] = [];

  before(async () => {
    reader = await startReader();
    stage = await setStage(() => startPuppeteerEngine('firefox', firefox.missing === undefined ? firefox.program : '', reader.env));
  });
  after(async () => {
    await (stage as Stage | undefined)?.end();
    await reader.stop();
    if (process.env['WRITE'] === '1')
      writeFileSync(
        new URL('transcript.md', import.meta.url),
        `# What Orca says\n\nWritten by \`WRITE=1 npm run test:reader\` with ${stage.version}. One line is one utterance.\n${transcript.join('\n')}\n`,
      );
  });

  for (const { name, steps } of walks) {
    test(name, async () => {
      await stage.play(async (scene) => {
        transcript.push(`\n## ${name}\n`);
        for (const step of steps(scene, reader)) {
          await step.act();
          const heard = await reader.listen((said) => findMissing(step, said) === undefined);
          transcript.push(`**${step.does}**\n`, ...heard.map((said) => `- ${said}`), '');
          check(step, heard);
        }
      });
    });
  }
});
