/**
 * Puts off what moves the layout while a pointer is down: a sentence that appears as a field is left would push the
 * button away from below the pointer that is pressing it, and the click would be lost.
 */
export class PressGuard {
  #waiting: (() => void)[] | undefined;

  /** A pointer went down. */
  press(): void {
    if (this.#waiting !== undefined) return;
    const waiting: (() => void)[] = [];
    this.#waiting = waiting;
    const over = new AbortController();
    const release = (): void => {
      over.abort();
      // After the click that comes with it.
      setTimeout(() => {
        this.#waiting = undefined;
        for (const act of waiting) act();
      });
    };
    for (const type of ['pointerup', 'pointercancel']) window.addEventListener(type, release, { signal: over.signal });
  }

  /** Now, or when the pointer is up. */
  run(act: () => void): void {
    if (this.#waiting === undefined) act();
    else this.#waiting.push(act);
  }
}
