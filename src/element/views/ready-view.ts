import { html, nothing, type TemplateResult } from 'lit';
import { isConnected } from '../../flow/connector-needs.ts';
import { signInKind } from '../../protocol/auth-type.ts';
import type { ConnectorView } from '../../protocol/wire.ts';
import { renderCredentialForm } from '../form/credential-form.ts';
import { isRenamed } from '../form/form-fields.ts';
import { renderActions, renderButton, renderSentence, type StateOf, type View } from '../view.ts';

export const renderReady = (view: View, state: StateOf<'ready'>): TemplateResult =>
  renderForm(view, state.connector, { back: isConnected(state.connector) });

export const readySentence = (view: View, connector: ConnectorView): string => {
  // What the connector tells about a "username" misleads where the host calls it something else.
  const fits = !view.form.fields.some((field) => isRenamed(field, view.say));
  const ownWords = (fits ? connector.authDescription : null) ?? connector.description ?? '';
  if (signInKind(connector.authType, connector.oauth2Type) === 'window') {
    if (view.leavesPage) return view.say('readyHere');
    // Everything is typed here: the third party asks nothing, and the window goes as it came.
    return view.say(connector.oauth2Type === 'PasswordCredentials' ? 'readyBrief' : 'readyWindow');
  }
  return ownWords === '' ? view.say('readyFields') : ownWords;
};

/** The questions and the one primary button; the same while it is being sent, and after it was rejected. */
export const renderForm = (view: View, connector: ConnectorView, { busy = false, back = false }): TemplateResult => html`
  ${renderSentence(html`<slot name="description">${readySentence(view, connector)}</slot>`)}
  ${renderCredentialForm(
    view,
    busy,
    renderActions(
      renderButton(view.say('connect'), { primary: true, type: 'submit', disabled: view.disabled || busy, busy }),
      busy ? renderButton(view.say('cancel'), { onClick: view.actions.cancel }) : nothing,
      // What was connected before still is: there is a way back to it.
      back ? renderButton(view.say('back'), { onClick: view.actions.refresh }) : nothing,
    ),
  )}
  ${busy && view.wait !== 'short' ? html`<p part="sentence">${view.say(view.wait === 'long' ? 'saving' : 'savingLong')}</p>` : nothing}
`;

export const renderSaving = (view: View, state: StateOf<'saving'>): TemplateResult => renderForm(view, state.connector, { busy: true });
