import { after, before, describe, test } from 'node:test';
import type { EngineName } from './engine.ts';
import { buildCells, describeCell, type Played, playCell } from './matrix.ts';
import { setStage, type Stage } from './stage.ts';
import { stories } from './stories.ts';
import { isFull } from './story.ts';
import { isRequired, startEngine, whyMissing } from './start-engine.ts';

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;

/** How long `connected` took after Allow, in words: by a message, by the report of a window that was cut off, or by polling. */
const describeTimes = (played: readonly Played[]): string => {
  const kinds: Record<string, (one: Played) => boolean> = {
    'opener kept': ({ kept }) => kept,
    'opener cut, back by callback': ({ kept, wayBack }) => !kept && wayBack === 'callback',
    'opener cut, back by message': ({ kept, wayBack }) => !kept && wayBack === 'message',
  };
  return Object.entries(kinds)
    .map(([what, is]) => {
      const times = played.filter(is).map(({ took }) => took);
      return `${what} ${median(times)} ms (${times.length})`;
    })
    .join(', ');
};

/** Everything that is tested in one engine, one after the other: a person has one pair of eyes, and a screen one focus. */
export const testEngine = (name: EngineName): void => {
  const missing = whyMissing(name);
  describe(name, { skip: missing !== undefined && !isRequired(name) && missing, timeout: 900_000 }, () => {
    let stage: Stage | undefined;
    const played: Played[] = [];
    const play: Stage['play'] = async (act) => {
      if (stage === undefined) throw new Error('There is no stage.');
      await stage.play(act);
    };

    before(async () => {
      stage = await setStage(() => startEngine(name));
    });
    after(async () => {
      console.log(`# ${name}: ${stage?.version ?? 'not started'}; median from Allow to connected: ${describeTimes(played)}`);
      await stage?.end();
    });

    for (const story of stories.filter(({ full = false }) => isFull || !full)) {
      test(story.name, { skip: missing === undefined && story.skip?.(name) }, async () => {
        await play(story.play);
      });
    }
    for (const cell of buildCells(isFull)) {
      test(describeCell(cell), async () => {
        await play(async (scene) => {
          played.push(await playCell(cell, scene));
        });
      });
    }
  });
};
