import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Announcement, silence } from '../element/announcement.ts';
import { reportFailure } from '../element/console-report.ts';
import { formStyles } from '../element/form/form-styles.ts';
import { readMessages } from '../element/host-options.ts';
import { renderLiveRegions } from '../element/live-regions.ts';
import { palette } from '../element/palette.ts';
import { LanguageController } from '../element/language-controller.ts';
import { takeServerRoot } from '../element/render-root.ts';
import { createSay, type MessageOverrides, type Say } from '../element/say.ts';
import { styles } from '../element/styles.ts';
import { version } from '../element/version.ts';
import type { EndpointHeaders } from '../flow/endpoint-fetch.ts';
import type { Diagnosis } from '../flow/diagnose/finding.ts';
import { diagnose } from '../flow/diagnose/index.ts';
import { describeFailure, toConnectError } from '../flow/failure.ts';
import { connectorOf, isPending } from '../flow/state.ts';
import type { FieldOverrides } from '../protocol/fields.ts';
import { maxIdsPerRequest } from '../protocol/wire.ts';
import { AnotherForm } from './another-form.ts';
import { createCompletion } from './completion.ts';
import { type ConnectorNames, parseConnectorNames } from './connector-names.ts';
import type { CyclrConnectListEventMap, ListProgress } from './events.ts';
import type { ListItem } from './list-item.ts';
import { numberNames } from './number-names.ts';
import type { OpenedSource } from './open-source.ts';
import { listStyles } from './list-styles.ts';
import { renderEmpty, renderFailure, renderListButton, renderProgress, renderSkeletons, renderTools } from './list-views.ts';
import { RovingFocus } from './roving-focus.ts';
import { buildQuery } from './read-list.ts';
import { renderRow } from './row.ts';
import { createRowListener } from './row-events.ts';
import { statusAfter } from './row-status.ts';
import { RowWindow } from './row-window.ts';
import { filterItems } from './search-items.ts';
import { SourceController } from './source-controller.ts';

/**
 * All of an account's connections, and what may be added: what needs attention first, then what is connected, then the
 * rest. Each row is a `<cyclr-connect look="compact">`. The first picture is one request.
 *
 * @event complete - With `connectors`: all of them are connected, `{connected, total}`. Also after the first reading, if all are connected already.
 * @event incomplete - Then one of them no longer is.
 * @event connected - Of a row: as the element's, with `name`, the catalogue's name of the connector.
 * @event failed - Of a row, likewise; or the list could not be read: without a `name`.
 * @event disconnected - Of a row, likewise.
 * @event attention - Of a row, likewise.
 * @event installed - Of a row, likewise.
 * @event statechange - Of a row, likewise.
 *
 * @slot empty - In place of the sentence of an empty list.
 *
 * @csspart list - The frame.
 * @csspart progress - "1 of 2 connected".
 * @csspart search - The search field.
 * @csspart categories - The choice of a category.
 * @csspart category - One of them.
 * @csspart skeleton - A place of what is still being read.
 * @csspart item - The place of a row, with the line above it.
 * @csspart row - One row, a `<cyclr-connect>`; its own parts are exported under their names, its `card` as `row-card`.
 * @csspart empty - The sentence where there is nothing to show.
 * @csspart error - Why the list could not be read.
 * @csspart button - Every button of the list itself.
 * @csspart quiet-button - A secondary button.
 * @csspart primary-button - Adds another account.
 * @csspart actions - The row of buttons.
 * @csspart form - The form for another account.
 * @csspart label - A field's label.
 * @csspart input - An input or select.
 * @csspart field-error - The problem of one field.
 * @csspart sentence - The sentence about a name that the server does not have.
 */
export class CyclrConnectList extends LitElement {
  /** The version of the package. */
  static readonly version: string = version;

  static override styles = [palette, styles, formStyles, listStyles];

  static override properties: PropertyDeclarations = {
    endpoint: {},
    connectors: { hasChanged: (now: unknown, before: unknown) => JSON.stringify(now) !== JSON.stringify(before) },
    panel: {},
    rows: { type: Number },
    connectorLang: { attribute: 'connector-lang' },
    headers: { attribute: false },
    fields: { attribute: false },
    messages: { attribute: false },
    filter: { attribute: false },
  };

