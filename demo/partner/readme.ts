import { readFile } from 'node:fs/promises';

/** One section of the README as it stands there, by the anchor that a finding links to. */
export const readReadmeSection = async (anchor: string): Promise<string | undefined> => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const sections = readme.split(/\n(?=###? )/);
  return sections.find((section) => /^#+ (.*)/.exec(section)?.[1]?.toLowerCase().replaceAll(' ', '-') === anchor);
};
