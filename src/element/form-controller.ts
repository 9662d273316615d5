import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FieldOverrides } from '../protocol/fields.ts';
import type { ConnectorView, CredentialsRequest } from '../protocol/wire.ts';
import { buildFormFields, buildRequest, findProblems, type FormField, initialValues } from './form-fields.ts';
import type { Say } from './say.ts';

/** What a person has typed so far, and what must be corrected. Values live here and in the inputs, nowhere else. */
export class FormController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #connector: ConnectorView | undefined;
  #overrides: FieldOverrides = {};
  #values = new Map<string, string>();
  #touched = new Set<string>();
  fields: FormField[] = [];
  problems = new Map<string, string>();
  /** What the server said of something that the form does not ask. */
  summary: string | undefined;
  /** Ids of the secrets that are shown in clear at the moment. */
  readonly revealed = new Set<string>();

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
    if (this.#connector?.id !== connector.id) {
      this.#values.clear();
      this.#touched.clear();
      this.problems.clear();
      this.summary = undefined;
      this.revealed.clear();
    }
    this.#connector = connector;
    this.#overrides = overrides;
    this.fields = buildFormFields(connector, overrides, say);
    for (const [id, value] of initialValues(this.fields)) {
      if (!this.#touched.has(id)) this.#values.set(id, value);
    }
  }

  value(id: string): string {
    return this.#values.get(id) ?? '';
  }

  type(id: string, value: string): void {
    this.#values.set(id, value);
    this.#touched.add(id);
    if (this.problems.delete(id)) this.#host.requestUpdate();
  }

  toggleReveal(id: string): void {
    if (!this.revealed.delete(id)) this.revealed.add(id);
    this.#host.requestUpdate();
  }

  /** The request, or undefined when something must be corrected first: then `problems` says what. */
  submit(say: Say): CredentialsRequest | undefined {
    if (this.#connector === undefined) return undefined;
    this.summary = undefined;
    this.problems = findProblems(this.fields, this.#values, this.#overrides, say);
    this.#host.requestUpdate();
    return this.problems.size > 0 ? undefined : buildRequest(this.#connector, this.fields, this.#values, this.#overrides);
  }

  /** The server's sentences, by field name. */
  refuse(sentences: Record<string, string>): void {
    const asked = new Set(this.fields.map((field) => field.name));
    this.summary = Object.entries(sentences).filter(([name]) => !asked.has(name)).map(([, sentence]) => sentence).join(' ') || undefined;
    this.problems = new Map(
      this.fields.flatMap((field) => {
        const sentence = sentences[field.name];
        return sentence === undefined ? [] : [[field.id, sentence] as const];
      }),
    );
  }

  /** Once sent, or left: nothing secret stays in the page. */
  forgetSecrets(): void {
    for (const field of this.fields) {
      if (field.sensitive || field.part === 'credential') {
        this.#values.delete(field.id);
        this.#touched.delete(field.id);
      }
    }
    this.revealed.clear();
    this.#host.requestUpdate();
  }
}