  readonly #language = new LanguageController(this);
  readonly #focus = new RovingFocus(this);
  readonly #window = new RowWindow();
  readonly #completion = createCompletion((type, detail) => {
    this.#dispatch(type, detail);
  });
  #announcement = silence;
  #say: Say = createSay('');

  /** Where the partner mounted the handler, such as `/cyclr-connect`. */
  declare endpoint: string | undefined;
  /**
   * Names or ids of the catalogue: an array, or as text separated by commas or, for names with a comma, an array in JSON.
   * Only these, in this order, counted. Default: all of the account.
   */
  declare connectors: ConnectorNames | undefined;
  /** Where a row's form, progress and questions open: `inline`, or `dialog`, a native modal one. Default: `inline`. */
  declare panel: 'inline' | 'dialog' | undefined;
  /** How many rows are shown as skeletons until the list is there. Default: `3`. */
  declare rows: number | undefined;
  /** The language of the texts that the server sends about connectors, and of the categories' names, such as `en`. Default: not known. */
  declare connectorLang: string | undefined;
  /** Added to every request to the endpoint, of the rows too. */
  declare headers: EndpointHeaders | undefined;
  /** Changes to single fields of the rows' forms, by name. */
  declare fields: FieldOverrides | undefined;
  /** The host's own sentences, by key. */
  declare messages: MessageOverrides | undefined;
  /** Which rows are shown: `({connector, name, status, category, …}) => boolean`. Default: all. */
  declare filter: ((item: ListItem) => boolean) | undefined;

  /** How many of `connectors` are connected, whatever `filter` hides; of all that is shown where it names none. */
  get progress(): ListProgress {
    const names = this.#names();
    const items = names === undefined ? this.#items() : (this.#source?.items ?? []);
    // Two names may mean one connector: then there is one row.
    const total = items.length || (names?.length ?? 0);
    return { connected: items.filter(({ status }) => status === 'connected').length, total };
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    return takeServerRoot(this) ?? super.createRenderRoot();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Changed headers are looked up at the next request. Headers that are added or removed start a new source.
    const isSwitched = changed.has('headers') && !changed.get('headers') !== !this.headers;
    if (changed.has('endpoint') || changed.has('connectors') || isSwitched) this.#reader.start();
    this.#say = this.#sayOf('');
  }

  protected override updated(): void {
    if (this.#names() !== undefined && this.#source?.status === 'shown') this.#completion(this.progress);
  }

  get #source(): OpenedSource | undefined {
    return this.#reader.source;
  }

  readonly #sayOf = (name: string): Say => createSay(name, this.#language.read(), readMessages(this.messages));

  #names(): string[] | undefined {
    return parseConnectorNames(this.connectors);
  }

  #dispatch(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** The list's own announcements, and those of its rows. */
  readonly #announce = (announcement: Announcement): void => {
    this.#announcement = announcement;
    this.requestUpdate();
  };

  readonly #handleFailure = (error: unknown, name?: string): void => {
    const detail = { connectorId: '', ...describeFailure(toConnectError(error), 'loading') };
    const message = name === undefined ? detail.message : `${name} in connectors: ${detail.message}`;
    reportFailure(this, { type: 'failed', ...detail, message });
    if (name !== undefined) return;
    this.#announce({ polite: this.#say('listFailed'), assertive: '' });
    this.#dispatch('failed', detail);
  };

  readonly #handleChange = (): void => {
    // The old rows are gone; the next ones are drawn for the first time.
    if (this.#source?.status === 'loading') this.#window.clear();
    if (this.#announcement.polite === this.#say('listFailed')) this.#announcement = silence;
    this.requestUpdate();
    // While a person searches, all parts are read.
    if (this.#window.isSearching) void this.#source?.more(true);
  };

  /** Whether the focus is in the list, or an attempt is under way in a row. */
  readonly #isHeld = (): boolean => {
    if (this.shadowRoot?.activeElement != null) return true;
    return [...(this.shadowRoot?.querySelectorAll('cyclr-connect') ?? [])].some(
      ({ state }) => isPending(state) || state.status === 'disconnecting',
    );
  };

  readonly #reader = new SourceController(this, {
    read: () => ({ endpoint: this.endpoint, names: this.#names(), headers: this.headers && (() => this.headers) }),
    onChange: this.#handleChange,
    onFailed: this.#handleFailure,
    isHeld: this.#isHeld,
  });

  #items(): ListItem[] {
    const all = this.#source?.items ?? [];
    return numberNames(filterItems(all, this.filter), all);
  }

  readonly #rowListener = createRowListener({
    find: (key) => this.#source?.items.find((item) => item.key === key),
    onState: (item, row, state) => {
      this.#source?.update(item.key, statusAfter(state, item), connectorOf(state)?.id);
      // Its button may appear or go with the state.
      if (item.key !== this.#focus.current) return;
      void row.updateComplete.then(() => {
        this.#focus.hostUpdated();
      });
    },
  });

  readonly #handleSearch = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    this.#window.searchFor({ [name]: value });
    void this.#source?.more(true);
    const found = this.#window.find(this.#items()).length;
    this.#announce({ polite: found === 0 ? this.#say('noMatch') : this.#say('found', { count: found }), assertive: '' });
  };

  readonly #retry = (): void => {
    this.refresh();
  };

  readonly #handleMore = (): void => {
    this.#window.widen();
    this.requestUpdate();
    void this.#source?.more();
  };

  readonly #another = new AnotherForm(this, {
    source: () => this.#source,
    say: this.#sayOf,
    onAdded: (key) => void this.#focus.moveTo(key),
  });

  /** Reads the list again. What is shown stays meanwhile, with what was typed and every sign-in; `failed` where it cannot be read. */
  refresh(): void {
    if (this.#source === undefined) this.#reader.start();
    else void this.#source.look(true);
  }

  /**
   * Looks for what on this page, in this browser, or at the endpoint will hinder the list or a sign-in, and says what to do
   * about it; in English, for developers. Opens no window and stores nothing. Never rejects.
   */
  diagnose(): Promise<Diagnosis> {
    const { endpoint, headers } = this;
    return diagnose({ endpoint, headers }, buildQuery(this.#names()?.slice(0, maxIdsPerRequest)));
  }

  #renderRows(source: OpenedSource, items: readonly ListItem[]): TemplateResult {
    const { found, shown, drawn, fresh, hasMore: isCut } = this.#window.place(items);
    source.prepare(fresh);
    const { handleKey, handleFocus, handleLeave, current } = this.#focus;
    if (![...shown].some(({ key }) => key === current)) this.#focus.current = found.find(({ key }) => !key.startsWith('?'))?.key ?? '';
    const hasMore = isCut || source.hasMore;
    return html`
      ${found.length === 0 && !hasMore ? renderEmpty(this.#say, items.length === 0) : nothing}
      <ul role="list" aria-label=${this.#say('list')} ?hidden=${found.length === 0} @keydown=${handleKey} @focusin=${handleFocus} @focusout=${handleLeave}>
        ${repeat(
          drawn,
          ({ key }) => key,
          (item) => html`<li part="item" ?hidden=${!shown.has(item)}>${renderRow(item, this, this.#sayOf, this.#announce)}</li>`,
        )}
      </ul>
      ${hasMore ? renderListButton(this.#say('more'), this.#handleMore) : nothing}
    `;
  }

  #renderContent(): unknown {
    const { source, status } = this.#reader;
    if (status === 'failed') return renderFailure(this.#say, this.#retry);
    if (source?.status !== 'shown') return renderSkeletons(this.#say, this.rows);
    const { categories, hasMore } = source;
    const items = this.#items();
    return html`
      ${this.#names() === undefined ? nothing : renderProgress(this.#say, this.progress)}
      ${renderTools({ items, categories, hasMore, search: this.#window.search, lang: this.connectorLang, say: this.#say, onInput: this.#handleSearch })}${this.#renderRows(source, items)}
      ${this.#another.render(this.#say)}
    `;
  }

  protected override render(): TemplateResult {
    const rowEvent = this.#rowListener;
    return html`
      <div class="card compact list" part="list" lang=${this.#language.tag} dir=${this.#language.direction ?? nothing}
        @connected=${rowEvent} @failed=${rowEvent} @disconnected=${rowEvent} @statechange=${rowEvent} @attention=${rowEvent} @installed=${rowEvent}>
        ${this.#renderContent()}
        ${renderLiveRegions(this.#announcement)}
      </div>
    `;
  }
}

/** Gives addEventListener the types of our own events. */
export interface CyclrConnectList {
  addEventListener<Name extends keyof CyclrConnectListEventMap>(
    type: Name,
    listener: (this: CyclrConnectList, event: CyclrConnectListEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'cyclr-connect-list': CyclrConnectList;
  }
}
