import { html } from 'hono/html';
import type { Markup } from './layout.ts';

/** One of a few, as a chip. */
export const choice = (name: string, value: string, label: string, checked: boolean): Markup =>
  html`<label class="chip"><input type="radio" name="${name}" value="${value}" ${checked ? html`checked` : ''}><span>${label}</span></label>`;
