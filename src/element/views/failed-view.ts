import { html, nothing, type TemplateResult } from 'lit';
import { isConnected } from '../../flow/connector-needs.ts';
import { isBroken, isWarning } from '../failure-kind.ts';
import { sayFailure } from '../failure-message.ts';
import { type ButtonOptions, renderActions, renderButton, type StateOf, type View } from '../view.ts';
import { asksFirst } from './method-view.ts';
import { renderForm } from './ready-view.ts';

interface Action extends Pick<ButtonOptions, 'whole'> {
  label: string;
  onClick: () => void;
}

/** One thing to do next, if there is one. */
const actionOf = (view: View, state: StateOf<'failed'>): Action | undefined => {
  const { actions, say, waitsFor } = view;
  const { code, stage, story, connector, available } = state;
  // After a failed disconnection, too: the card that is read offers it again.
  const isRead = (connector ?? available) === undefined || stage === 'loading' || stage === 'disconnecting';
  const again = isRead ? actions.refresh : actions.submit;
  switch (code) {
    case 'not-signed-in':
      return { label: say('reload'), onClick: actions.reloadPage };
    case 'unverifiable':
      // No check would show more.
      if (story === 'unseen') return { label: say('tryAgain'), onClick: actions.submit };
      return { label: say('checkAgain'), onClick: actions.refresh };
    case 'offline':
      return { label: say('tryNow'), onClick: again };
    case 'rate-limited':
      return { label: waitsFor > 0 ? say('tryAgainIn', { seconds: waitsFor }) : say('tryAgain'), onClick: again };
    case 'cancelled':
      if (isConnected(connector)) return { label: say('reconnect'), onClick: actions.submit };
      // "Try again" is for a window that was closed or left. After Cancel the button says Connect.
      if (!isRead && (story === 'stopped' || stage === 'saving')) return { label: say('connect'), onClick: actions.submit };
      break;
    default:
      break;
  }
  // The choice that was offered is out of date: it is read again.
  const isOutdated = code === 'invalid-request' && available !== undefined;
  if (!state.retryable && !isOutdated) return undefined;
  return { label: say('tryAgain'), onClick: isOutdated ? actions.refresh : again };
};

/** Whether the form is the next step: what was typed is corrected, or sent again. */
const needsForm = (view: View, state: StateOf<'failed'>, action: Action | undefined): boolean =>
  action?.onClick === view.actions.submit && asksFirst(view, state.available);

const leadsBack = (view: View, state: StateOf<'failed'>, action: Action | undefined): boolean =>
  isConnected(state.connector) && action?.onClick !== view.actions.refresh;

const isWaiting = (view: View, state: StateOf<'failed'>): boolean => state.code === 'rate-limited' && view.waitsFor > 0;

/** Whether the failure leaves a form to correct or to send again. */
export const asksAgain = (view: View, state: StateOf<'failed'>): boolean => needsForm(view, state, actionOf(view, state));

/** The sentence: a block in a card, a line in a row. */
export const renderFailure = (view: View, state: StateOf<'failed'>, inRow: boolean): TemplateResult => {
  const tone = isBroken(state) ? 'error' : isWarning(state.code) ? 'notice warning' : 'notice';
  const text = sayFailure(state, view.form.fields, view.say).join(' ');
  return html`<p part="sentence ${tone}" class="${tone} ${inRow ? 'line' : ''}"><span .textContent=${text}></span></p>`;
};

const renderActionsAfter = (view: View, state: StateOf<'failed'>, action: Action | undefined): TemplateResult | undefined => {
  const back = leadsBack(view, state, action);
  if (action === undefined && !back) return undefined;
  return renderActions(
    action &&
      renderButton(view, action.label, {
        // A failed load attempted nothing: its button is quiet.
        kind: state.stage === 'loading' && state.code !== 'not-signed-in' ? 'quiet' : 'primary',
        disabled: view.disabled || isWaiting(view, state),
        ...action,
      }),
    back ? renderButton(view, view.say('back'), { onClick: view.actions.refresh }) : nothing,
  );
};

/** In a row: what can be done, at the place of a row's button. `toggles` opens the form. */
export const renderFailedRow = (view: View, state: StateOf<'failed'>, toggles: ButtonOptions): TemplateResult | undefined => {
  const action = actionOf(view, state);
  if (needsForm(view, state, action)) return renderActions(renderButton(view, view.say('tryAgain'), { kind: 'primary', ...toggles }));
  // As short as in every other row.
  return renderActionsAfter(
    view,
    state,
    action?.label === view.say('connect') ? { ...action, label: view.say('connectShort'), whole: action.label } : action,
  );
};

export const renderFailed = (view: View, state: StateOf<'failed'>): TemplateResult => {
  const action = actionOf(view, state);
  if (!needsForm(view, state, action)) return html`${renderFailure(view, state, false)}${renderActionsAfter(view, state, action)}`;
  return renderForm(view, state.available, {
    back: leadsBack(view, state, action),
    ...(action !== undefined && isWaiting(view, state) ? { waits: action.label } : {}),
    // The form shows at its fields what was refused.
    ...(state.code === 'credentials-rejected' ? {} : { after: renderFailure(view, state, false) }),
  });
};
