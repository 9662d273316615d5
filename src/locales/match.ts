/** With script and region filled in, as in `zh-TW` → `zh-Hant-TW`. Undefined for what is no language tag. */
const expand = (tag: string): Intl.Locale | undefined => {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-')).maximize();
  } catch {
    return undefined;
  }
};

/**
 * The name that a reader of `tag` understands best: of the same language, and then by script and by region. A different
 * script is still taken (`zh-Hant` → `zh-Hans`): who reads one of a language's scripts mostly reads the other. The last
 * of equals wins.
 */
export const matchLanguage = (tag: string, names: Iterable<string>): string | undefined => {
  const wanted = expand(tag);
  let best: string | undefined;
  let bestScore = -1;
  for (const name of names) {
    const offered = expand(name);
    if (wanted === undefined || offered?.language !== wanted.language) continue;
    const score = Number(offered.script === wanted.script) * 2 + Number(offered.region === wanted.region);
    if (score >= bestScore) [best, bestScore] = [name, score];
  }
  return best;
};
