/**
 * The connector's name and icon: the server's newest, else the host's. What the host adds to the server's name in brackets
 * stays, as in "Capsule (2)": it tells connections of one name from each other.
 */
export class ConnectorIdentity {
  readonly #host: { name?: string | number | null | undefined; icon?: string | undefined };
  #name = '';
  #icon = '';

  constructor(host: { name?: string | number | null | undefined; icon?: string | undefined }) {
    this.#host = host;
  }

  get name(): string {
    // A page may set a number.
    const name = String(this.#host.name ?? '');
    return name.startsWith(`${this.#name} (`) ? name : this.#name || name;
  }

  get icon(): string {
    return this.#icon || (this.#host.icon ?? '');
  }

  learn({ name, icon }: { name: string; icon?: string | null | undefined }): void {
    this.#name = name || this.#name;
    this.#icon = icon ?? this.#icon;
  }

  forget(): void {
    this.#name = this.#icon = '';
  }
}
