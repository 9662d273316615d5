import { html, nothing, type TemplateResult } from 'lit';
import { availableOf, type State } from '../../flow/state.ts';
import { statusOf } from '../status.ts';
import { renderActions, renderButton, type View } from '../view.ts';
import { renderReconnect } from './connected-view.ts';
import { asksFirst } from './method-view.ts';
import { asksAgain, renderFailedRow, renderFailure } from './failed-view.ts';
import { renderShape } from './head-view.ts';

/** Whether an open row needs more than its own line: a failure without a form, and an installation, are shown in the row. */
export const needsBody = (view: View, state: State): boolean => {
  if (state.status === 'failed') return asksAgain(view, state);
  return state.status !== 'saving' || asksFirst(view, availableOf(state));
};

/** One line below the name of a closed row: what failed, or why the account needs its person. */
export const renderRowLine = (view: View, state: State, isOpen: boolean): TemplateResult | typeof nothing => {
  if (isOpen) return nothing;
  if (state.status === 'failed') return renderFailure(view, state, true);
  if (state.status !== 'connected' || state.connector.attention === undefined) return nothing;
  return html`<p class="line" part="sentence" .textContent=${view.say('attention')}></p>`;
};

/**
 * The one button of a row: it connects, or shows what must be asked first. A second one where a connection needs attention,
 * and where a failure leads back to what is still connected. None while the body has all that can be done.
 */
export const renderRowAction = (given: View, state: State): unknown => {
  const view = { ...given, isRow: true };
  const { status } = state;
  const { say, actions, disabled, unfolded, dialog, toggle } = view;
  if (status === 'idle' || status === 'loading') return html`<div class="skeleton" part="skeleton"></div>`;
  const hasBody = needsBody(view, state);
  const isOpen = unfolded && hasBody && !dialog;
  const toggles = { onClick: toggle, expanded: dialog ? ('dialog' as const) : isOpen };
  const again = state.status === 'connected' && state.connector.attention !== undefined && !isOpen;
  if (!dialog && state.status === 'failed' && !isOpen) return renderFailedRow(view, state, { ...toggles, disabled });
  if (!dialog && status === 'saving' && !hasBody)
    return renderActions(
      renderButton(view, say('saving'), { kind: 'primary', busy: true }),
      renderButton(view, say('cancel'), { onClick: actions.cancel }),
    );
  if (!dialog && !['ready', 'connected', 'saving', 'failed'].includes(status)) return undefined;
  const connects = status === 'ready';
  const opens = !connects || asksFirst(view, availableOf(state));
  return renderActions(
    again ? renderReconnect(view, state.connector) : nothing,
    renderButton(view, say(isOpen ? 'close' : connects ? 'connectShort' : 'manage'), {
      ...(connects && !isOpen && { kind: 'primary', whole: say('connect') }),
      disabled,
      ...(opens ? toggles : { onClick: actions.submit }),
    }),
  );
};

/** `look="button"`: one button, as wide as its words; once there is a connection, with its status. */
export const renderSoleButton = (view: View, state: State): TemplateResult => {
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
    onClick: opens ? view.toggle : actions.submit,
    ...(opens && { expanded: 'dialog' as const }),
    ...(!connects && { status: { shape: html`<span class="status ${look}">${renderShape(look)}</span>`, word: say(word) } }),
  });
};
