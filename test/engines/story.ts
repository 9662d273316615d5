import assert from 'node:assert/strict';
import type { EngineName, Tab } from './engine.ts';
import { appears } from './person.ts';
import { outcomeOf, type Scene } from './stage.ts';

/** Everything, and not the part that covers each pair of policies once (scripts/engines.mjs). */
export const isFull = process.env['ENGINES'] === 'full';

export interface Story {
  readonly name: string;
  /** Only in the full run, because another story covers the same in part: `npm run test:engines -- --full`. */
  readonly full?: boolean;
  /** Why it cannot be played in this engine. */
  readonly skip?: (engine: EngineName) => string | undefined;
  readonly play: (scene: Scene) => Promise<void>;
}

export const connect = 'button.primary';
export const connectorOf = { first: '1002', second: '1020' } as const;
export const primaryOf = (id: string): string => `cyclr-connect[connector-id="${id}"] >>> ${connect}`;
export const isConnected = 'connected authenticated';

/** Presses Connect, and has the provider's first page in the window. */
export const begin = async (
  { engine, page, reached }: Scene,
  press = connect,
  where: 'page' | 'frame' = 'page',
  id: string = connectorOf.first,
): Promise<Tab> => {
  await reached(press === connect || press.includes('>>>') ? 'ready' : 'connected', id);
  await page.press(press, where);
  const opened = await engine.opened();
  await appears(opened, 'input[name=login]');
  return opened;
};

/** Opens another tab by a click on a link: WebKitGTK opens none for a script that clicks. */
export const openTab = async ({ engine, page }: Scene, address: string): Promise<Tab> => {
  await page.read(`(() => {
    const link = document.createElement('a');
    Object.assign(link, { href: ${JSON.stringify(address)}, target: '_blank', rel: 'noopener', className: 'tab', textContent: 'Another tab' });
    document.body.append(link);
    return 1;
  })()`);
  await page.press('a.tab');
  return engine.opened();
};

export const endsAs = async (scene: Scene, outcome: string, id?: string): Promise<void> => {
  assert.equal(outcomeOf(await scene.ending(id)), outcome);
};
