import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FormField } from './form-fields.ts';
import type { View } from './views/view.ts';

/** The form as a whole: native controls, so that Enter submits and password managers understand it. */
export const renderCredentialForm = (view: View, busy: boolean, actions: TemplateResult): TemplateResult => {
  const handleSubmit = (event: Event): void => {
    event.preventDefault();
    if (!busy) view.actions.submit();
  };
  const { problems, fields, summary } = view.form;
  return html`
    <form part="form" novalidate @submit=${handleSubmit}>
      ${problems.size > 1 || summary !== undefined ? html`<p class="error" part="error">${summary ?? view.say('problems', { count: problems.size })}</p>` : nothing}
      ${fields.map((field) => renderField(view, field, busy))}
      ${actions}
    </form>
  `;
};

const renderField = (view: View, field: FormField, busy: boolean): TemplateResult => {
  const problem = view.form.problems.get(field.id);
  const hints = [
    field.description ?? '',
    field.saved === true && field.sensitive ? view.say('savedValue') : '',
  ].filter((hint) => hint !== '');
  const described = [hints.length > 0 ? `${field.id}-hint` : '', problem === undefined ? '' : `${field.id}-error`].filter(Boolean).join(' ');
  return html`
    <div class="field" part="field">
      <label for=${field.id} part="label">
        ${field.label} ${field.required ? nothing : html`<span class="optional">${view.say('optional')}</span>`}
      </label>
      ${hints.length > 0 ? html`<p class="hint" id="${field.id}-hint" part="hint">${hints.join(' ')}</p>` : nothing}
      ${renderDocumentation(view, field)}
      ${problem === undefined ? nothing : html`<p class="error" id="${field.id}-error" part="field-error error">${problem}</p>`}
      ${renderControl(view, field, busy, described)}
    </div>
  `;
};

/** Only an https page is linked: the address comes from a host's or a connector's configuration. */
const renderDocumentation = (view: View, field: FormField): TemplateResult | typeof nothing =>
  field.documentationUrl?.startsWith('https://') === true
    ? html`<p class="hint"><a href=${field.documentationUrl} target="_blank" rel="noopener noreferrer" part="documentation-link">${view.say('documentation')}</a></p>`
    : nothing;

const renderControl = (view: View, field: FormField, busy: boolean, described: string): TemplateResult => {
  const { form } = view;
  const value = form.value(field.id);
  const invalid = form.problems.has(field.id) ? 'true' : nothing;
  const handleInput = (event: Event): void => {
    form.type(field.id, (event.target as HTMLInputElement).value);
  };
  const disabled = busy || view.disabled;

  if (field.options !== undefined && field.options.length > 0) {
    // A stored value that is not among the choices was put there on purpose: it stays choosable.
    const choices = value === '' || field.options.includes(value) ? field.options : [value, ...field.options];
    return html`
      <select id=${field.id} name=${field.name} part="input" ?required=${field.required} ?disabled=${disabled}
        aria-invalid=${invalid} aria-describedby=${described || nothing} .value=${value} @change=${handleInput}>
        <option value="" ?selected=${value === ''}>${view.say('choose')}</option>
        ${choices.map((choice) => html`<option value=${choice} ?selected=${choice === value}>${choice}</option>`)}
      </select>
    `;
  }
  if (field.multiline === true) {
    return html`
      <textarea id=${field.id} name=${field.name} part="input" rows="5" ?required=${field.required} ?disabled=${disabled}
        class=${field.sensitive && !form.revealed.has(field.id) ? 'masked' : ''}
        aria-invalid=${invalid} aria-describedby=${described || nothing} placeholder=${field.placeholder ?? nothing}
        autocomplete="off" autocapitalize="off" spellcheck="false" .value=${live(value)} @input=${handleInput}></textarea>
    `;
  }
  const shown = form.revealed.has(field.id);
  return html`
    <div class="control">
      <input id=${field.id} name=${field.name} part="input" type=${field.sensitive && !shown ? 'password' : 'text'}
        ?required=${field.required} ?disabled=${disabled} aria-invalid=${invalid} aria-describedby=${described || nothing}
        placeholder=${field.placeholder ?? nothing} autocomplete=${field.autocomplete} autocapitalize="off" spellcheck="false"
        .value=${live(value)} @input=${handleInput}>
      ${field.sensitive ? renderReveal(view, field, shown, disabled) : nothing}
    </div>
  `;
};

const renderReveal = (view: View, field: FormField, shown: boolean, disabled: boolean): TemplateResult => html`
  <button type="button" class="reveal" part="reveal-button" aria-pressed=${shown ? 'true' : 'false'} ?disabled=${disabled}
    aria-label=${view.say('show', { field: field.label })} title=${view.say(shown ? 'hide' : 'show', { field: field.label })}
    @click=${() => { view.form.toggleReveal(field.id); }}>
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">
      <path d="M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10Z"></path><circle cx="10" cy="10" r="2.5"></circle>
      <path d="M3 17 17 3" class=${shown ? 'struck' : 'unstruck'}></path>
    </svg>
  </button>
`;
