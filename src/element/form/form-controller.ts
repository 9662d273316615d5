import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FieldOverrides } from '../../protocol/fields.ts';
import type { ConnectorView, CredentialsRequest } from '../../protocol/wire.ts';
import type { Problems } from '../../flow/state.ts';
import { buildFormFields, findFolded, type FormField, otherChoice } from './form-fields.ts';
import { type Mistakes, readRefusal, readRejection } from './form-mistakes.ts';
import { buildRequest, findProblem, readTyped, tidy } from './form-values.ts';
import { maskText, readMasked } from './masked-text.ts';
import { PressGuard } from './press-guard.ts';
import type { Say } from '../say.ts';

/**
 * A browser that does not know `one-time-code` reads it as no word at all, and fills and saves a password field as it
 * does any other: Firefox 153 filled the login of the partner's site, and offered to save what was typed (measured).
 * There a secret is a text field that holds bullets, which it leaves alone.
 */
const knowsOneTimeCode = (): boolean => {
  const input = document.createElement('input');
  input.setAttribute('autocomplete', 'one-time-code');
  return input.autocomplete === 'one-time-code';
};

/** What holds one value. */
export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What a person has typed so far, and what must be corrected. Values live here and in the inputs, nowhere else. */
export class FormController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #connector: ConnectorView | undefined;
  #overrides: FieldOverrides = {};
  #say: Say = () => '';
  #values = new Map<string, string>();
  #touched = new Set<string>();
  /** What each control was last seen to hold: anything else was put there without an event. */
  #seen = new WeakMap<Control, string>();
  /** What the server says, in any language. */
  #told: ((say: Say) => Mistakes) | undefined;
  /** A field is not checked while it is typed in for the first time. */
  #submitted = false;
  readonly #guard = new PressGuard();
  #isDrawing = false;
  /** Read when first needed: on a server there is no document. */
  #knowsOneTimeCode: boolean | undefined;
  fields: FormField[] = [];
  /** Sentences by field id. */
  problems = new Map<string, string>();
  /** What was said against the form as a whole. */
  summary: string[] = [];
  /** The problems are listed above the form: there were several, or one that no field can show. */
  listed = false;
  /** What was done with a value, by field id. */
  readonly notes = new Map<string, string>();
  /** The newest note, for a screen reader. */
  spoken = '';
  /** Ids of the secrets that are shown in clear at the moment. */
  readonly revealed = new Set<string>();
  /** Ids of the choices that are typed. */
  readonly other = new Set<string>();
  /** Ids of the fields that have several lines because several were pasted. */
  readonly expanded = new Set<string>();
  /** "More options" is open. */
  unfolded = false;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  /** An element that is only moved is back within the turn, and keeps what was typed. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.forgetSecrets();
    });
  }

  /** Follows the connector: stored values come in where the person has not typed. */
  follow(connector: ConnectorView, overrides: FieldOverrides, say: Say): void {
    // Without an id it was only about to be installed: now it is, and what was typed is still meant for it.
    if (this.#connector?.id && this.#connector.id !== connector.id) this.reset();
    this.#connector = connector;
    this.#overrides = overrides;
    const speaksAnew = this.#say('required') !== say('required');
    this.#say = say;
    this.fields = buildFormFields(connector, overrides, say);
    for (const { id, value, defaultValue } of this.fields) {
      if (!this.#touched.has(id)) this.#values.set(id, value ?? defaultValue ?? '');
    }
    if (speaksAnew) this.#sayAgain();
  }

  /** It is about another connector. */
  reset(): void {
    this.#values.clear();
    this.forgetSecrets();
    this.settle();
    this.unfolded = false;
  }

  /** In another language; a sentence that was the server's own stays as it came. */
  #sayAgain(): void {
    const told = this.#told?.(this.#say);
    for (const field of this.fields) {
      const sentence = this.problems.has(field.id) ? (this.#problemOf(field) ?? told?.problems.get(field.id)) : undefined;
      if (sentence !== undefined) this.problems.set(field.id, sentence);
    }
    this.summary = told?.summary ?? [];
  }

  /** Takes over what a password manager put into a control without an event, so that no drawing writes over it. */
  adopt(): void {
    for (const control of this.#host.shadowRoot?.querySelectorAll<Control>('[part~=input]') ?? []) {
      const seen = this.#seen.get(control);
      const field = this.#find(control.id.replace(/-other$/, ''));
      if (seen === undefined || seen === control.value || field === undefined) continue;
      if (control instanceof HTMLSelectElement) this.choose(field.id, control);
      else this.edit(field, control);
    }
  }

  hostUpdate(): void {
    this.#isDrawing = true;
  }

  hostUpdated(): void {
    queueMicrotask(() => {
      this.#isDrawing = false;
    });
    for (const control of this.#host.shadowRoot?.querySelectorAll<Control>('[part~=input]') ?? []) this.see(control);
  }

  value(id: string): string {
    return this.#values.get(id) ?? '';
  }

  /** What the control of a field shows: a secret of several lines as bullets. */
  shown(field: FormField): string {
    const value = this.value(field.id);
    if (!this.isLong(field)) return this.#masksText(field) ? maskText(value) : value;
    const lines = value.replace(/\r\n?/g, '\n');
    return this.#masksText(field) ? maskText(lines) : lines;
  }

  /** The person, or a program, changed what a control holds. */
  edit(field: FormField, control: Exclude<Control, HTMLSelectElement>): void {
    const { value } = control;
    if (this.#masksText(field)) {
      const caret = control.selectionEnd ?? value.length;
      const text = readMasked(this.value(field.id).replace(/\r\n?/g, '\n'), value, caret);
      control.value = maskText(text);
      control.setSelectionRange(caret, caret);
      this.type(field.id, text);
    } else {
      this.type(field.id, value);
    }
    this.see(control);
  }

  /** What a control holds now is known here. */
  see(control: Control): void {
    this.#seen.set(control, control.value);
  }

  #masksText(field: FormField): boolean {
    return field.sensitive && !this.revealed.has(field.id) && (this.isLong(field) || !this.takesPassword(field));
  }

  /** A secret of one line is a password field, where a browser leaves that alone. */
  takesPassword(field: FormField): boolean {
    return field.autocomplete !== undefined || (this.#knowsOneTimeCode ??= knowsOneTimeCode());
  }

  type(id: string, value: string): void {
    this.#values.set(id, value);
    this.#touched.add(id);
    const had = this.notes.delete(id);
    const field = this.#find(id);
    if (field === undefined || !this.problems.has(id)) {
      if (had) this.#host.requestUpdate();
      return;
    }
    // A server's sentence was about another value, and goes with it.
    if (this.#problemOf(field) === undefined) this.#clear(id);
  }

  /** A value from the list, or the wish to type another. */
  choose(id: string, list: HTMLSelectElement): void {
    this.see(list);
    const { value } = list;
    const isOther = value === otherChoice;
    if (isOther) this.other.add(id);
    else this.other.delete(id);
    this.type(id, isOther ? '' : value);
    this.#host.requestUpdate();
  }

  /**
   * The person goes on to the next field. A drawing can take the focus away too: it removes or disables the field, or puts
   * the focus into a problem. What is said then comes after it, as a drawing of its own.
   */
  leave(id: string): void {
    const judge = (): void => {
      this.#guard.run(() => {
        this.#judge(id);
      });
    };
    if (this.#isDrawing) queueMicrotask(judge);
    else judge();
  }

  /** A pointer went down in the form. */
  press(): void {
    this.#guard.press();
  }

  note(id: string, sentence: string): void {
    this.notes.set(id, sentence);
    this.spoken = sentence;
    this.#host.requestUpdate();
  }

  /** Resolves when it is drawn. */
  toggleReveal(id: string): Promise<unknown> {
    if (!this.revealed.delete(id)) this.revealed.add(id);
    this.#host.requestUpdate();
    return this.#host.updateComplete;
  }

  expand(id: string): void {
    this.expanded.add(id);
    this.#host.requestUpdate();
  }

  /** The request, or undefined when something must be corrected first: then `problems` says what. */
  submit(): CredentialsRequest | undefined {
    if (this.#connector === undefined) return undefined;
    this.#submitted = true;
    this.spoken = '';
    this.adopt();
    for (const field of this.fields) this.#tidy(field);
    const found = this.fields.flatMap((field) => {
      const sentence = this.#problemOf(field);
      return sentence === undefined ? [] : [[field.id, sentence] as const];
    });
    this.#show({ problems: new Map(found), summary: [] });
    return found.length > 0 ? undefined : buildRequest(this.#connector, this.fields, this.#values, this.#overrides);
  }

  /** What the server wants corrected. */
  refuse(problems: Problems): void {
    this.#tell((say) => readRefusal(problems, this.fields, say));
  }

  /** What is said of a refused credential. */
  reject(sentences: (say: Say) => readonly string[]): void {
    this.#tell((say) => readRejection(sentences(say), this.fields));
  }

  /** What was typed was stored or given up: drop it. */
  settle(): void {
    this.#touched.clear();
    this.other.clear();
    this.expanded.clear();
    this.notes.clear();
    this.spoken = '';
    this.clearProblems();
  }

  clearProblems(): void {
    this.#submitted = false;
    this.#show({ problems: new Map(), summary: [] });
  }

  /** Once sent, or left: nothing secret stays in the page. */
  forgetSecrets(): void {
    this.adopt();
    for (const field of this.fields) {
      if (field.sensitive || field.part === 'credential') {
        this.#values.delete(field.id);
        this.#touched.delete(field.id);
        this.expanded.delete(field.id);
      }
    }
    this.revealed.clear();
    this.#host.requestUpdate();
  }

  #find(id: string): FormField | undefined {
    return this.fields.find((field) => field.id === id);
  }

  /** It has several lines: the host says so, or several were pasted. */
  isLong(field: FormField): boolean {
    return field.multiline === true || this.expanded.has(field.id);
  }

  #problemOf(field: FormField): string | undefined {
    return findProblem(field, this.#values, this.#overrides, this.#say);
  }

  #judge(id: string): void {
    const field = this.#find(id);
    if (field === undefined) return;
    this.#tidy(field);
    const value = this.value(id);
    const read = readTyped(field, this.#values, this.#overrides);
    if (read !== value && read !== value.trim() && read !== '' && !field.sensitive && !this.isLong(field)) {
      this.note(id, this.#say('sentAs', { value: read }));
    }
    if (!this.#submitted) return;
    const sentence = this.#problemOf(field);
    if (sentence === undefined || this.problems.get(id) === sentence) return;
    this.problems.set(id, sentence);
    this.#host.requestUpdate();
  }

  /** What is cut off is cut off before the person's eyes. */
  #tidy(field: FormField): void {
    const value = this.value(field.id);
    const tidied = tidy(field, value);
    if (tidied === value || !this.#touched.has(field.id)) return;
    this.#values.set(field.id, tidied);
    this.note(field.id, this.#say('trimmed'));
  }

  #clear(id: string): void {
    this.problems.delete(id);
    if (this.problems.size === 0 && this.summary.length === 0) this.listed = false;
    this.#host.requestUpdate();
  }

  #tell(told: (say: Say) => Mistakes): void {
    this.#submitted = true;
    this.#show(told(this.#say));
    this.#told = told;
  }

  #show({ problems, summary }: Mistakes): void {
    this.#told = undefined;
    this.problems = problems;
    this.summary = summary;
    this.listed = problems.size > 1 || summary.length > 0;
    // A person cannot correct a problem that is not visible.
    if (findFolded(this.fields).some(({ id }) => problems.has(id))) this.unfolded = true;
    this.#host.requestUpdate();
  }
}
