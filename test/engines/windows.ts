import type { Engine, Tab } from './engine.ts';
import { until } from './wait.ts';

/** The windows of one browser, each by its driver's reference: a page, or a handle. */
export const createWindows = <Name>(
  first: Name,
  list: () => Promise<Name[]>,
  createTab: (name: Name) => Tab,
): Pick<Engine, 'main' | 'opened' | 'countWindows' | 'tidy'> => {
  const known = new Set([first]);
  const others = async (): Promise<Name[]> => (await list()).filter((name) => name !== first);
  return {
    main: createTab(first),
    opened: () =>
      until('a new window', async () => {
        const name = (await others()).find((one) => !known.has(one));
        if (name === undefined) return undefined;
        known.add(name);
        return createTab(name);
      }),
    countWindows: async () => (await list()).length,
    tidy: async () => {
      for (const name of await others())
        await createTab(name)
          .close()
          .catch(() => undefined);
      await until('all windows but one to close', async () => ((await others()).length === 0 ? true : undefined));
    },
  };
};
