import { html, type TemplateResult } from 'lit';
import { availableOf, type State } from '../../flow/state.ts';
import { isQuiet } from '../panel.ts';
import { statusOf } from '../status.ts';
import { renderActions, renderButton, type View } from '../view.ts';
import { renderReconnect } from './connected-view.ts';
import { asksFirst } from './method-view.ts';
import { renderFailedRow } from './failed-view.ts';
import { renderShape } from './head-view.ts';

export interface Row {
  /** The row is unfolded. */
  unfolded: boolean;
  /** It opens a dialog, and not what lies below it. */
  dialog: boolean;
  toggle: () => void;
  /** Opens the form of a connected account. */
  edit: () => void;
}

/**
 * The one button of a row: it connects, or shows what must be asked first. A connection that needs attention is mended in
 * place, by a second one. While the body has buttons of its own, an empty placeholder keeps the column's width.
 */
export const renderRowAction = (given: View, state: State, { unfolded, dialog, toggle, edit }: Row): TemplateResult => {
  const view = { ...given, isRow: true };
  const { status } = state;
  const { say, actions, disabled } = view;
  if (status === 'idle' || status === 'loading') return html`<div class="skeleton" part="skeleton"></div>`;
  const room = html`<div class="actions" data-room=${say('close')}></div>`;
  if (state.status === 'failed' && !dialog) return renderFailedRow(view, state) ?? room;
  if (!isQuiet(state) && !dialog) return room;
  const connects = status === 'ready';
  const opens = !connects || asksFirst(view, availableOf(state));
  const isOpen = unfolded && !dialog;
  const label = isOpen ? 'close' : connects ? 'connectShort' : 'manage';
  return renderActions(
    renderButton(view, say(label), {
      kind: connects && !isOpen ? 'primary' : 'quiet',
      disabled,
      onClick: opens ? toggle : actions.submit,
      ...(opens && { expanded: dialog ? ('dialog' as const) : unfolded }),
    }),
    state.status === 'connected' && state.connector.attention !== undefined && !isOpen
      ? renderReconnect(view, state.connector, edit)
      : undefined,
  );
};

/** `look="button"`: one button, as wide as its words; once there is a connection, with its status. */
export const renderSoleButton = (view: View, state: State, { toggle }: Row): TemplateResult => {
  const { say, actions, disabled } = view;
  const { status } = state;
  const isReading = status === 'idle' || status === 'loading';
  const connects = status === 'ready' || isReading;
  const opens = !connects || asksFirst(view, availableOf(state));
  const words = connects ? say('connect') : view.name || say('manage');
  const { look, word } = statusOf(state);
  return renderButton(view, words, {
    kind: connects ? 'primary' : 'quiet',
    disabled: disabled || isReading,
    onClick: opens ? toggle : actions.submit,
    ...(opens && { expanded: 'dialog' as const }),
    ...(!connects && { status: { shape: html`<span class="status ${look}">${renderShape(look)}</span>`, word: say(word) } }),
  });
};
