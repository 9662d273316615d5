import { html, nothing, type TemplateResult } from 'lit';
import { isConnected } from '../../flow/connector-needs.ts';
import { signInKind } from '../../protocol/auth-type.ts';
import type { ConnectorView } from '../../protocol/wire.ts';
import { renderCredentialForm } from '../form/credential-form.ts';
import { isRenamed } from '../form/form-fields.ts';
import { renderActions, renderButton, renderSentence, type StateOf, type View } from '../view.ts';

export const renderReady = (view: View, state: StateOf<'ready'>): TemplateResult =>
  renderForm(view, state.connector, { back: isConnected(state.connector) });

const windowSentence = ({ leavesPage, say }: View, connector: ConnectorView): string => {
  if (leavesPage) return say('readyHere');
  // Everything is typed here: the third party asks nothing, and the window goes as it came.
  return say(connector.oauth2Type === 'PasswordCredentials' ? 'readyBrief' : 'readyWindow');
};

const isWindow = ({ authType, oauth2Type }: ConnectorView): boolean => signInKind(authType, oauth2Type) === 'window';

/** The connector's own instructions, and what comes next. */
export const readySentences = (view: View, connector: ConnectorView): string[] => {
  // What the connector tells about a "username" misleads where the host calls it something else.
  const fits = !view.form.fields.some((field) => isRenamed(field, view.say));
  const instructions = (fits ? connector.authDescription : null) ?? '';
  if (isWindow(connector)) return [instructions, windowSentence(view, connector)].filter(Boolean);
  return [instructions || (connector.description ?? '') || view.say('readyFields')];
};

interface FormOptions {
  busy?: boolean;
  back?: boolean;
  /** The button's label while a limit lasts. */
  waits?: string;
}

/** The questions and the one primary button; the same while it is being sent, and after it was rejected. */
export const renderForm = (view: View, connector: ConnectorView, { busy = false, back = false, waits }: FormOptions): TemplateResult => {
  const { say } = view;
  return html`
    <slot name="description">${readySentences(view, connector).map((sentence) => renderSentence(sentence))}</slot>
    ${renderCredentialForm(
      view,
      busy,
      renderActions(
        renderButton(view, waits ?? say(busy ? 'saving' : 'connect'), {
          kind: 'primary',
          type: 'submit',
          disabled: view.disabled || waits !== undefined,
          busy,
        }),
        busy ? renderButton(view, say('cancel'), { onClick: view.actions.cancel }) : nothing,
        // What was connected before still is: there is a way back to it.
        back ? renderButton(view, say('back'), { onClick: view.actions.refresh }) : nothing,
      ),
    )}
    ${busy && view.wait === 'longer' ? renderSentence(say('savingLong')) : nothing}
    ${isWindow(connector) && !view.leavesPage && connector.oauth2Type !== 'PasswordCredentials' ? html`<p class="foot" part="foot" .textContent=${say('ownWindow')}></p>` : nothing}
  `;
};

export const renderSaving = (view: View, state: StateOf<'saving'>): TemplateResult => renderForm(view, state.connector, { busy: true });
