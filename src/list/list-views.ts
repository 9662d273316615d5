import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from '../element/say.ts';
import { renderActions, renderButton } from '../element/view.ts';
import type { ListProgress } from './events.ts';
import type { ListItem } from './list-item.ts';
import { listCategories, type Search } from './search-items.ts';

/** The search field is shown from this many rows on. */
const searchFrom = 8;

const mostSkeletons = 100;

/** Skeleton rows, of the size of the real ones. `wanted`: how many the host expects. */
export const renderSkeletons = (say: Say, wanted: number | undefined): TemplateResult => html`
  <div role="group" aria-busy="true" aria-label=${say('statusLoading')}>
    ${Array.from(
      { length: Math.min(Math.max(Number(wanted) || 3, 1), mostSkeletons) },
      () => html`
        <div class="compact">
          <div class="head row"><span class="icon" part="skeleton"></span><div class="names"><div class="skeleton" part="skeleton"></div></div><div class="skeleton" part="skeleton"></div></div>
        </div>
      `,
    )}
  </div>
`;

/** A quiet button by itself. */
export const renderListButton = (label: string, onClick: () => void): TemplateResult =>
  renderActions(renderButton({ name: '' }, label, { onClick }));

interface Tools {
  items: readonly ListItem[];
  /** Of all that the list may show. */
  categories: readonly string[];
  /** There is more than these. */
  hasMore: boolean;
  search: Search;
  /** Of the names of the categories, where the host says it. */
  lang: string | undefined;
  say: Say;
  onInput: (event: Event) => void;
}

const renderChip = (value: string, text: string, { category }: Search, lang?: string): TemplateResult => html`
  <label class="chip" part="category">
    <input type="radio" name="category" value=${value} .checked=${category === value}><span dir="auto" lang=${lang ?? nothing} .textContent=${text}></span>
  </label>
`;

/** The search field where there is enough to search, and beside it the categories where there is a choice. */
export const renderTools = ({ items, categories, hasMore, search, lang, say, onInput }: Tools): TemplateResult | typeof nothing => {
  if (!hasMore && items.length < searchFrom) return nothing;
  const chips = listCategories(categories, items, hasMore);
  return html`
    <div class="tools" role="search" aria-label=${say('list')} @input=${onInput}>
      <input type="search" name="text" part="search" autocomplete="off" spellcheck="false"
        aria-label=${say('search')} placeholder=${say('search')} .value=${search.text}>
      ${
        chips.length > 0
          ? html`<fieldset part="categories" aria-label=${say('category')}>
              ${renderChip('', say('all'), search)}${chips.map((category) => renderChip(category, category, search, lang))}
            </fieldset>`
          : nothing
      }
    </div>
  `;
};

export const renderFailure = (say: Say, onRetry: () => void): TemplateResult => html`
  <p class="notice" part="error" .textContent=${say('listFailed')}></p>
  ${renderListButton(say('tryAgain'), onRetry)}
`;

/** What is shown in place of rows. `isNothing`: there is nothing to show at all, searched or not. */
export const renderEmpty = (say: Say, isNothing: boolean): TemplateResult => {
  const sentence = html`<p part="empty" .textContent=${say(isNothing ? 'empty' : 'noMatch')}></p>`;
  return isNothing ? html`<slot name="empty">${sentence}</slot>` : sentence;
};

/** Such as "1 of 2 connected". */
export const renderProgress = (say: Say, { connected, total }: ListProgress): TemplateResult =>
  html`<p class="progress" part="progress" .textContent=${say('progress', { count: connected, value: String(total) })}></p>`;
