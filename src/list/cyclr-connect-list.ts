import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Announcement } from '../element/announcement.ts';
import type { CyclrConnect } from '../element/cyclr-connect.ts';
import type { StateChangeDetail } from '../element/events.ts';
import { formStyles } from '../element/form/form-styles.ts';
import { readMessages } from '../element/host-options.ts';
import { LanguageController } from '../element/language-controller.ts';
import { createSay, type MessageOverrides, messageKeyOf, type Say } from '../element/say.ts';
import { styles } from '../element/styles.ts';
import { createEndpointFetch, type EndpointFetch, type EndpointHeaders } from '../flow/endpoint-fetch.ts';
import { toConnectError } from '../flow/failure.ts';
import { resolveEndpoint } from '../flow/options.ts';
import { type Place, placesOf } from '../flow/places.ts';
import { browserPlatform } from '../flow/platform.ts';
import { prepareViews } from '../flow/prepared-views.ts';
import type { FieldOverrides } from '../protocol/fields.ts';
import { type AnotherDraft, chosenOf, emptyDraft, renderAnother } from './add-another.ts';
import type { CyclrConnectListEventMap, ListProgress } from './events.ts';
import type { ListItem } from './list-item.ts';
import { createListSource, type ListSource } from './list-source.ts';
import { listStyles } from './list-styles.ts';
import { addConnector } from './read-list.ts';
import { renderFailure, renderSkeletons, renderTools } from './list-views.ts';
import { findNextRow, focusRow, updateTabStops } from './roving-focus.ts';
import { statusAfter } from './row-status.ts';
import { isFound, type Search } from './search-items.ts';
import { version } from '../element/version.ts';

/** So many rows at a time. */
const step = 100;

const readHeaders = (headers: EndpointHeaders | undefined): HeadersInit | Promise<HeadersInit> =>
  typeof headers === 'function' ? headers() : (headers ?? {});

const rowParts =
  'card:row-card, head, icon, title, status, body, sentence, error, form, field, label, hint, input, actions, button, primary-button, quiet-button, danger-button, foot';

/**
 * All of an account's connections, and what may be added: what needs attention first, then what is connected, then the
 * rest. Each row is a `<cyclr-connect look="compact">`. The first picture is one request.
 *
 * @event complete - With `connectors`: all of them are connected, `{connected, total}`. Also when the list finds it so at first.
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
 * @csspart row - One row, a `<cyclr-connect>`; its own parts are exported under their names, its `card` as `row-card`.
 * @csspart empty - The sentence where there is nothing to show.
 * @csspart error - Why the list could not be read.
 * @csspart button - Every button of the list itself.
 * @csspart quiet-button - A secondary button.
 * @csspart primary-button - Adds another account.
 */
export class CyclrConnectList extends LitElement {
  /** The version of the package. */
  static readonly version: string = version;

  static override styles = [styles, formStyles, listStyles];

  static override properties: PropertyDeclarations = {
    endpoint: {},
    connectors: {},
    panel: {},
    rows: { type: Number },
    headers: { attribute: false },
    fields: { attribute: false },
    messages: { attribute: false },
    filter: { attribute: false },
  };

  readonly #language = new LanguageController(this);
  #source: ListSource | undefined;
  #ask: EndpointFetch | undefined;
  #address = '';
  #leave: (() => void) | undefined;
  #search: Search = { text: '', category: '' };
  #limit = step;
  /** Rows that were drawn once stay: a search hides them, and a sign-in in one of them goes on. */
  readonly #drawn = new Set<string>();
  /** The row that Tab leads to. */
  #current = '';
  #draft: AnotherDraft = emptyDraft;
  #isComplete = false;
  /** The endpoint cannot be one. */
  #isBroken = false;
  #announcement: Announcement = { polite: '', assertive: '' };
  #say: Say = createSay('');
  #leaving = 0;

  /** Where the partner mounted the handler, such as `/cyclr-connect`. */
  declare endpoint: string | undefined;
  /** Names or ids of the catalogue, separated by commas: only these, in this order, counted. Default: all of the account. */
  declare connectors: string | undefined;
  /** Where a row's form, progress and questions open: `inline`, or `dialog`, a native modal one. Default: `inline`. */
  declare panel: 'inline' | 'dialog' | undefined;
  /** How many rows are shown as skeletons until the list is there. Default: `3`. */
  declare rows: number | undefined;
  /** Added to every request to the endpoint, of the rows too. */
  declare headers: EndpointHeaders | undefined;
  /** Changes to single fields of the rows' forms, by name. */
  declare fields: FieldOverrides | undefined;
  /** The host's own sentences, by key. */
  declare messages: MessageOverrides | undefined;
  /** Which rows are shown: `({connector, name, status, category, …}) => boolean`. Default: all. */
  declare filter: ((item: ListItem) => boolean) | undefined;

