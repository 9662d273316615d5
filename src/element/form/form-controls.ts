import type { FormField } from './form-fields.ts';
import { maskText, readMasked } from './masked-text.ts';

/** What holds one value. */
export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * A browser without support for `one-time-code` ignores it, and fills and saves a password field as it does any other:
 * Firefox 153 filled the login of the partner's site, and offered to save what was typed (measured). There a secret is
 * a text field that holds bullets, which it leaves alone.
 */
const knowsOneTimeCode = (): boolean => {
  const input = document.createElement('input');
  input.setAttribute('autocomplete', 'one-time-code');
  return input.autocomplete === 'one-time-code';
};

/** Line ends as a text area has them. */
const toLines = (text: string): string => text.replace(/\r\n?/g, '\n');

/** How each field's control shows its value: a secret in clear or masked, one line or several, a list or an input beside it. */
export class FormControls {
  /** What each control was last seen to hold: anything else was put there without an event. */
  readonly #seen = new WeakMap<Control, string>();
  /** Read when first needed: on a server there is no document. */
  #knowsOneTimeCode: boolean | undefined;
  /** Ids of the secrets that are shown in clear at the moment. */
  readonly revealed = new Set<string>();
  /** Ids of the choices that are typed. */
  readonly other = new Set<string>();
  /** Ids of the fields that have several lines because several were pasted. */
  readonly expanded = new Set<string>();

  /** Whether it has several lines: the host says so, or several were pasted. */
  isLong({ multiline, id }: FormField): boolean {
    return multiline === true || this.expanded.has(id);
  }

  /** Whether a secret of one line may be a password field: in browsers that do not fill it. */
  takesPassword({ autocomplete }: FormField): boolean {
    return autocomplete !== undefined || (this.#knowsOneTimeCode ??= knowsOneTimeCode());
  }

  /** Whether its control holds bullets in place of the value. */
  #isMasked(field: FormField): boolean {
    return field.sensitive && !this.revealed.has(field.id) && (this.isLong(field) || !this.takesPassword(field));
  }

  /** What the control of a field shows for its value. */
  textOf(field: FormField, value: string): string {
    const text = this.isLong(field) ? toLines(value) : value;
    return this.#isMasked(field) ? maskText(text) : text;
  }

  /** The value after an edit of a control that showed `value`; clear text of a secret is taken out of it. */
  read(field: FormField, value: string, control: Exclude<Control, HTMLSelectElement>): string {
    if (!this.#isMasked(field)) return control.value;
    const caret = control.selectionEnd ?? control.value.length;
    const text = readMasked(toLines(value), control.value, caret);
    control.value = maskText(text);
    control.setSelectionRange(caret, caret);
    return text;
  }

  /** Notes what a control holds now. */
  see(control: Control): void {
    this.#seen.set(control, control.value);
  }

  /** Whether something was put into it without an event, as a password manager does. */
  wasFilled(control: Control): boolean {
    const seen = this.#seen.get(control);
    return seen !== undefined && seen !== control.value;
  }

  settle(): void {
    this.other.clear();
    this.expanded.clear();
  }
}
