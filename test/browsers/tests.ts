import { after, before, describe, test } from 'node:test';
import type { EngineName } from './engine.ts';
import { cells, describeCell, type Played, playCell } from './matrix.ts';
import { setStage, type Stage } from './stage.ts';
import { stories } from './stories.ts';
import { isRequired, startEngine, whyMissing } from './start-engine.ts';

const median = (numbers: readonly number[]): number => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;

const describeTimes = (what: string, played: readonly Played[]): string =>
  `${what} ${median(played.map(({ took }) => took))} ms (${played.length})`;

/** Everything that is tested in one engine, one after the other: a person has one pair of eyes, and a screen one focus. */
export const testEngine = (name: EngineName): void => {
  const missing = whyMissing(name);
  describe(name, { skip: missing !== undefined && !isRequired(name) && missing, timeout: 900_000 }, () => {
    let stage: Stage | undefined;
    const played: Played[] = [];

    before(async () => {
      stage = await setStage(() => startEngine(name));
    });
    after(async () => {
      console.log(`# ${name}: ${stage?.version ?? 'not started'}; from Allow to connected, median: ${[
        describeTimes('opener kept', played.filter(({ kept }) => kept)),
        describeTimes('opener cut', played.filter(({ kept }) => !kept)),
      ].join(', ')}`);
      await stage?.end();
    });

    for (const story of stories) {
      test(story.name, { skip: missing === undefined && story.skip?.(name) }, async () => {
        await stage?.play(story.play);
      });
    }
    for (const cell of cells) {
      test(describeCell(cell), async () => {
        await stage?.play(async (scene) => { played.push(await playCell(cell, scene)); });
      });
    }
  });
};
