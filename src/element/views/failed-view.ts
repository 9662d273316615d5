import { html, nothing, type TemplateResult } from 'lit';
import { isConnected } from '../../flow/connector-needs.ts';
import { isBroken, isWarning } from '../failure-kind.ts';
import { sayFailure } from '../failure-message.ts';
import { renderActions, renderButton, type StateOf, type View } from '../view.ts';
import { asksFirst } from './method-view.ts';
import { renderForm } from './ready-view.ts';

interface Action {
  label: string;
  onClick: () => void;
}

/** One thing to do next, if there is one. */
const actionOf = (view: View, state: StateOf<'failed'>): Action | undefined => {
  const { actions, say, waitsFor } = view;
  const isLoad = (state.connector ?? state.available) === undefined || state.stage === 'loading';
  switch (state.code) {
    case 'not-signed-in':
      return { label: say('reload'), onClick: actions.reloadPage };
    case 'unverifiable':
      // No check would show more.
      if (state.story === 'unseen') return { label: say('tryAgain'), onClick: actions.submit };
      return { label: say('checkAgain'), onClick: actions.refresh };
    case 'offline':
      return { label: say('tryNow'), onClick: isLoad ? actions.refresh : actions.submit };
    case 'rate-limited':
      return {
        label: waitsFor > 0 ? say('tryAgainIn', { seconds: waitsFor }) : say('tryAgain'),
        onClick: isLoad ? actions.refresh : actions.submit,
      };
    case 'cancelled':
      if (state.connector !== undefined && isConnected(state.connector)) return { label: say('reconnect'), onClick: actions.submit };
      // "Try again" is for a window that was closed or left. After Cancel the button says Connect.
      if (!isLoad && (state.story === 'stopped' || state.stage === 'saving')) return { label: say('connect'), onClick: actions.submit };
      break;
    default:
      break;
  }
  // The choice that was offered is out of date: it is read again.
  if (state.code === 'invalid-request' && state.available !== undefined) return { label: say('tryAgain'), onClick: actions.refresh };
  if (!state.retryable) return undefined;
  if (state.stage === 'disconnecting') return { label: say('tryAgain'), onClick: actions.refresh };
  return { label: say('tryAgain'), onClick: isLoad ? actions.refresh : actions.submit };
};

/** Whether the form is the next step: what was typed is corrected, or sent again. */
const needsForm = (view: View, state: StateOf<'failed'>, action: Action | undefined): boolean =>
  action?.onClick === view.actions.submit && asksFirst(view, state.available);

const leadsBack = (view: View, state: StateOf<'failed'>, action: Action | undefined): boolean =>
  state.connector !== undefined && isConnected(state.connector) && action?.onClick !== view.actions.refresh;

const isWaiting = (view: View, state: StateOf<'failed'>): boolean => state.code === 'rate-limited' && view.waitsFor > 0;

const renderFailedAction = (view: View, state: StateOf<'failed'>, { label, onClick }: Action): TemplateResult =>
  renderButton(view, label, {
    // A failed load attempted nothing: its button is quiet.
    kind: state.stage === 'loading' && state.code !== 'not-signed-in' ? 'quiet' : 'primary',
    disabled: view.disabled || isWaiting(view, state),
    onClick,
  });

/** In a row: the one button, at the usual place of a row's button; undefined where the body needs more. */
export const renderFailedRow = (view: View, state: StateOf<'failed'>): TemplateResult | undefined => {
  const action = actionOf(view, state);
  if (action === undefined || needsForm(view, state, action) || leadsBack(view, state, action)) return undefined;
  // As short as in every other row, so that the columns of a list do not move.
  const label = action.label === view.say('connect') ? view.say('connectShort') : action.label;
  return renderActions(renderFailedAction(view, state, { ...action, label }));
};

export const renderFailed = (view: View, state: StateOf<'failed'>, inRow: boolean): TemplateResult => {
  const tone = isBroken(state) ? 'error' : isWarning(state.code) ? 'notice warning' : 'notice';
  const text = sayFailure(state, view.form.fields, view.say).join(' ');
  const sentence = html`<p part="sentence ${tone}" class=${tone}><span .textContent=${text}></span></p>`;
  const action = actionOf(view, state);
  const back = leadsBack(view, state, action);
  if (action !== undefined && needsForm(view, state, action)) {
    const form = renderForm(view, state.available, { back, ...(isWaiting(view, state) ? { waits: action.label } : {}) });
    // The form shows at its fields what was refused.
    return state.code === 'credentials-rejected' ? form : html`${sentence}${form}`;
  }
  if (!back && (action === undefined || inRow)) return sentence;
  return html`
    ${sentence}
    ${renderActions(
      action === undefined ? nothing : renderFailedAction(view, state, action),
      back ? renderButton(view, view.say('back'), { onClick: view.actions.refresh }) : nothing,
    )}
  `;
};
