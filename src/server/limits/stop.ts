/**
 * Ends work early, once, with a reason: what an `AbortController` does, in a fraction of its time and without a limit of
 * listeners. A request makes several, and most of them never need the platform's own.
 */
export class Stop {
  #reason: Error | undefined;
  #waiting: Set<(reason: Error) => void> | undefined;
  #controller: AbortController | undefined;

  get isStopped(): boolean {
    return this.#reason !== undefined;
  }

  /** The platform's, for `fetch` and the host's functions. Made when it is first asked for. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  /** Stops; another time changes nothing. */
  stop(reason: Error): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const run of this.#waiting ?? []) run(reason);
    this.#waiting = undefined;
    this.#controller?.abort(reason);
  }

  /** Calls `run` when it stops, at once where it has. `forget` takes that back. */
  onStop(run: (reason: Error) => void): void {
    if (this.#reason === undefined) (this.#waiting ??= new Set()).add(run);
    else run(this.#reason);
  }

  forget(run: (reason: Error) => void): void {
    this.#waiting?.delete(run);
  }

  /** @throws the reason, where it has stopped */
  throwIfStopped(): void {
    if (this.#reason !== undefined) throw this.#reason;
  }

  /** The promise's outcome, or a rejection with the reason where that comes first. The work behind the promise goes on. */
  race<Value>(work: PromiseLike<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.onStop(reject);
      work.then(
        (value) => {
          this.forget(reject);
          resolve(value);
        },
        (error: unknown) => {
          this.forget(reject);
          reject(error);
        },
      );
    });
  }
}
