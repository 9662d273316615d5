import { readFile } from 'node:fs/promises';

/** One section of `docs/errors.md`, by the anchor that a finding links to. */
export const readTopic = async (anchor: string): Promise<string | undefined> => {
  const page = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const sections = page.split(/\n(?=###? )/);
  return sections.find((section) => /^#+ (.*)/.exec(section)?.[1]?.toLowerCase().replaceAll(' ', '-') === anchor);
};
