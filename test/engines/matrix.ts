import assert from 'node:assert/strict';
import type { Switches } from '../../demo/sandbox/switches.ts';
import type { EngineName } from './engine.ts';
import { appears } from './person.ts';
import { outcomeOf, type Scene } from './stage.ts';

/** One combination of what the pages on the way say about their windows. */
export interface Cell {
  readonly partner: string;
  readonly coep: string;
  readonly provider: Switches['providerCoop'];
  readonly wayBack: 'message' | 'callback';
}

const partners = [
  { partner: '', coep: '' },
  { partner: 'same-origin-allow-popups', coep: '' },
  { partner: 'same-origin', coep: '' },
  { partner: 'same-origin', coep: 'require-corp' },
  { partner: 'noopener-allow-popups', coep: '' },
];
const providers = ['', 'same-origin-allow-popups', 'same-origin', 'noopener-allow-popups'] as const;

/** Each policy of the page with each of the provider's, with both ways back or, unless the run is full, with one: then with both by turns. */
export const buildCells = (full: boolean): readonly Cell[] =>
  partners.flatMap((page, row) =>
    providers.flatMap((provider, column) =>
      (['message', 'callback'] as const)
        .filter((_, way) => full || (row + column + way) % 2 === 0)
        .map((wayBack) => ({ ...page, provider, wayBack })),
    ),
  );

export const describeCell = ({ partner, coep, provider, wayBack }: Cell): string =>
  `page ${partner || 'open'}${coep && `, ${coep}`}; provider ${provider || 'open'}; by ${wayBack}`;

/** Whether the window still has its opener. Firefox does not support noopener-allow-popups. */
export const keepsOpener = ({ partner, provider }: Cell, engine: EngineName): boolean =>
  partner !== 'same-origin' && (provider === '' || (engine === 'firefox' && provider === 'noopener-allow-popups'));

export interface Played extends Cell {
  readonly kept: boolean;
  /** Milliseconds from the press on Allow, as the provider got it, to `connected`. */
  readonly took: number;
}

/** Signs in once, and holds the attempt to its one true end. */
export const playCell = async (cell: Cell, scene: Scene): Promise<Played> => {
  const { engine, page, visit, set, reached, ending, log } = scene;
  await set({ providerCoop: cell.provider, rememberedLogin: true });
  await visit({ coop: cell.partner, coep: cell.coep, return: cell.wayBack });
  await reached('ready');
  await page.press('button.primary');
  const opened = await engine.opened();
  await appears(opened, 'button[value=allow]');
  const kept = (await opened.read('window.opener !== null')) === true;
  // Else the policies were not sent, or not understood, and nothing was tested.
  assert.equal(kept, keepsOpener(cell, engine.name), 'whether the window still knows its opener');
  await opened.press('button[value=allow]');
  const end = await ending();
  assert.equal(outcomeOf(end), 'connected authenticated');
  const allowed = (await log()).filter(({ method, path }) => method === 'POST' && path.startsWith('/interaction/')).at(-1);
  assert.ok(allowed);
  return { ...cell, kept, took: end.at - Date.parse(allowed.time) };
};
