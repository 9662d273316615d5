/** The connector's name and icon: the server's newest, else the host's. */
export class ConnectorIdentity {
  readonly #host: { name?: string | undefined; icon?: string | undefined };
  #name = '';
  #icon = '';

  constructor(host: { name?: string | undefined; icon?: string | undefined }) {
    this.#host = host;
  }

  get name(): string {
    return this.#name || (this.#host.name ?? '');
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