  /** How many of `connectors` are connected; of all that is listed where it names none. */
  get progress(): ListProgress {
    const items = this.#items();
    return { connected: items.filter(({ status }) => status === 'connected').length, total: this.#names()?.length ?? items.length };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaving += 1;
    if (this.hasUpdated && this.#source === undefined) this.#start();
  }

  /** A list that is only moved leaves and comes back in one turn. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const leaving = (this.#leaving += 1);
    queueMicrotask(() => {
      if (leaving === this.#leaving) this.#end();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has('endpoint') || changed.has('connectors');
    if (isOther || (changed.has('headers') && this.#source === undefined)) this.#start();
    this.#say = createSay('', this.#language.read(), readMessages(this.messages));
  }

  protected override updated(): void {
    this.#judge();
    this.#updateTabStops();
  }

  #updateTabStops(): void {
    const rows = this.#rowElements();
    updateTabStops(
      rows,
      rows.find(({ dataset }) => dataset['key'] === this.#current),
      this.shadowRoot?.activeElement ?? null,
    );
  }

  #names(): string[] | undefined {
    if (this.connectors == null || this.connectors.trim() === '') return undefined;
    return [...new Set(this.connectors.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  }

  #end(): void {
    this.#source?.dispose();
    this.#source = undefined;
    this.#leave?.();
    this.#leave = undefined;
  }

  #start(): void {
    // A server only draws the tag: the list begins in the browser.
    if (typeof document === 'undefined') return;
    this.#end();
    this.#isBroken = false;
    this.#drawn.clear();
    this.#limit = step;
    if (!this.endpoint) return;
    const platform = browserPlatform();
    try {
      this.#address = resolveEndpoint(this.endpoint, platform);
    } catch (error) {
      this.#isBroken = true;
      this.#fail(error);
      return;
    }
    // Looked up at each request: a page that renders again passes a new function each time.
    const headers = this.headers && ((): ReturnType<typeof readHeaders> => readHeaders(this.headers));
    const ask = (this.#ask = createEndpointFetch(this.#address, headers, platform));
    const source = (this.#source = createListSource({
      ask,
      names: this.#names(),
      now: platform.now,
      onChange: () => {
        this.#handleSource(source);
      },
      isHeld: () => this.#isHeld(),
    }));
    const isKnown = (id: string): boolean => source.items.some(({ connectorId }) => connectorId === id);
    const place: Place = {
      learn: ({ id }) => {
        if (!isKnown(id)) void source.look();
      },
      look: (id) => {
        if (id === undefined || !isKnown(id)) void source.look();
      },
    };
    this.#leave = placesOf(platform).join(this.#address, undefined, place);
    void source.load();
  }

  #fail(error: unknown): void {
    const { code, message, retryable } = toConnectError(error);
    console.error(`<cyclr-connect-list>: ${message} (${code})`);
    this.#announcement = { polite: '', assertive: this.#say('listFailed') };
    const detail = { connectorId: '', code, stage: 'loading', message, retryable } as const;
    this.dispatchEvent(new CustomEvent('failed', { detail, bubbles: true, composed: true }));
  }

  #handleSource(source: ListSource): void {
    if (source !== this.#source) return;
    this.requestUpdate();
    if (source.state.status === 'failed') this.#fail(source.state.error);
    else if (this.#announcement.assertive !== '') this.#announcement = { polite: '', assertive: '' };
    // What may be behind the next part must be found too.
    if (this.#isSearching) void source.more(true);
  }

  get #isSearching(): boolean {
    return this.#search.text.trim() !== '' || this.#search.category !== '';
  }

  /** A person is at one of the rows, or a sign-in is under way in one. */
  #isHeld(): boolean {
    if (this.shadowRoot?.activeElement != null) return true;
    return this.#rowElements().some(({ state: { status } }) => ['saving', 'authorizing', 'confirming', 'disconnecting'].includes(status));
  }

  #items(): ListItem[] {
    const items = this.#source?.items ?? [];
    const { filter } = this;
    if (typeof filter !== 'function') return [...items];
    return items.filter((item) => {
      try {
        return filter(item);
      } catch (error) {
        reportError(error);
        return false;
      }
    });
  }

  #judge(): void {
    if (this.#names() === undefined || this.#source?.state.status !== 'shown') return;
    const { progress } = this;
    const isComplete = progress.total > 0 && progress.connected === progress.total;
    if (isComplete === this.#isComplete) return;
    this.#isComplete = isComplete;
    this.dispatchEvent(new CustomEvent(isComplete ? 'complete' : 'incomplete', { detail: progress, bubbles: true, composed: true }));
  }

  #rowElements(): CyclrConnect[] {
    return [...(this.shadowRoot?.querySelectorAll('cyclr-connect') ?? [])];
  }

