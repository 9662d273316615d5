export interface AuthorizeUrlInput {
  /** Cyclr's setting, such as `https://…/authorize?store_url={{StoreURL}}|exclude:scope,display`. */
  readonly template: string;
  readonly providerOrigin: string;
  /** The properties saved on the account connector; a merge field without one is filled with nothing. */
  readonly properties: Readonly<Record<string, string>>;
  /** The query parameters that Cyclr adds by default. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Whether `|exclude:` is obeyed. Default: true. */
  readonly excludes?: boolean;
}

/** Fills a connector's "Authorize URL". A default that the template already carries is not added again. */
export const buildAuthorizeUrl = ({ template, providerOrigin, properties, defaults, excludes = true }: AuthorizeUrlInput): URL => {
  // Split before filling: a property may contain the marker itself.
  const [address = '', exclusion = ''] = template.split('|exclude:');
  const excluded = new Set((excludes ? exclusion : '').split(',').map((name) => name.trim()));
  const filled = address
    .replaceAll('{{Provider}}', providerOrigin)
    .replace(/\{\{(\w+)\}\}/g, (_field, name: string) =>
      encodeURIComponent(Object.hasOwn(properties, name) ? (properties[name] ?? '') : ''),
    );
  const url = new URL(filled);
  for (const [name, value] of Object.entries(defaults)) {
    if (!excluded.has(name) && !url.searchParams.has(name)) url.searchParams.append(name, value);
  }
  return url;
};
