import { html, nothing, svg, type TemplateResult } from 'lit';
import type { State } from '../../flow/state.ts';
import type { Messages } from '../../locales/messages.ts';
import type { Say } from '../say.ts';

type Look = 'plain' | 'pending' | 'connected' | 'failed';

const lookOf = (state: State): { look: Look; word: keyof Messages } => {
  switch (state.status) {
    case 'idle':
    case 'loading':
      return { look: 'plain', word: 'statusLoading' };
    case 'ready':
      return { look: 'plain', word: 'statusReady' };
    case 'saving':
    case 'authorizing':
    case 'confirming':
      return { look: 'pending', word: 'statusPending' };
    case 'connected':
    case 'disconnecting':
      return { look: 'connected', word: 'statusConnected' };
    case 'failed':
      return { look: 'failed', word: 'statusFailed' };
  }
};

/** A shape beside the word, so that color is never the only sign. Cut out, not painted over: the ground may have any color. */
const shapes: Record<Look, TemplateResult> = {
  plain: svg`<circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5"></circle>`,
  pending: svg`<circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5"></circle><path d="M7 3.5a3.5 3.5 0 0 1 0 7z" fill="currentColor"></path>`,
  connected: svg`<path d="M7 .5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM3.2 7.4l3 3 4.7-4.8-1.2-1.2L6.2 8 4.4 6.2z" fill="currentColor" fill-rule="evenodd"></path>`,
  failed: svg`<path d="M7 .8 13.7 13H.3zM6.2 5v4h1.6V5zm0 4.9v1.6h1.6V9.9z" fill="currentColor" fill-rule="evenodd"></path>`,
};

export const renderStatus = (state: State, say: Say): TemplateResult => {
  const { look, word } = lookOf(state);
  return html`
    <span class="status ${look}" part="status">
      <svg viewBox="0 0 14 14" aria-hidden="true">${shapes[look]}</svg>${say(word)}
    </span>
  `;
};

export const renderTitle = (state: State, name: string): TemplateResult => html`
  <div class="title" id="title" part="title">
    <slot name="title">${name === '' && state.status !== 'failed' ? html`<div class="skeleton"></div>` : name}</slot>
  </div>
`;

/** An icon that a policy forbids, or that is gone, makes room for the initial. */
const handleIcon = ({ type, target }: Event): void => {
  (target as HTMLElement).hidden = type === 'error';
};

/** Where nobody told a name: a plug. */
const plug = svg`<path d="M9 3v4m6-4v4M6.5 7h11v4a5.5 5.5 0 0 1-11 0zM12 16.5V21" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"></path>`;

export const renderIcon = (icon: string | null | undefined, name: string): TemplateResult => html`
  <span class="icon" part="icon" aria-hidden="true">
    <slot name="icon">${
      icon === undefined || icon === null
        ? nothing
        : html`<img src=${icon} alt="" loading="lazy" decoding="async" @load=${handleIcon} @error=${handleIcon}>`
    }<span>${/./u.exec(name)?.[0].toUpperCase() ?? html`<svg viewBox="0 0 24 24" width="24" height="24">${plug}</svg>`}</span></slot>
  </span>
`;
