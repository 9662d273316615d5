import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Finds the moment at which a sentence may appear as a field is left. Not while a pointer is down: the sentence would move
 * the pressed button away from the pointer, and the click would be lost. Not within an update, which can take the focus from
 * a field too: it removes or disables the field, or moves the focus to a problem.
 */
export class QuietMoment implements ReactiveController {
  #isDrawing = false;
  #waiting: (() => void)[] | undefined;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.#isDrawing = true;
  }

  hostUpdated(): void {
    queueMicrotask(() => {
      this.#isDrawing = false;
    });
  }

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

  /** Acts now, after the drawing, or when the pointer is up. */
  run(act: () => void): void {
    const actOrWait = (): void => {
      if (this.#waiting === undefined) act();
      else this.#waiting.push(act);
    };
    if (this.#isDrawing) queueMicrotask(actOrWait);
    else actOrWait();
  }
}