  /** Before any listener of the page: which connector it is about, and what it says of its row. */
  readonly #handleRowEvent = {
    capture: true,
    handleEvent: ({ type, target, detail }: Event & { detail: unknown }): void => {
      const row = target as CyclrConnect;
      const item = this.#source?.items.find(({ key }) => key === row.dataset['key']);
      if (item === undefined || typeof detail !== 'object' || detail === null) return;
      (detail as { name?: string }).name = item.connector || item.name;
      if (type !== 'statechange') return;
      // Its button may come or go with the state.
      if (item.key === this.#current) {
        void row.updateComplete.then(() => {
          this.#updateTabStops();
        });
      }
      const { state } = detail as StateChangeDetail;
      const connectorId = Object.hasOwn(state, 'connector') ? (state as { connector?: { id: string } }).connector?.id : undefined;
      this.#source?.update(item.key, statusAfter(state, item), connectorId);
    },
  };

  /** The one voice of all rows. */
  readonly #handleAnnouncement = (announcement: Announcement): void => {
    this.#announcement = announcement;
    this.requestUpdate();
  };

  readonly #handleSearch = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    this.#search = { ...this.#search, [name]: value };
    this.#limit = step;
    void this.#source?.more(true);
    const found = this.#items().filter((item) => isFound(item, this.#search)).length;
    this.#announcement = { polite: found === 0 ? this.#say('noMatch') : this.#say('found', { count: found }), assertive: '' };
    this.requestUpdate();
  };

  readonly #retry = (): void => {
    this.refresh();
  };

  readonly #handleMore = async (): Promise<void> => {
    this.#limit += step;
    this.requestUpdate();
    await this.#source?.more();
  };

  readonly #handleFocus = ({ target }: FocusEvent): void => {
    const key = (target as HTMLElement).dataset['key'];
    if (key === undefined) return;
    this.#current = key;
    this.#updateTabStops();
  };

  readonly #handleLeave = (): void => {
    this.requestUpdate();
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    const rows = this.#rowElements().filter((row) => row.closest('[hidden]') === null);
    const next = findNextRow(event, rows, rows.indexOf(event.target as CyclrConnect));
    if (next === undefined) return;
    event.preventDefault();
    this.#current = next.dataset['key'] ?? '';
    this.#updateTabStops();
    focusRow(next);
  };

  readonly #change = (change: Partial<AnotherDraft>): void => {
    this.#draft = { ...this.#draft, ...change };
    this.requestUpdate();
  };

  readonly #anotherHandlers = {
    toggle: (): void => {
      this.#change(this.#draft.open ? emptyDraft : { open: true });
    },
    change: ({ target }: Event): void => {
      const { name, value } = target as HTMLInputElement;
      this.#change({ [name]: value, problem: '', ...(name === 'connector' ? { method: '' } : {}) });
    },
    submit: (event: Event): void => {
      event.preventDefault();
      void this.#add();
    },
  };

  async #add(): Promise<void> {
    const source = this.#source;
    const entry = source && chosenOf(source.another, this.#draft);
    if (source === undefined || entry === undefined || this.#ask === undefined || this.#draft.busy) return;
    const name = this.#draft.name.trim();
    if (name === '') {
      this.#change({ problem: this.#say('required', { field: this.#say('anotherName') }) });
      return;
    }
    const [first] = entry.methods;
    const method = entry.methods.length > 1 ? this.#draft.method || first?.id : undefined;
    this.#change({ busy: true, problem: '' });
    try {
      const { connector } = await addConnector(this.#ask, {
        connector: entry.connector,
        name,
        ...(method === undefined ? {} : { method }),
      });
      this.#draft = emptyDraft;
      const key = source.add({ ...connector, connector: entry.connector });
      this.#current = key;
      await this.updateComplete;
      const row = this.#rowElements().find(({ dataset }) => dataset['key'] === key);
      await row?.updateComplete;
      if (row !== undefined) focusRow(row);
    } catch (error) {
      const failure = toConnectError(error);
      const say = createSay(entry.name, this.#language.read(), readMessages(this.messages));
      this.#change({ busy: false, problem: failure.fields?.['name'] ?? say(messageKeyOf({ code: failure.code, stage: 'saving' })) });
    }
  }

  /** Reads the list again. */
  refresh(): void {
    if (this.#source === undefined) this.#start();
    else void this.#source.load();
  }

  #renderRow(item: ListItem): TemplateResult {
    const { key, name, icon, connector, connectorId } = item;
    if (key.startsWith('?')) {
      const say = createSay(name, this.#language.read(), readMessages(this.messages));
      return html`<p class="waiting-row" part="sentence" .textContent=${say('failed-final')}></p>`;
    }
    // A row that began without an id finds its connector by itself.
    const isNamed = key.startsWith('+');
    return html`
      <cyclr-connect
        part="row"
        exportparts=${rowParts}
        look="compact"
        data-key=${key}
        endpoint=${this.endpoint ?? ''}
        connector-id=${isNamed ? nothing : (connectorId ?? nothing)}
        connector=${isNamed ? connector : nothing}
        panel=${this.panel ?? nothing}
        name=${name || nothing}
        icon=${icon || nothing}
        .headers=${this.headers}
        .fields=${this.fields}
        .messages=${this.messages}
        .announce=${this.#handleAnnouncement}
      ></cyclr-connect>
    `;
  }

  /** What was read goes to the rows that are new, so that none of them asks. */
  #prepare(fresh: readonly ListItem[]): void {
    const source = this.#source;
    if (source === undefined || fresh.length === 0) return;
    const views = new Map<string, unknown>();
    for (const { key, connector, connectorId } of fresh) {
      const view = source.takeView(key);
      if (view !== undefined) views.set(connectorId ?? connector, view);
    }
    const takeBack = prepareViews(this.#address, views);
    void this.updateComplete.then(() => setTimeout(takeBack));
  }

  #renderRows(items: readonly ListItem[]): TemplateResult {
    const found = items.filter((item) => isFound(item, this.#search));
    const shown = new Set(found.slice(0, this.#limit).map(({ key }) => key));
    const fresh = items.filter(({ key }) => shown.has(key) && !this.#drawn.has(key));
    this.#prepare(fresh);
    for (const { key } of fresh) this.#drawn.add(key);
    if (!shown.has(this.#current)) this.#current = found.find(({ key }) => !key.startsWith('?'))?.key ?? '';
    const hasMore = found.length > this.#limit || this.#source?.hasMore === true;
    return html`
      ${found.length === 0 && !hasMore ? this.#renderEmpty(items.length === 0) : nothing}
      <ul role="list" aria-label=${this.#say('list')} ?hidden=${found.length === 0} @keydown=${this.#handleKey} @focusin=${this.#handleFocus} @focusout=${this.#handleLeave}>
        ${repeat(
          items.filter(({ key }) => this.#drawn.has(key)),
          ({ key }) => key,
          (item) => html`<li ?hidden=${!shown.has(item.key)}>${this.#renderRow(item)}</li>`,
        )}
      </ul>
      ${hasMore ? html`<div class="actions"><button class="quiet" part="button quiet-button" @click=${this.#handleMore} .textContent=${this.#say('more')}></button></div>` : nothing}
    `;
  }

  #renderEmpty(isNothing: boolean): TemplateResult {
    const sentence = html`<p part="empty" .textContent=${this.#say(isNothing ? 'empty' : 'noMatch')}></p>`;
    return isNothing ? html`<slot name="empty">${sentence}</slot>` : sentence;
  }

  #renderContent(): unknown {
    const state = this.#source?.state;
    if (this.#isBroken) return renderFailure(this.#say, this.#retry);
    if (state === undefined || state.status === 'loading') return renderSkeletons(this.#say, this.rows);
    if (state.status === 'failed') return renderFailure(this.#say, this.#retry);
    const items = this.#items();
    const { another } = this.#source ?? {};
    const { connected, total } = this.progress;
    return html`
      ${this.#names() === undefined ? nothing : html`<p class="progress" part="progress" .textContent=${this.#say('progress', { count: connected, value: String(total) })}></p>`}
      ${renderTools({ items, hasMore: this.#source?.hasMore === true, search: this.#search, say: this.#say, onInput: this.#handleSearch })}${this.#renderRows(items)}
      ${another === undefined || another.length === 0 ? nothing : renderAnother(another, this.#draft, this.#say, this.#anotherHandlers)}
    `;
  }

  protected override render(): TemplateResult {
    const { polite, assertive } = this.#announcement;
    const rowEvent = this.#handleRowEvent;
    return html`
      <div class="card compact list" part="list" lang=${this.#language.tag} dir=${this.#language.direction ?? nothing}
        @connected=${rowEvent} @failed=${rowEvent} @disconnected=${rowEvent} @statechange=${rowEvent} @attention=${rowEvent} @installed=${rowEvent}>
        ${this.#renderContent()}
        <div class="spoken" role="status" .textContent=${polite}></div>
        <div class="spoken" role="alert" .textContent=${assertive}></div>
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
