import { html, svg, type TemplateResult } from 'lit';
import type { State } from '../../flow/state.ts';
import type { Messages } from '../../locales/en.ts';
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

/** A shape beside the word, so that colour is never the only sign. */
const shapes: Record<Look, TemplateResult> = {
  plain: svg`<circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="1.5"></circle>`,
  pending: svg`<circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="1.5"></circle><path d="M7 2a5 5 0 0 1 0 10z" fill="currentColor"></path>`,
  connected: svg`<circle cx="7" cy="7" r="6.5" fill="currentColor"></circle><path d="m4 7.2 2.1 2.1L10 5" fill="none" class="knocked-out" stroke-width="1.6"></path>`,
  failed: svg`<path d="M7 1 13.5 12.5H.5z" fill="currentColor"></path><path d="M7 5v3.5M7 9.8v1.4" class="knocked-out" stroke-width="1.4"></path>`,
};

export const renderStatus = (state: State, say: Say): TemplateResult => {
  const { look, word } = lookOf(state);
  return html`
    <span class="status ${look}" part="status">
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">${shapes[look]}</svg>${say(word)}
    </span>
  `;
};

export const renderIcon = (icon: string | null | undefined, name: string): TemplateResult => html`
  <span class="icon" part="icon" aria-hidden="true">
    <slot name="icon">${icon === undefined || icon === null
      ? name.slice(0, 1).toUpperCase()
      : html`<img src=${icon} alt="" width="40" height="40" loading="lazy" decoding="async">`}</slot>
  </span>
`;
