import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectorView, CredentialsRequest } from '../../protocol/wire.ts';
import type { State } from '../../flow/state.ts';
import { sayFailure } from '../failure-message.ts';
import { type Control, FormControls } from './form-controls.ts';
import { buildFormFields, findFolded, type FormField, otherChoice } from './form-fields.ts';
import { FormProblems, readFieldErrors, readRefusedCredential } from './form-problems.ts';
import { QuietMoment } from './quiet-moment.ts';
import { readNumber } from './typed-number.ts';
import { type Reading, TypedValues } from './typed-values.ts';
import type { Say } from '../say.ts';
import { whenLeft } from '../when-left.ts';

/** The form of one card: its fields, what is typed into them, and what must be corrected. */
export class FormController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #quietMoment: QuietMoment;
  readonly #values = new TypedValues();
  #connector: ConnectorView | undefined;
  #say: Say = () => '';
  /** A field is not checked while it is typed in for the first time. */
  #wasSubmitted = false;
  readonly controls = new FormControls();
  readonly problems = new FormProblems();
  fields: FormField[] = [];
  /** By field id, how a typed value was changed. */
  readonly notes = new Map<string, string>();
  /** The newest note, for a screen reader. */
  spoken = '';
  /** "More options" is open. */
  unfolded = false;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    this.#quietMoment = new QuietMoment(host);
    host.addController(this);
  }

  /** An element that is only moved keeps what was typed. */
  hostDisconnected(): void {
    whenLeft(this.#host, () => {
      this.forgetSecrets();
    });
  }

  hostUpdated(): void {
    for (const control of this.#drawn()) this.controls.see(control);
  }

  /** Follows the connector: stored values come in where the person has not typed. */
  follow(connector: ConnectorView, reading: Reading, say: Say): void {
    // A connector without an id was about to be installed, and now is: what was typed stays.
    if (this.#connector?.id && this.#connector.id !== connector.id) this.reset();
    this.#connector = connector;
    this.#values.reading = reading;
    const isOtherLanguage = this.#say('required') !== say('required');
    this.#say = say;
    this.fields = buildFormFields(connector, reading.overrides, say);
    this.#values.fill(this.fields);
    if (isOtherLanguage) this.problems.translate(say, this.fields, (field) => this.#problemOf(field));
  }

  handleState(state: State): void {
    switch (state.status) {
      case 'ready':
        if (state.problems !== undefined && state.connector !== undefined) this.#take(readFieldErrors(state.problems));
        break;
      case 'authorizing':
      case 'connected':
        this.forgetSecrets();
        break;
      case 'failed':
        if (state.code === 'credentials-rejected' && this.fields.length > 0)
          this.#take(readRefusedCredential((say) => sayFailure(state, this.fields, say)));
    }
  }

  /** For another connector: nothing typed stays. */
  reset(): void {
    this.#values.clear();
    this.forgetSecrets();
    this.settle();
    this.unfolded = false;
  }

  /** Takes over what a password manager put into a control without an event, before an update would overwrite it. */
  adopt(): void {
    for (const control of this.#drawn()) {
      const field = this.#find(control.id.replace(/-other$/, ''));
      if (field === undefined || !this.controls.wasFilled(control)) continue;
      if (control instanceof HTMLSelectElement) this.choose(field.id, control);
      else this.edit(field, control);
    }
  }

  /** The person has typed something that is not stored. */
  get isTyped(): boolean {
    return this.fields.some(({ id }) => this.#values.isTyped(id));
  }

  value(id: string): string {
    return this.#values.get(id);
  }

  /** What the control of a field shows. */
  shown(field: FormField): string {
    return this.controls.textOf(field, this.value(field.id));
  }

  /** The person, or a program, changed what a control holds. */
  edit(field: FormField, control: Exclude<Control, HTMLSelectElement>): void {
    this.type(field.id, this.controls.read(field, this.value(field.id), control));
    this.controls.see(control);
  }

  type(id: string, value: string): void {
    this.#values.type(id, value);
    const hadNote = this.notes.delete(id);
    if (hadNote) this.spoken = '';
    const field = this.#find(id);
    // A sentence of the server's was about the earlier value.
    const isCorrected = field !== undefined && this.problems.byField.has(id) && this.#problemOf(field) === undefined;
    if (isCorrected) this.problems.remove(id);
    if (isCorrected || hadNote) this.#host.requestUpdate();
  }

  /** A value from the list, or "another value", which opens an input. */
  choose(id: string, list: HTMLSelectElement): void {
    const { controls } = this;
    controls.see(list);
    const isOther = list.value === otherChoice;
    if (isOther) controls.other.add(id);
    else controls.other.delete(id);
    this.type(id, isOther ? '' : list.value);
    this.#host.requestUpdate();
  }

  /** The field lost the focus. */
  leave(id: string): void {
    this.#quietMoment.run(() => {
      this.#judge(id);
    });
  }

  /** A pointer went down in the form. */
  press(): void {
    this.#quietMoment.press();
  }

  note(id: string, sentence: string): void {
    this.notes.set(id, sentence);
    this.spoken = sentence;
    this.#host.requestUpdate();
  }

  /** Resolves when it is drawn. */
  toggleReveal(id: string): Promise<unknown> {
    const { revealed } = this.controls;
    if (!revealed.delete(id)) revealed.add(id);
    this.#host.requestUpdate();
    return this.#host.updateComplete;
  }

  /** Gives the field several lines, for what was pasted. */
  expand(id: string): void {
    this.controls.expanded.add(id);
    this.#host.requestUpdate();
  }

  /** The request, or undefined when something must be corrected first: then `problems` says what. */
  submit(): CredentialsRequest | undefined {
    if (this.#connector === undefined) return undefined;
    this.#wasSubmitted = true;
    this.spoken = '';
    this.adopt();
    for (const field of this.fields) this.#tidy(field);
    const found = this.fields.flatMap((field) => {
      const sentence = this.#problemOf(field);
      return sentence === undefined ? [] : [[field.id, sentence] as const];
    });
    this.problems.show(new Map(found));
    this.#drawProblems();
    // The focus goes to a problem, and a note of that field is read with it.
    if (found.length > 0) this.spoken = '';
    return found.length > 0 ? undefined : this.#values.buildRequest(this.#connector, this.fields);
  }

  /** What was typed was stored or given up: drop it. */
  settle(): void {
    this.#values.settle();
    this.controls.settle();
    this.notes.clear();
    this.spoken = '';
    this.clearProblems();
  }

  clearProblems(): void {
    this.#wasSubmitted = false;
    this.problems.show(new Map());
    this.#host.requestUpdate();
  }

  /** Once sent, or left: nothing secret stays in the page. */
  forgetSecrets(): void {
    this.adopt();
    for (const { id, sensitive, part } of this.fields) {
      if (!sensitive && part !== 'credential') continue;
      this.#values.forget(id);
      this.controls.expanded.delete(id);
    }
    this.controls.revealed.clear();
    this.#host.requestUpdate();
  }

  #drawn(): Iterable<Control> {
    return this.#host.shadowRoot?.querySelectorAll<Control>('[part~=input]') ?? [];
  }

  #find(id: string): FormField | undefined {
    return this.fields.find((field) => field.id === id);
  }

  #problemOf(field: FormField): string | undefined {
    return this.#values.findProblem(field, this.#say);
  }

  #judge(id: string): void {
    const field = this.#find(id);
    if (field === undefined) return;
    this.#tidy(field);
    const value = this.value(id);
    const read = this.#values.read(field);
    if (
      read !== value &&
      read !== readNumber(field, value.trim(), this.#values.reading.tag) &&
      read !== '' &&
      !field.sensitive &&
      !this.controls.isLong(field)
    ) {
      this.note(id, this.#say('sentAs', { value: read }));
    }
    if (!this.#wasSubmitted) return;
    const sentence = this.#problemOf(field);
    const { byField } = this.problems;
    if (sentence === undefined || byField.get(id) === sentence) return;
    byField.set(id, sentence);
    this.#host.requestUpdate();
  }

  /** Trims what was typed, in the control too, so that the person sees it. */
  #tidy(field: FormField): void {
    if (this.#values.tidy(field)) this.note(field.id, this.#say('trimmed'));
  }

  /** What the server says is wrong. */
  #take(server: ReturnType<typeof readFieldErrors>): void {
    this.#wasSubmitted = true;
    this.problems.take(server, this.#say, this.fields);
    this.#drawProblems();
  }

  #drawProblems(): void {
    // A person cannot correct a problem that is not visible.
    if (findFolded(this.fields).some(({ id }) => this.problems.byField.has(id))) this.unfolded = true;
    this.#host.requestUpdate();
  }
}
