import { html, type TemplateResult } from 'lit';
import type { View } from './view.ts';

/** A skeleton of the size that the ready state will have; the sentence fades in when it takes long. */
export const renderLoading = (view: View): TemplateResult => html`
  <p class="waiting" part="sentence">${view.say('loading')}</p>
  <div class="skeleton" aria-hidden="true"></div>
`;
