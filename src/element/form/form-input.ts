import { html, nothing, type TemplateResult } from 'lit';
import type { FormController } from './form-controller.ts';
import type { FormField } from './form-fields.ts';
import { handlePaste, handlePasteLines } from './form-paste.ts';
import { bindControl } from './bind-control.ts';
import type { ControlOptions, FormContext } from './form-context.ts';
import { spokenLabel } from '../spoken-label.ts';
import { autocompleteOf } from './password-manager-hints.ts';

/** A field for what is typed: several lines where the host says so or several were pasted, else one. */
export const renderInput = (options: ControlOptions): TemplateResult =>
  options.context.form.controls.isLong(options.field) ? renderLines(options) : renderLine(options);

const keyboardOf = ({ type }: FormField): string | typeof nothing => {
  if (type === 'integer') return 'numeric';
  return type === 'decimal' || type === 'float' ? 'decimal' : nothing;
};

/** The browser's own calendar, unless what is stored is written in a way that it would not show. */
const isMoment = ({ type, value }: FormField): boolean =>
  type === 'datetime' && /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)?$/.test(value ?? '');

/** While an input method composes, the text must not be changed. */
const editWith =
  (form: FormController, field: FormField) =>
  (event: Event): void => {
    if (!(event as InputEvent).isComposing) form.edit(field, event.target as HTMLInputElement | HTMLTextAreaElement);
  };

/** `aria-invalid` is written even where nothing is wrong: Firefox calls an empty required field invalid before anything was typed. */
const renderLine = ({ context, field, disabled, busy, described }: ControlOptions): TemplateResult => {
  const { form } = context;
  const { id } = field;
  const hides = field.sensitive && !form.controls.revealed.has(id);
  const handleEdit = editWith(form, field);
  const plain = isMoment(field) ? 'datetime-local' : 'text';
  return html`
    <div class="control">
      <input id=${id} name=${field.name} part="input" type=${hides && form.controls.takesPassword(field) ? 'password' : plain} ${bindControl(field, form.shown(field))}
        ?required=${field.required} ?disabled=${disabled} ?readonly=${busy} aria-invalid=${form.problems.byField.has(id)} aria-describedby=${described}
        placeholder=${field.placeholder ?? nothing} inputmode=${keyboardOf(field)} dir=${plain === 'text' ? 'auto' : nothing}
        autocomplete=${form.controls.takesPassword(field) ? autocompleteOf(field) : 'off'} autocapitalize="off" autocorrect="off" spellcheck="false"
        @input=${handleEdit} @change=${handleEdit} @compositionend=${handleEdit}
        @paste=${(event: ClipboardEvent) => {
          handlePaste(event, context, field);
        }}
        @blur=${() => {
          form.leave(id);
        }}>
      ${field.sensitive ? renderReveal(context, field, !hides, disabled || busy) : nothing}
    </div>
  `;
};

/**
 * The lines of a text area end in LF whatever was pasted (HTML standard, "API value"), which every reader of PEM takes
 * (RFC 7468, 2) and OpenSSH requires. Nothing is trimmed: a private key may need its last line end.
 */
const renderLines = ({ context, field, disabled, busy, described }: ControlOptions): TemplateResult => {
  const { form } = context;
  const { id } = field;
  const handleEdit = editWith(form, field);
  return html`
    <div class="control">
      <textarea id=${id} name=${field.name} part="input" rows="5" dir="auto" ${bindControl(field, form.shown(field))} ?required=${field.required} ?disabled=${disabled} ?readonly=${busy}
        aria-invalid=${form.problems.byField.has(id)} aria-describedby=${described} placeholder=${field.placeholder ?? nothing}
        autocomplete=${field.autocomplete ?? 'off'} autocapitalize="off" autocorrect="off" spellcheck="false"
        @input=${handleEdit} @change=${handleEdit} @compositionend=${handleEdit}
        @paste=${(event: ClipboardEvent) => {
          handlePasteLines(event, context, field);
        }}
        @blur=${() => {
          form.leave(id);
        }}></textarea>
      ${field.sensitive ? renderReveal(context, field, form.controls.revealed.has(id), disabled || busy) : nothing}
    </div>
  `;
};

const renderReveal = (context: FormContext, field: FormField, shown: boolean, disabled: boolean): TemplateResult => {
  // The button must not take the focus from the input: the caret stays, and so does a phone's keyboard.
  const handlePress = (event: Event): void => {
    event.preventDefault();
  };
  const handleClick = (event: Event): void => {
    const input = (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLInputElement | HTMLTextAreaElement>(
      '[part~=input]',
    );
    const { selectionStart: start = null, selectionEnd: end = null } = input ?? {};
    // A change of the type may put the caret elsewhere.
    void context.form.toggleReveal(field.id).then(() => {
      input?.setSelectionRange(start, end);
    });
  };
  return html`
    <button type="button" class="reveal" part="reveal-button" aria-pressed=${shown ? 'true' : 'false'} ?disabled=${disabled}
      data-spoken=${spokenLabel(context.say('show', { field: field.label }), context.name)} title=${context.say(shown ? 'hide' : 'show', { field: field.label })}
      @mousedown=${handlePress} @click=${handleClick}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">
        <path d="M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10Z"></path><circle cx="10" cy="10" r="2.5"></circle>
        <path d="M3 17 17 3" class=${shown ? 'struck' : 'unstruck'}></path>
      </svg>
    </button>
  `;
};
