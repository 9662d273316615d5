import { html, nothing, type TemplateResult } from 'lit';
import { isConnected } from '../../flow/connector-needs.ts';
import { signInKind } from '../../protocol/auth-type.ts';
import type { AvailableView, ConnectorView } from '../../protocol/wire.ts';
import { renderCredentialForm } from '../form/credential-form.ts';
import { isRenamed } from '../form/form-fields.ts';
import { asksFirst, asksMethod, renderMethods } from './method-view.ts';
import { renderButton, renderSentence, type StateOf, type View } from '../view.ts';

export const renderReady = (view: View, state: StateOf<'ready'>): TemplateResult =>
  renderForm(view, state.available, { back: isConnected(state.connector) });

const windowSentence = ({ leavesPage, say }: View, connector: ConnectorView): string => {
  if (leavesPage) return say('readyHere');
  // All is typed in this form: the third party asks nothing, and the window closes by itself.
  return say(connector.oauth2Type === 'PasswordCredentials' ? 'readyBrief' : 'readyWindow');
};

const isWindow = (connector: ConnectorView): boolean => signInKind(connector) === 'window';

/** The connector's own instructions, and what comes next. */
export const renderReadySentences = (view: View, connector: ConnectorView): TemplateResult[] => {
  const { say } = view;
  // The connector's text about a "username" misleads if the host calls it something else.
  const fits = !view.form.fields.some((field) => isRenamed(field, view.say));
  const foreign = (fits ? connector.authDescription : null) ?? '';
  // What is asked is known only once it is installed.
  const hasForm = connector.authType !== '' || view.form.fields.length > 0;
  const own = isWindow(connector) ? windowSentence(view, connector) : foreign === '' && hasForm ? say('readyFields') : '';
  return [...(foreign === '' ? [] : [renderSentence(foreign, view.connectorLang ?? null)]), ...(own === '' ? [] : [renderSentence(own)])];
};

interface FormOptions {
  busy?: boolean;
  back?: boolean;
  /** The button's label while a limit lasts. */
  waits?: string;
  /** What became of the last press: below the button, so that nothing above it moves. */
  after?: unknown;
}

/**
 * The questions and the one primary button, with room for Cancel beside it; the same while it is being sent, and after it was
 * rejected. With `back`, a button leads back to what is still connected.
 */
export const renderForm = (view: View, available: AvailableView | undefined, options: FormOptions): TemplateResult => {
  const { busy = false, back = false, waits, after = nothing } = options;
  const { say, asked } = view;
  const sentences = html`
    <slot name="description">${asked === undefined ? nothing : renderReadySentences(view, asked)}</slot>
    <slot name="access"></slot>
  `;
  const chooses = asksMethod(available);
  const saves = available !== undefined || asksFirst(view, available);
  return html`
    ${chooses ? nothing : sentences}
    ${renderCredentialForm(
      view,
      busy,
      html`<div class="actions ${saves ? 'shared' : ''}" part="actions" data-room=${saves && !busy && !back ? say('cancel') : nothing}>
        ${renderButton(view, waits ?? say(busy ? 'saving' : 'connect'), {
          kind: 'primary',
          type: 'submit',
          disabled: view.disabled || waits !== undefined,
          busy,
          labels: [say('connect'), say('saving')],
        })}
        ${busy ? renderButton(view, say('cancel'), { onClick: view.actions.cancel }) : nothing}
        ${back ? renderButton(view, say('back'), { onClick: view.actions.refresh }) : nothing}
      </div>`,
      chooses ? html`${renderMethods(view, available, busy)}${sentences}` : nothing,
    )}
    ${busy && view.wait === 'longer' ? renderSentence(say('savingLong')) : after}
    ${asked !== undefined && isWindow(asked) && !view.leavesPage && asked.oauth2Type !== 'PasswordCredentials' ? html`<p class="foot" part="foot" .textContent=${say('ownWindow')}></p>` : nothing}
  `;
};

export const renderSaving = (view: View, state: StateOf<'saving'>): TemplateResult => renderForm(view, state.available, { busy: true });
