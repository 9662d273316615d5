import { html, nothing, type TemplateResult } from 'lit';
import { renderField } from './form-field.ts';
import { findFolded, type FormField } from './form-fields.ts';
import { spokenLabel } from '../spoken-label.ts';
import type { FormContext } from './form-context.ts';

/** The form as a whole: native controls, so that Enter submits and password managers understand it. */
export const renderCredentialForm = (
  context: FormContext,
  busy: boolean,
  actions: TemplateResult,
  first: unknown = nothing,
): TemplateResult => {
  const { form } = context;
  const handleSubmit = (event: Event): void => {
    event.preventDefault();
    if (!busy) context.actions.submit();
  };
  const folded = new Set(findFolded(form.fields));
  const shown = form.fields.filter((field) => !folded.has(field));
  const summary = form.problems.isListed ? renderSummary(context, [...shown, ...folded]) : nothing;
  // One that leads to fields is above them; a sentence about them all is below the button, so that nothing moves.
  const hasLinks = form.problems.byField.size > 0;
  return html`
    <form part="form" novalidate @submit=${handleSubmit} @pointerdown=${() => {
      form.press();
    }}>
      ${first}
      ${hasLinks ? summary : nothing}
      ${shown.map((field) => renderField(context, field, busy))}
      ${folded.size > 0 ? renderMoreOptions(context, [...folded], busy) : nothing}
      ${actions}
      ${hasLinks ? nothing : summary}
    </form>
  `;
};

/** All that must be corrected; it takes the focus, and leads to each field. */
const renderSummary = (context: FormContext, fields: readonly FormField[]): TemplateResult => {
  const { byField, summary } = context.form.problems;
  const found = fields.flatMap((field) => {
    const sentence = byField.get(field.id);
    return sentence === undefined ? [] : [{ field, sentence }];
  });
  return html`
    <div class="error summary" part="summary error" role="group" tabindex="-1" aria-labelledby="summary-title">
      <div>
        <p id="summary-title" part="summary-title">${[...summary, ...(found.length > 0 ? [context.say('problems', { count: found.length })] : [])].map((sentence) => html`<span .textContent=${sentence}></span>`)}</p>
        ${found.length === 0 ? nothing : html`<ul role="list">${found.map(({ field, sentence }) => renderProblemLink(field, sentence))}</ul>`}
      </div>
    </div>
  `;
};

const renderProblemLink = (field: FormField, sentence: string): TemplateResult => {
  // Addresses within the page do not reach into a shadow tree.
  const handleClick = (event: Event): void => {
    event.preventDefault();
    const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
    root.getElementById(`${field.id}-field`)?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  };
  return html`<li><a href="#${field.id}" part="summary-link" @click=${handleClick} .textContent=${sentence.includes(field.label) ? sentence : `${field.label}: ${sentence}`}></a></li>`;
};

const renderMoreOptions = (context: FormContext, fields: readonly FormField[], busy: boolean): TemplateResult => {
  const handleToggle = (event: Event): void => {
    context.form.unfolded = (event.currentTarget as HTMLDetailsElement).open;
  };
  return html`
    <details part="more-options" ?open=${context.form.unfolded} @toggle=${handleToggle}>
      <summary part="more-options-button" aria-label=${spokenLabel(context.say('moreOptions'), context.name)} .textContent=${context.say('moreOptions')}></summary>
      ${fields.map((field) => renderField(context, field, busy))}
    </details>
  `;
};
