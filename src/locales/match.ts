/** Language, script and region, and nothing else that could make another language of it. */
const simple = /^([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?$/i;

/** With script and region filled in, as in `zh-TW` → `zh-Hant-TW`. Undefined for what is no language tag. */
const expand = (tag: string): Intl.Locale | undefined => {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-')).maximize();
  } catch {
    return undefined;
  }
};

/**
 * The name that a reader of `tag` understands best: of the same language, and then by script and by region. A name of a
 * different script is still taken (`zh-Hant` → `zh-Hans`), because most people who read one can read the other. Of equal names
 * the last is taken. If only one name has the tag's language, `Intl.Locale` is not used: its first use takes milliseconds.
 */
export const matchLanguage = (tag: string, names: Iterable<string>): string | undefined => {
  const language = simple.exec(tag)?.[1]?.toLowerCase();
  const [only, ...more] = new Set([...names].filter((name) => name.split('-')[0] === language));
  if (only !== undefined && more.length === 0) return only;
  const wanted = tag === '' ? undefined : expand(tag);
  if (wanted === undefined) return undefined;
  let best: string | undefined;
  let bestScore = -1;
  for (const name of names) {
    const offered = expand(name);
    if (offered?.language !== wanted.language) continue;
    const score = Number(offered.script === wanted.script) * 2 + Number(offered.region === wanted.region);
    if (score >= bestScore) [best, bestScore] = [name, score];
  }
  return best;
};
