import { trimmed } from '../../protocol/normalizers.ts';
import type { FormField } from './form-fields.ts';
import type { FormContext } from './form-context.ts';

/**
 * Spaces around a pasted value are removed in a field of one line, and a note says so. Text of several
 * lines, such as a private key, makes the field longer instead: the browser would join its lines, and break it.
 */
export const handlePaste = (event: ClipboardEvent, context: FormContext, field: FormField): void => {
  const input = event.target as HTMLInputElement;
  const { form, say } = context;
  const pasted = event.clipboardData?.getData('text/plain') ?? '';
  const { selectionStart: start, selectionEnd: end } = input;
  if (start === null || end === null || input.readOnly) return;
  const text = trimmed(pasted);
  const isWhole = input.value.slice(0, start) + input.value.slice(end) === '';
  if (!isWhole || text === '') return;
  if (/[\r\n]/.test(text)) {
    if (field.id === 'credential-username' || field.type !== 'text') return;
    event.preventDefault();
    form.type(field.id, pasted.replace(/\r\n?/g, '\n'));
    form.expand(field.id);
    return;
  }
  if (text === pasted) return;
  event.preventDefault();
  input.setRangeText(text, start, end, 'end');
  form.edit(field, input);
  form.note(field.id, say('trimmed'));
};

/** Inserts the pasted text of a secret itself, so that it is never in the control in clear. */
export const handlePasteLines = (event: ClipboardEvent, { form }: FormContext, field: FormField): void => {
  const pasted = event.clipboardData?.getData('text/plain') ?? '';
  const control = event.target as HTMLTextAreaElement;
  if (!field.sensitive || form.controls.revealed.has(field.id) || pasted === '' || control.readOnly) return;
  event.preventDefault();
  const { selectionStart: start, selectionEnd: end } = control;
  const characters = Array.from(form.value(field.id).replace(/\r\n?/g, '\n'));
  const lines = pasted.replace(/\r\n?/g, '\n');
  form.type(field.id, [...characters.slice(0, start), lines, ...characters.slice(end)].join(''));
  control.value = form.shown(field);
  const caret = start + Array.from(lines).length;
  control.setSelectionRange(caret, caret);
  form.controls.see(control);
};
