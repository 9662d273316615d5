import { html, nothing, type TemplateResult } from 'lit';
import type { AvailableView } from '../../protocol/wire.ts';
import type { View } from '../view.ts';

/** Whether the person chooses how the connector is authenticated, before it is installed. */
export const asksMethod = (available: AvailableView | undefined): available is AvailableView => (available?.methods.length ?? 0) > 1;

/** Whether something must be typed or chosen before an attempt can begin. */
export const asksFirst = ({ form }: View, available: AvailableView | undefined): boolean => form.fields.length > 0 || asksMethod(available);

/**
 * Native radio buttons: Tab reaches the chosen one, arrows choose, Enter submits. None is chosen at first, because the choice
 * cannot be changed later.
 */
export const renderMethods = (
  { say, method, disabled, connectorLang }: View,
  { methods }: AvailableView,
  busy: boolean,
): TemplateResult => {
  const { chosen, isMissing, choose } = method;
  return html`
    <fieldset role="radiogroup" part="methods" class=${isMissing ? 'wrong' : ''} ?disabled=${busy || disabled}
      aria-required="true" aria-invalid=${isMissing} aria-describedby=${isMissing ? 'method-error' : nothing}>
      <legend part="label" .textContent=${say('methods')}></legend>
      ${isMissing ? html`<p class="error" id="method-error" part="field-error"><span .textContent=${say('methodRequired')}></span></p>` : nothing}
      ${methods.map(
        ({ id, name, description }, index) => html`
          <label part="method">
            <input type="radio" part="radio" name="method" .checked=${id === chosen} aria-describedby=${description ? `method-${index}` : nothing}
              @change=${() => {
                choose(id);
              }}>
            <span lang=${connectorLang ?? nothing}><span dir="auto" .textContent=${name}></span>${description ? html`<span class="hint" id="method-${index}" part="hint" dir="auto" .textContent=${description}></span>` : nothing}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
};
