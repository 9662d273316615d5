import { html, nothing, type TemplateResult } from 'lit';
import { type Look, statusOf } from '../status.ts';
import type { View } from '../view.ts';

/** A shape beside the word, so that color is never the only sign. Its inside is cut out, because the background may have any color. */
const warning = 'M7 .8 13.7 13H.3zM6.2 5v4h1.6V5zm0 4.9v1.6h1.6V9.9z';
const shapes: Record<Exclude<Look, 'pending'>, string> = {
  plain: 'M7 .75a6.25 6.25 0 1 1 0 12.5A6.25 6.25 0 0 1 7 .75zm0 1.5a4.75 4.75 0 1 0 0 9.5 4.75 4.75 0 0 0 0-9.5z',
  connected: 'M7 .5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM3.2 7.4l3 3 4.7-4.8-1.2-1.2L6.2 8 4.4 6.2z',
  attention: warning,
  failed: warning,
};

export const renderShape = (look: Look): TemplateResult =>
  look === 'pending'
    ? html`<span class="ring" part="status-icon spinner" aria-hidden="true"></span>`
    : html`<svg part="status-icon" viewBox="0 0 14 14" aria-hidden="true"><path d=${shapes[look]} fill="currentColor" fill-rule="evenodd"></path></svg>`;

/** The image takes the place of the initial once it has loaded, and gives it back where it is gone or a policy forbids it. */
const handleIcon = ({ type, target }: Event): void => {
  (target as HTMLElement).className = type;
};

/** Where no name is known: a plug. */
const plug = html`<svg viewBox="0 0 24 24" width="24" height="24">
  <path d="M9 3v4m6-4v4M6.5 7h11v4a5.5 5.5 0 0 1-11 0zM12 16.5V21" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"></path>
</svg>`;

/** What the head of a row holds, too. */
interface Row {
  /** Whose account it is, where the body does not say it. */
  account: unknown;
  /** What failed, or `nothing`. */
  line: unknown;
  buttons: unknown;
}

/**
 * Icon, name and status in one template: a page may draw a thousand of them. A name that is not known yet is a skeleton; one that
 * will never be known is left out.
 */
export const renderHead = ({ told, icon, name, say }: View, row?: Row): TemplateResult => {
  const { status } = told;
  const { look, word } = statusOf(told);
  return html`
    <div class="head ${row === undefined ? '' : row.line === nothing ? 'row' : 'row lined'}" part="head">
      <span class="icon" part="icon" aria-hidden="true">
        <slot name="icon">${
          icon === ''
            ? nothing
            : html`<img part="icon-image" src=${icon} alt="" loading="lazy" decoding="async" @load=${handleIcon} @error=${handleIcon}>`
        }<span part="initial" translate="no">${/./u.exec(name)?.[0].toUpperCase() ?? plug}</span></slot>
      </span>
      <div class="names">
        <div class="title" part="title">
          <slot name="title">${name === '' && (status === 'idle' || status === 'loading') ? html`<div class="skeleton" part="skeleton"></div>` : html`<span .textContent=${name}></span>`}</slot>
        </div>
        ${status === 'idle' ? nothing : html`<span class="status ${look}" part="status">${renderShape(look)}<span .textContent=${say(word)}></span></span>`}
        ${row?.account}
      </div>
      ${row?.line}${row?.buttons}
    </div>
  `;
};
