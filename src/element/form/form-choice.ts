import { html, nothing, type TemplateResult } from 'lit';
import type { ControlOptions } from './form-context.ts';
import { choicesOf, otherChoice } from './form-fields.ts';
import { bindControl } from './bind-control.ts';

/**
 * A native select for every choice, also of yes and no: an optional one has a third answer, not set. Where a value that is
 * not listed may be given, the last choice opens an input below it: an input with a datalist would show only what
 * matches the current value, differs in every browser, and is not announced by many screen readers. The focus stays
 * in the select, for arrow keys alone change its value; the input comes next.
 */
export const renderChoice = ({ context, field, disabled, busy, described }: ControlOptions): TemplateResult => {
  const { form, say } = context;
  const { id } = field;
  const value = form.value(id);
  const listed = choicesOf(field, say);
  const isOther = form.controls.other.has(id);
  // A stored value, or a default, that is not among the choices was put there on purpose: it stays choosable.
  const stored = field.value ?? field.defaultValue ?? '';
  const choices = stored === '' || listed.some(([option]) => option === stored) ? listed : [[stored, stored, true] as const, ...listed];
  const invalid = form.problems.byField.has(id);
  const selected = isOther ? otherChoice : value;
  const handleChange = (event: Event): void => {
    form.choose(id, event.target as HTMLSelectElement);
  };
  return html`
    <select id=${id} name=${field.name} part="input" ${bindControl(field, selected)} ?required=${field.required} ?disabled=${disabled || busy}
      aria-invalid=${invalid && !isOther} aria-describedby=${described}
      @change=${handleChange} @blur=${() => {
        if (!form.controls.other.has(id)) form.leave(id);
      }}>
      <option value="" ?selected=${selected === ''} .textContent=${say(field.required ? 'choose' : 'notSet')}></option>
      ${choices.map(([option, words, isOurs]) => html`<option value=${option} lang=${isOurs || field.own.choices ? nothing : (context.connectorLang ?? nothing)} ?selected=${option === selected} .textContent=${words}></option>`)}
      ${field.otherValues === true ? html`<option value=${otherChoice} ?selected=${isOther} .textContent=${say('otherValue')}></option>` : nothing}
    </select>
    ${
      isOther
        ? html`
      <div class="other">
        <label for="${id}-other" part="label" .textContent=${say('otherValueOf', { field: field.label })}></label>
        <input id="${id}-other" part="input" type=${field.sensitive && form.controls.takesPassword(field) ? 'password' : 'text'} dir="auto" ${bindControl(field, form.shown(field))} ?required=${field.required} ?disabled=${disabled} ?readonly=${busy}
          aria-invalid=${invalid} aria-describedby=${described} autocomplete=${field.sensitive && form.controls.takesPassword(field) ? 'one-time-code' : 'off'} autocapitalize="off" spellcheck="false"
          @input=${(event: Event) => {
            form.edit(field, event.target as HTMLInputElement);
          }} @blur=${() => {
            form.leave(id);
          }}>
      </div>
    `
        : nothing
    }
  `;
};
