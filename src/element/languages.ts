import { english, type Locale, unnamedEnglish } from '../locales/en.ts';
import { type LoadLocale, loadLocale } from '../locales/load.ts';
import { type LocaleName, localeNames } from '../locales/names.ts';
import { matchLanguage } from '../locales/match.ts';
import { ConnectError } from '../protocol/errors.ts';

/** A language as it is shown: its table, and the tag that numbers and plurals go by. */
export interface Language {
  tag: string;
  table: Locale;
}

export const englishLanguage: Language = { tag: 'en', table: { ...english, unnamed: unnamedEnglish } };

export interface Languages {
  /** The language for a tag as a page writes it; English where there is no better. Undefined while it is fetched. */
  find(tag: string): Language | undefined;
  register(name: string, table: Locale): void;
  /** Calls back when the answer of `find` may have changed. */
  onChange: () => void;
}

/** The languages of one page: each is fetched once, when the first widget needs it, for all of them. */
export const createLanguages = (load: LoadLocale): Languages => {
  const ready = new Map<string, Language>([['en', englishLanguage]]);
  const matches = new Map<string, string>();
  const fetching = new Set<string>();

  const settle = (name: string, language: Language): void => {
    if (!ready.has(name)) ready.set(name, language);
    self.onChange();
  };
  const fetchOnce = (name: string): void => {
    if (fetching.has(name)) return;
    fetching.add(name);
    load(name as LocaleName)
      .then(({ default: table }) => {
        settle(name, { tag: name, table });
      })
      .catch((error: unknown) => {
        console.warn(
          `<cyclr-connect>: the language ${name} could not be loaded, so English is shown. Its file is locales/${name}.js; or give it to registerLocale().`,
          error,
        );
        settle(name, englishLanguage);
      });
  };

  const self: Languages = {
    onChange: () => undefined,
    find(tag) {
      let name = matches.get(tag);
      if (name === undefined) {
        name = matchLanguage(tag, [...localeNames, ...ready.keys()]) ?? 'en';
        matches.set(tag, name);
      }
      const language = ready.get(name);
      if (language === undefined) fetchOnce(name);
      return language;
    },
    register(name, table) {
      let tag: string | undefined;
      try {
        [tag] = Intl.getCanonicalLocales(name);
      } catch {
        // Reported below.
      }
      if (tag === undefined)
        throw new ConnectError('misconfigured', `registerLocale: expected a language tag such as "de" or "pt-BR", not "${name}".`);
      // Read from plain JavaScript, it may be anything: sentences that are missing are English.
      if (typeof (table as unknown) !== 'object' || (table as unknown) === null) {
        console.error(`<cyclr-connect>: registerLocale("${name}") was given no table of sentences; it was left out.`);
        return;
      }
      ready.delete(tag); // The newest registration is last, and so has priority over similar tags.
      ready.set(tag, { tag, table });
      matches.clear();
      self.onChange();
    },
  };
  return self;
};

export const languages = createLanguages(loadLocale);

/**
 * Gives the element a language, so that it is not fetched: one of `cyclr-connect/locales/*.js`, or one of your own.
 * A name that is known already gets the new sentences.
 *
 * @example
 * ```ts
 * import { registerLocale } from 'cyclr-connect';
 * import german from 'cyclr-connect/locales/de.js';
 *
 * registerLocale('de', { ...german, connect: '{name} hinzufügen' });
 * ```
 *
 * @param name - A BCP 47 tag, such as `de` or `pt-BR`.
 * @throws {ConnectError} `misconfigured` when `name` is no such tag.
 */
export const registerLocale = (name: string, table: Locale): void => {
  languages.register(name, table);
};
