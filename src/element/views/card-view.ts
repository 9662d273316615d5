import { html, nothing, type TemplateResult } from 'lit';
import { isQuestion, type State } from '../../flow/state.ts';
import { silence } from '../announcement.ts';
import { renderLiveRegions } from '../live-regions.ts';
import type { View } from '../view.ts';
import { renderBody } from './body-view.ts';
import { renderAccount } from './connected-view.ts';
import { renderDialog } from './dialog-view.ts';
import { renderHead } from './head-view.ts';
import { needsBody, renderRowAction, renderRowLine, renderSoleButton } from './row-view.ts';

/** Stops keys that a field uses: a page's shortcuts on plain letters must not run while a person types. */
const handleKey = (event: Event): void => {
  const { key, ctrlKey, metaKey, altKey } = event as KeyboardEvent;
  const isTyping = (event.target as Element).matches('input, textarea, select');
  // Ctrl and Alt together are AltGr, which types.
  const isShortcut = metaKey || ctrlKey !== altKey;
  if (isTyping && !isShortcut && !/^(?:Escape|Tab|F\d+)$/.test(key)) event.stopPropagation();
};

/** Whether a request is on its way, and what is shown is about to change. */
const isBusy = (state: State): boolean =>
  /^(?:loading|saving|confirming)$/.test(state.status) || (state.status === 'disconnecting' && !state.asking);

const renderContent = (view: View, state: State): TemplateResult =>
  html`<div class="body ${view.moved ? 'moved' : ''}" part="body" tabindex="-1" aria-busy=${isBusy(state)}>${renderBody(view, state)}</div>`;

/** The head of a row says whose account it is beside its name, unless the body does. */
const renderRow = (view: View, state: State, shows: boolean): TemplateResult =>
  renderHead(view, {
    account: state.status === 'connected' && (view.dialog || !shows) ? renderAccount(view, state.connector) : nothing,
    line: renderRowLine(view, state, shows),
    buttons: renderRowAction(view, state),
  });

/** Everything that a person sees: the head, what the state says, and what a screen reader is given. */
export const renderCard = (view: View, state: State): TemplateResult => {
  const { look, dialog, unfolded, announcement } = view;
  const folds = look !== 'card' || dialog;
  const shows = !folds || (unfolded && (dialog || needsBody(view, state)));
  return html`
    <div class="card ${look}" part="card" role="group" lang=${view.tag} dir=${view.direction ?? nothing}
      aria-label=${view.name || view.say('connect')} @keydown=${handleKey} @keypress=${handleKey} @keyup=${handleKey}>
      ${look === 'button' ? renderSoleButton(view, state) : folds ? renderRow(view, state, shows) : renderHead(view)}
      ${shows && !dialog ? renderContent(view, state) : nothing}
      <slot name="help"></slot>
      <slot name="footer"></slot>
      ${dialog ? renderDialog(view, isQuestion(state), unfolded ? html`${renderHead(view)}${renderContent(view, state)}${renderLiveRegions(announcement)}` : nothing) : nothing}
      ${view.silent ? nothing : renderLiveRegions(dialog && unfolded ? silence : announcement)}
    </div>
  `;
};
