import { html, nothing, type TemplateResult } from 'lit';
import { renderChoice } from './form-choice.ts';
import { choicesOf, type FormField } from './form-fields.ts';
import { renderInput } from './form-input.ts';
import { spokenLabel } from '../spoken-label.ts';
import type { ControlOptions, FormContext } from './form-context.ts';

/**
 * Label, hint or problem, control, note: in the order in which they are read. A problem takes the hint's place: the field keeps
 * its height, and what is below it does not move.
 */
export const renderField = (context: FormContext, field: FormField, busy: boolean): TemplateResult => {
  const { say, form } = context;
  const { id } = field;
  const problem = form.problems.byField.get(id);
  const note = form.notes.get(id);
  const { description, own } = field;
  const kept = field.saved === true && field.sensitive ? say('savedValue') : '';
  const langOf = (isOwn: boolean): string | typeof nothing => (isOwn ? nothing : (context.connectorLang ?? nothing));
  const hinted = problem === undefined && (description || kept);
  const described = [hinted ? `${id}-hint` : '', problem === undefined ? '' : `${id}-error`, note === undefined ? '' : `${id}-note`]
    .filter(Boolean)
    .join(' ');
  const options: ControlOptions = { context, field, disabled: context.disabled, busy, described: described || nothing };
  return html`
    <div class="field" part="field" id="${id}-field">
      <label for=${id} part="label"><span dir="auto" lang=${langOf(own.label)} .textContent=${field.optional ? `${field.label} ` : field.label}></span>${field.optional ? html` <span class="optional" part="optional" .textContent=${say('optional')}></span>` : nothing}</label>
      ${
        hinted
          ? html`<p class="hint" id="${id}-hint" part="hint">${description ? html`<span dir="auto" lang=${langOf(own.hint)} .textContent=${description}></span> ` : nothing}<span .textContent=${kept}></span></p>`
          : nothing
      }
      ${problem === undefined ? nothing : html`<p class="error" id="${id}-error" part="field-error"><span .textContent=${problem}></span></p>`}
      ${renderDocumentation(context, field)}
      ${choicesOf(field, say).length > 0 ? renderChoice(options) : renderInput(options)}
      ${note === undefined ? nothing : html`<p class="hint note" id="${id}-note" part="note" .textContent=${note}></p>`}
    </div>
  `;
};

/** Only an https page is linked: the address comes from a host's or a connector's configuration. */
const renderDocumentation = (context: FormContext, field: FormField): TemplateResult | typeof nothing =>
  field.documentationUrl?.startsWith('https://') === true
    ? html`<p class="hint"><a aria-label=${spokenLabel(context.say('documentation'), field.label, context.name)} href=${field.documentationUrl} target="_blank" rel="noopener noreferrer" part="documentation-link" .textContent=${context.say('documentation')}></a></p>`
    : nothing;
