import { html, nothing, type TemplateResult } from 'lit';
import { isQuestion, type State } from '../../flow/state.ts';
import { type Announcement, silence } from '../announcement.ts';
import { renderLiveRegions } from '../live-regions.ts';
import type { View } from '../view.ts';
import { renderBody } from './body-view.ts';
import { type Keeping, renderAccount } from './connected-view.ts';
import { renderDialog } from './dialog-view.ts';
import { renderHead } from './head-view.ts';
import { needsBody, renderRowAction, renderRowLine, renderSoleButton, type Row } from './row-view.ts';

/** How the card is shown, beside what its state says. */
export interface Frame extends Keeping, Row {
  look: 'card' | 'compact' | 'button';
  icon: string;
  /** What the status word is about. */
  told: State;
  /** Something has happened beyond the first reading: what comes is faded in. */
  moved: boolean;
  /** Of the sentences shown. */
  tag: string;
  /** The direction to set, where the page leaves that to the language. */
  direction: 'ltr' | 'rtl' | undefined;
  announcement: Announcement;
  /** The page says it, except what is said in a dialog. */
  silent: boolean;
}

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

const renderContent = (view: View, state: State, frame: Frame): TemplateResult =>
  html`<div class="body ${frame.moved ? 'moved' : ''}" part="body" tabindex="-1" aria-busy=${isBusy(state)}>${renderBody(view, state, frame)}</div>`;

/** Everything that a person sees: the head, what the state says, and what a screen reader is given. */
export const renderCard = (view: View, state: State, frame: Frame): TemplateResult => {
  const { look, dialog, unfolded } = frame;
  const folds = look !== 'card' || dialog;
  const shows = !folds || (unfolded && (dialog || needsBody(view, state)));
  // A folded row says whose account it is beside its name; elsewhere the body does.
  const account = state.status === 'connected' && (dialog || !shows) ? renderAccount(view, state.connector) : nothing;
  const head = { state: frame.told, icon: frame.icon, name: view.name, say: view.say, line: nothing, account: nothing, action: nothing };
  return html`
    <div class="card ${look}" part="card" role="group" lang=${frame.tag} dir=${frame.direction ?? nothing}
      aria-label=${view.name || view.say('connect')} @keydown=${handleKey} @keypress=${handleKey} @keyup=${handleKey}>
      ${look === 'button' ? renderSoleButton(view, state, frame) : renderHead(folds ? { ...head, account, line: renderRowLine(view, state, shows), action: renderRowAction(view, state, frame) } : head)}
      ${shows && !dialog ? renderContent(view, state, frame) : nothing}
      <slot name="help"></slot>
      <slot name="footer"></slot>
      ${
        dialog
          ? renderDialog(
              view,
              isQuestion(state),
              unfolded ? frame.toggle : undefined,
              unfolded ? html`${renderHead(head)}${renderContent(view, state, frame)}${renderLiveRegions(frame.announcement)}` : nothing,
            )
          : nothing
      }
      ${frame.silent ? nothing : renderLiveRegions(dialog && unfolded ? silence : frame.announcement)}
    </div>
  `;
};
