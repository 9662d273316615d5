import { html, nothing, type TemplateResult } from 'lit';
import { isConnected } from '../../flow/connector-needs.ts';
import { sayFailure } from '../failure-message.ts';
import { isBroken } from '../tone.ts';
import { renderActions, renderButton, type StateOf, type View } from '../view.ts';
import { renderForm } from './ready-view.ts';

interface Action {
  label: string;
  onClick: () => void;
}

/** One thing to do next, if there is one. */
const actionOf = (view: View, state: StateOf<'failed'>): Action | undefined => {
  const { actions, say, waitsFor } = view;
  const isLoad = state.connector === undefined || state.stage === 'loading';
  switch (state.code) {
    case 'not-signed-in':
      return { label: say('reload'), onClick: actions.reloadPage };
    case 'unverifiable':
      // There is nothing to check that would tell more.
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
      if (state.connector !== undefined)
        return { label: say(isConnected(state.connector) ? 'reconnect' : 'connect'), onClick: actions.submit };
      break;
    default:
      break;
  }
  if (!state.retryable) return undefined;
  if (state.stage === 'disconnecting') return { label: say('tryAgain'), onClick: actions.refresh };
  return { label: say('tryAgain'), onClick: isLoad ? actions.refresh : actions.submit };
};

export const renderFailed = (view: View, state: StateOf<'failed'>): TemplateResult => {
  const broken = isBroken(state);
  const text = sayFailure(state, view.form.fields, view.say).join(' ');
  const sentence = html`<p part=${broken ? 'sentence error' : 'sentence notice'} class=${broken ? 'error' : 'notice'}><span .textContent=${text}></span></p>`;
  const action = actionOf(view, state);
  const back = state.connector !== undefined && isConnected(state.connector) && action?.onClick !== view.actions.refresh;
  // What was typed stays, to be corrected or sent again: the form itself is the next thing to do.
  if (state.connector !== undefined && action?.onClick === view.actions.submit && view.form.fields.length > 0) {
    const waits = state.code === 'rate-limited' && view.waitsFor > 0;
    const form = renderForm(view, state.connector, { back, ...(waits ? { waits: action.label } : {}) });
    // The form itself says what was refused.
    return state.code === 'credentials-rejected' ? form : html`${sentence}${form}`;
  }
  if (action === undefined && !back) return sentence;
  const waits = state.code === 'rate-limited' && view.waitsFor > 0;
  return html`
    ${sentence}
    ${renderActions(
      action === undefined
        ? nothing
        : renderButton(view, action.label, {
            // A failed load attempted nothing: its button is quiet.
            kind: state.stage === 'loading' && state.code !== 'not-signed-in' ? 'quiet' : 'primary',
            disabled: view.disabled || waits,
            onClick: action.onClick,
          }),
      back ? renderButton(view, view.say('back'), { onClick: view.actions.refresh }) : nothing,
    )}
  `;
};
