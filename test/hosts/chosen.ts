import { stacks } from './stacks.ts';

/** What HOSTS can name beside the stacks: one test file each. */
const parts = ['dialogs', 'documented-express', 'hot-reload', 'older-browsers', 'rendering', 'types', 'two-versions'] as const;

/** `HOSTS=next,types`; undefined where nothing is named. */
const readNames = (wanted: string): readonly string[] | undefined => {
  if (wanted === '') return undefined;
  const names = wanted.split(',');
  const all = ['all', ...stacks.map(({ name }) => name), ...parts];
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`HOSTS names ${unknown.join(', ')}; there are ${all.join(', ')}.`);
  return names;
};

/** Whether HOSTS names it, or all. Without HOSTS those run that are quick to install and to start. */
export const isChosen = (name: string, quick = false): boolean => {
  const names = readNames(process.env['HOSTS'] ?? '');
  return names?.some((chosen) => chosen === 'all' || chosen === name) ?? quick;
};

/** For `describe` and `test`: why a part is skipped, or false. */
export const skipUnlessChosen = (part: (typeof parts)[number], quick = false): string | false =>
  isChosen(part, quick) ? false : `on demand: HOSTS=all or HOSTS=${part}`;
