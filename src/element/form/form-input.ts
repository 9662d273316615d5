import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FormField } from './form-fields.ts';
import { handlePaste } from './form-paste.ts';
import type { ControlOptions, FormContext } from './form-context.ts';

/** A field for what is typed: several lines where the host says so or several were pasted, else one. */
export const renderInput = (options: ControlOptions): TemplateResult =>
  options.field.multiline === true || options.context.form.expanded.has(options.field.id) ? renderLines(options) : renderLine(options);

const keyboardOf = ({ type }: FormField): string | typeof nothing => {
  if (type === 'integer') return 'numeric';
  return type === 'decimal' || type === 'float' ? 'decimal' : nothing;
};

/** The browser's own calendar, unless what is stored is written in a way that it would not show. */
const isMoment = ({ type, value }: FormField): boolean =>
  type === 'datetime' && /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)?$/.test(value ?? '');

/**
 * A browser offers to save whatever stood in a password field as this site's password, and would fill it in at the next
 * sign-in here. Measured on a form in a shadow tree that is sent by fetch: Chromium 156 offers it with
 * `autocomplete="off"` and `"new-password"`, not with `"one-time-code"`; Firefox 153 offers it with all of them. Neither
 * offers a masked text field. So a key is one; only a person's own user name and password are a password field, and
 * where a browser cannot mask text a key is a one-time code.
 */
const canMask = (): boolean => CSS.supports('-webkit-text-security', 'disc');

const renderLine = ({ context, field, disabled, described }: ControlOptions): TemplateResult => {
  const { form } = context;
  const { id } = field;
  const hides = field.sensitive && !form.revealed.has(id);
  const isKey = field.sensitive && field.autocomplete === 'off';
  const masks = isKey && canMask();
  const plain = isMoment(field) ? 'datetime-local' : 'text';
  return html`
    <div class="control">
      <input id=${id} name=${field.name} part="input" type=${hides && !masks ? 'password' : plain} class=${hides && masks ? 'masked' : ''}
        ?required=${field.required} ?disabled=${disabled} aria-invalid=${form.problems.has(id) ? 'true' : nothing} aria-describedby=${described}
        placeholder=${field.placeholder ?? nothing} inputmode=${keyboardOf(field)} dir=${plain === 'text' ? 'auto' : nothing}
        autocomplete=${isKey && !masks ? 'one-time-code' : field.autocomplete} autocapitalize="off" autocorrect="off" spellcheck="false"
        .value=${live(form.value(id))}
        @input=${(event: Event) => {
          form.type(id, (event.target as HTMLInputElement).value);
        }}
        @paste=${(event: ClipboardEvent) => {
          handlePaste(event, context, field);
        }}
        @blur=${() => {
          form.leave(id);
        }}>
      ${field.sensitive ? renderReveal(context, field, !hides, disabled) : nothing}
    </div>
  `;
};

/**
 * The lines of a text area end in LF whatever was pasted (HTML standard, "API value"), which every reader of PEM takes
 * (RFC 7468, 2) and OpenSSH insists on. Nothing is trimmed: a private key may need its last line end.
 */
const renderLines = ({ context, field, disabled, described }: ControlOptions): TemplateResult => {
  const { form } = context;
  const { id } = field;
  return html`
    <textarea id=${id} name=${field.name} part="input" rows="5" dir="auto" ?required=${field.required} ?disabled=${disabled}
      class=${field.sensitive ? 'masked' : ''}
      aria-invalid=${form.problems.has(id) ? 'true' : nothing} aria-describedby=${described} placeholder=${field.placeholder ?? nothing}
      autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" .value=${live(form.value(id).replace(/\r\n?/g, '\n'))}
      @input=${(event: Event) => {
        form.type(id, (event.target as HTMLTextAreaElement).value);
      }}
      @blur=${() => {
        form.leave(id);
      }}></textarea>
  `;
};

const renderReveal = (context: FormContext, field: FormField, shown: boolean, disabled: boolean): TemplateResult => {
  // The button must not take the focus from the input: the caret stays, and so does a phone's keyboard.
  const handlePress = (event: Event): void => {
    event.preventDefault();
  };
  const handleClick = (event: Event): void => {
    const input = (event.currentTarget as HTMLElement).parentElement?.querySelector('input');
    const { selectionStart: start = null, selectionEnd: end = null } = input ?? {};
    // A change of the type may put the caret elsewhere.
    void context.form.toggleReveal(field.id).then(() => {
      input?.setSelectionRange(start, end);
    });
  };
  return html`
    <button type="button" class="reveal" part="reveal-button" aria-pressed=${shown ? 'true' : 'false'} ?disabled=${disabled}
      aria-label=${context.say('show', { field: field.label })} title=${context.say(shown ? 'hide' : 'show', { field: field.label })}
      @mousedown=${handlePress} @click=${handleClick}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">
        <path d="M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10Z"></path><circle cx="10" cy="10" r="2.5"></circle>
        <path d="M3 17 17 3" class=${shown ? 'struck' : 'unstruck'}></path>
      </svg>
    </button>
  `;
};
