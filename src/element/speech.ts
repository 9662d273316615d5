import type { State } from '../flow/state.ts';
import { type Announcement, createAnnouncer, type News, silence } from './announcement.ts';
import type { Say } from './say.ts';

/** What one card gives a screen reader to say: in live regions of its own, or through a page that has one for many cards. */
export class Speech {
  /** What is in the live regions. */
  now = silence;
  readonly #announce = createAnnouncer();
  #announced = silence;
  #inDialog = false;
  #given = '';

  /**
   * Follows the state. The live regions are emptied when a dialog opens or closes: what was announced before would be announced
   * again.
   */
  follow(state: State, say: Say, news: News, inDialog: boolean): void {
    const next = this.#announce(state, say, news);
    if (next !== this.#announced) this.#announced = this.now = next;
    else if (inDialog !== this.#inDialog) this.now = silence;
    this.#inDialog = inDialog;
  }

  /** Passes each announcement once to a page that has its own live region. */
  give(announceInPage: ((announcement: Announcement) => void) | undefined): void {
    const { now } = this;
    const words = now.polite + now.assertive;
    if (this.#given !== words) announceInPage?.(now);
    this.#given = words;
  }
}
