import type { FormField } from './form-fields.ts';

/** What a person has typed, by field id; where they have not, what is stored. It lives here and in the controls, nowhere else. */
export class TypedValues {
  readonly #values = new Map<string, string>();
  readonly #typed = new Set<string>();

  get all(): ReadonlyMap<string, string> {
    return this.#values;
  }

  get(id: string): string {
    return this.#values.get(id) ?? '';
  }

  isTyped(id: string): boolean {
    return this.#typed.has(id);
  }

  type(id: string, value: string): void {
    this.#values.set(id, value);
    this.#typed.add(id);
  }

  /** Stored values come in where the person has not typed. */
  fill(fields: readonly FormField[]): void {
    for (const { id, value, defaultValue } of fields) if (!this.isTyped(id)) this.#values.set(id, value ?? defaultValue ?? '');
  }

  forget(id: string): void {
    this.#values.delete(id);
    this.#typed.delete(id);
  }

  /** What was typed is stored: from now on, what the server says is shown. */
  settle(): void {
    this.#typed.clear();
  }

  clear(): void {
    this.#values.clear();
  }
}
